"""The learned reader on whole reports: so plain that any sound weights read them, so odd that none should stumble."""

from collections.abc import Callable
from datetime import date
from typing import cast

import pytest

from tests.extraction.model.conftest import PUBLISHED
from tocsin.extraction.base import Extraction, Extractor
from tocsin.extraction.model.extractor import ModelExtractor
from tocsin.extraction.model.labels import WINDOW
from tocsin.extraction.model.network import Weights
from tocsin.extraction.model.tokens import windows
from tocsin.plugins import load
from tocsin.settings import Settings, load_settings
from tocsin.testing.builders import a_report
from tocsin.testing.extractor_contract import QUIET, ExtractorContract, spans
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.values import Toll, When, Where

STORY = "A car bomb exploded at a market in Mosul on Tuesday, killing five civilians and wounding twelve, police said."
MORE = (
    "The blast tore through the market at noon and broke windows, police said. "
    "Nobody has claimed the bombing in Mosul. The governor spoke of a cowardly attack."
)
TUESDAY = date(2024, 5, 7)
FILLER = (
    "The council met in the evening and spoke about the new school. Members praised the builders of the bridge. "
    "The price of bread fell a little in the spring, and the library opened its doors to children. "
)
Told = Callable[..., Extraction]


class TestModel(ExtractorContract):
    opened: Extractor | None = None

    def extractor(self) -> Extractor:
        if TestModel.opened is None:
            settings = load_settings()
            gazetteer = load("gazetteers", settings.gazetteer)(settings)
            TestModel.opened = cast("Extractor", load("extractors", "model")(settings, gazetteer))
        return TestModel.opened


def only(found: Extraction) -> Mention:
    (mention,) = found.mentions
    return mention


def quotes(mention: Mention, slot: Slot) -> list[str]:
    return [claim.span.quote for claim in mention.of(slot)]


def misplaced(found: Extraction) -> list[str]:
    """Return the quotes that do not stand where they are said to."""
    return [s.quote for s in spans(found) if found.report.text[s.start : s.end] != s.quote]


def test_it_is_what_reads_unless_another_is_asked_for() -> None:
    assert Settings().extractor == "model"
    assert load("extractors", "model").__module__ == ModelExtractor.__module__


def test_a_plain_story_is_read_with_its_words(told: Told) -> None:
    found = told(STORY)
    mention = only(found)
    (kind,), (status,) = mention.of("kind"), mention.of("status")
    assert (kind.value, status.value) == ("vehicle-bomb", "reported")
    (when,) = mention.of("when")
    assert isinstance(when.value, When)
    assert (when.value.start, when.value.end, when.span.quote) == (TUESDAY, TUESDAY, "Tuesday")
    assert "Mosul" in [w.value.place.name for w in mention.of("where") if isinstance(w.value, Where) and w.value.place]
    assert any("bomb" in quote or "exploded" in quote for quote in quotes(mention, "trigger"))
    tolls = {slot: mention.of(slot)[0] for slot in ("killed", "wounded")}
    assert {slot: claim.value for slot, claim in tolls.items()} == {"killed": Toll(5, 5), "wounded": Toll(12, 12)}
    assert "five" in tolls["killed"].span.quote
    assert "twelve" in tolls["wounded"].span.quote
    assert quotes(mention, "evidence") == [STORY]
    assert misplaced(found) == []


def test_offsets_are_those_of_the_text_wherever_the_story_stands(told: Told) -> None:
    before = "Здесь 🚀🇮🇶 \u200f\u202bنبأ\u202c e\u0301 \u00a0“News” \ufeff\n\n"
    found = told(before + STORY + " 👨‍👩‍👧‍👦 \u200fThe end.")
    assert misplaced(found) == []
    triggers = [claim.span for mention in found.mentions for claim in mention.of("trigger")]
    assert any(len(before) <= span.start < len(before + STORY) for span in triggers)


def test_capitals_are_read(told: Told) -> None:
    found = told(STORY.upper())
    assert found.mentions
    assert misplaced(found) == []


def test_without_a_day_of_publication_a_relative_day_stays_open(told: Told) -> None:
    days = [c.value for m in told(STORY, published=None).mentions for c in m.of("when")]
    assert all(isinstance(day, When) and day.start is None for day in days)


def test_a_quiet_page_gives_nothing(told: Told) -> None:
    assert told(QUIET).mentions == ()
    assert told(FILLER * 5).mentions == ()


@pytest.mark.parametrize("language", ["ar", "en", ""])
def test_arabic_is_refused_or_left_alone(told: Told, language: str) -> None:
    found = told("أعلن المجلس البلدي يوم الثلاثاء افتتاح مدرسة جديدة في وسط المدينة.", language=language)
    assert found.mentions == ()
    assert bool(found.rejections) == (language == "ar")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "...",
        "rocket",
        "one two three four",
        "🚀" * 300,
        "\u200f" * 50,
        "a" * 5000,
        "BREAKING " * 40,
        "1 2 3 " * 700,
    ],
)
def test_texts_without_a_sentence_do_not_raise(told: Told, text: str) -> None:
    assert misplaced(told(text)) == []


def test_a_text_of_200_kilobytes_is_read_to_its_end(told: Told) -> None:
    filler = FILLER * (200_000 // len(FILLER))
    found = told(f"{filler}{STORY} {MORE}")
    mention = only(found)
    assert mention.of("kind")[0].value == "vehicle-bomb"
    assert mention.of("trigger")[0].span.start >= len(filler)
    assert misplaced(found) == []


def test_two_runs_are_equal(told: Told, model: ModelExtractor) -> None:
    text = f"{STORY} {FILLER * 30} Two rockets hit the airport in Basra on Monday, wounding three guards."
    report = a_report(text, published=PUBLISHED)
    assert model.extract(report) == model.extract(report) == told(text)


def test_an_incident_in_the_overlap_of_two_windows_is_told_once(told: Told, weights: Weights) -> None:
    count = next(n for n in range(1, 50) if len(list(windows(FILLER * n, weights.tokenizer))) > 1)
    quiet = FILLER * (count + 1)
    first, second = list(windows(quiet, weights.tokenizer))[:2]
    shared = second.offsets[1][0]
    assert shared < first.offsets[-2][1], "the windows overlap"
    at = quiet.index("The ", shared + 1)
    text = f"{quiet[:at]}{STORY} {quiet[at:]}"
    seen = [part for part in windows(text, weights.tokenizer) if part.tokens_of(at, at + len(STORY))]
    assert len(seen) >= 2
    mention = only(told(text))
    assert at <= mention.of("trigger")[0].span.start < at + len(STORY)
    assert len(set(mention.of("trigger"))) == len(mention.of("trigger"))


def test_windows_hold_all_of_a_text_and_no_more_than_they_may(weights: Weights) -> None:
    text = f"{FILLER * 12}{'word ' * 900}. {STORY}"
    covered = [False] * len(text)
    for part in windows(text, weights.tokenizer):
        assert len(part.ids) <= WINDOW
        for start, end in part.offsets[1:-1]:
            covered[start:end] = [True] * (end - start)
    assert [text[n] for n, seen in enumerate(covered) if not seen and not text[n].isspace()] == []
