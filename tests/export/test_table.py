import io
from dataclasses import replace

import pytest
from rich.console import Console

from tests.export.annotated import SAMPLES, extraction_of
from tocsin.export.explain import explain
from tocsin.export.table import show
from tocsin.extraction.base import Extraction
from tocsin.testing.builders import VALUES, a_claim, a_mention, a_rejection, a_report, a_span, a_tie, an_occasion
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.span import cut

FULL = Extraction(
    a_report(),
    (a_mention(*(a_claim(slot) for slot in VALUES if slot not in {"kind", "status", "trigger"})),),
    (a_tie(),),
    (an_occasion(),),
    (a_rejection(),),
)


def shown(findings: Extraction, width: int = 100, text: bool = False, encoding: str = "utf-8") -> str:
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding=encoding, errors="replace")
    console = Console(file=stream, width=width, highlight=False)
    show(findings, console, text)
    stream.flush()
    return written.getvalue().decode(encoding)


def explained(findings: Extraction, width: int = 100) -> str:
    stream = io.StringIO()
    explain(findings, Console(file=stream, width=width, highlight=False))
    return stream.getvalue()


@pytest.mark.parametrize("width", [40, 72, 80, 100, 130, 200])
def test_every_width_tells_everything_within_itself(width: int) -> None:
    out = shown(FULL, width)
    flat = " ".join(out.split())
    for words in ("6 May 2024", "the airport", "±3 km", "rocket", "Dawn", "wounded", "claimed", "Basra"):
        assert words in flat
    assert "The Gulf Courier · 8 May 2024" in flat
    assert max(map(len, out.splitlines())) <= width


@pytest.mark.parametrize("width", [40, 80, 160])
def test_what_else_the_report_tells_stands_beneath(width: int) -> None:
    flat = " ".join(shown(FULL, width).split())
    for words in ("Groups", "front for", "Context", "visit", "Left out", "it is empty"):
        assert words in flat


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: str(sample["id"]))
@pytest.mark.parametrize("width", [40, 80, 150])
def test_no_line_of_any_sample_is_too_wide(sample: dict[str, object], width: int) -> None:
    findings = extraction_of(sample)
    assert max(map(len, shown(findings, width, text=True).splitlines())) <= width
    assert max(map(len, explained(findings, width).splitlines()), default=0) <= width


def test_nothing_found_is_said() -> None:
    assert "No attack found in it." in shown(Extraction(a_report("All quiet.")))


def test_a_skipped_report_is_not_called_free_of_attacks() -> None:
    out = shown(Extraction(a_report(), rejections=(a_rejection("its language is Arabic"),)))
    assert "No attack" not in out
    assert "its language is Arabic" in out


def test_a_report_of_which_only_values_were_left_out_was_read() -> None:
    rejection = Rejection("courier-1 when", "grounding", "“Sunday” does not stand in the text")
    out = shown(Extraction(a_report(), rejections=(rejection,)))
    assert "No attack found in it." in out
    assert "“Sunday” does not stand in the text" in out


def test_an_earlier_incident_is_told_as_such() -> None:
    out = shown(Extraction(a_report(), (a_mention(), a_mention(id="courier-1#2", main=False))))
    assert "2 incidents, 1 of them told in passing" in out
    assert "earlier" in out


def test_unknown_day_and_place_are_said_and_empty_columns_left_out() -> None:
    out = shown(Extraction(a_report(), (a_mention(),)), 160)
    assert "day unknown" in out
    assert "place unknown" in out
    assert "Weapon" not in out


def test_more_values_than_fit_are_counted() -> None:
    report = a_report()
    words = ["Two", "rockets", "struck", "the airport", "police"]
    claims = [a_claim("target", None, a_span(word)) for word in words]
    assert "and 2 more" in shown(Extraction(report, (a_mention(*claims),)))


def test_a_doubtful_value_is_counted_beside_a_surer_one_and_shown_where_it_is_the_only_one() -> None:
    report = a_report()
    sure = a_claim("target", span=a_span("the airport", report), confidence=0.8)
    doubtful = a_claim("target", span=a_span("three guards", report), confidence=0.2)
    both = shown(Extraction(report, (a_mention(sure, doubtful),)))
    assert "the airport" in both
    assert "and 1 doubtful" in both
    assert "three guards" not in both
    assert "three guards" in shown(Extraction(report, (a_mention(doubtful),)))
    assert "three guards" in explained(Extraction(report, (a_mention(sure, doubtful),)))


def test_an_old_terminal_gets_characters_it_knows() -> None:
    out = shown(FULL, 80, encoding="ascii")
    assert "#####" in out
    assert "●" not in out


@pytest.mark.parametrize("width", [40, 80, 150])
def test_text_of_others_cannot_steer_the_terminal(width: int) -> None:
    report = a_report(title="\x1b[2J\u202eevil [bold]x[/bold]", id="a\x07")
    out = shown(Extraction(report, rejections=(replace(a_rejection(), reason="\x1b]0;x\x07"),)), width)
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "\u202e" not in out
    assert "[bold]x[/bold]" in out


def test_the_text_comes_on_request_with_its_words_marked() -> None:
    assert "It came a day before" not in shown(FULL)
    stream = io.StringIO()
    show(FULL, Console(file=stream, width=200, force_terminal=True, color_system="truecolor"), text=True)
    out = stream.getvalue()
    assert "\x1b[4;38;2;213;94;0mTwo rockets\x1b[0m" in out


def test_no_color_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    stream = io.StringIO()
    show(FULL, Console(file=stream, width=100, force_terminal=True), text=True)
    assert "38;" not in stream.getvalue()


@pytest.mark.parametrize("width", [60, 100, 160])
def test_an_explanation_gives_sentence_words_method_and_confidence(width: int) -> None:
    out = " ".join(explained(FULL, width).split())
    assert "BASRA - Two rockets struck the airport in Basra on Monday" in out
    for words in ("6 May 2024", "“on Monday”", "1.00", "test 1", "2 × rocket", "3 wounded", "front for", "visit"):
        assert words in out


def test_an_explanation_highlights_the_words() -> None:
    stream = io.StringIO()
    explain(FULL, Console(file=stream, width=200, force_terminal=True, color_system="truecolor"))
    out = stream.getvalue()
    assert "\x1b[1;7;38;2;86;180;233mon Monday\x1b[0m" in out


def test_an_endless_line_is_cut_around_the_words() -> None:
    report = a_report("x" * 5000 + " Two rockets struck " + "y" * 5000)
    slots: tuple[Slot, ...] = ("kind", "status", "trigger")
    claims = [a_claim(slot, None, cut(report, 5005, 5012)) for slot in slots]
    out = explained(Extraction(report, (a_mention(*claims, report=report),)))
    assert len(out) < 2000
    assert out.count("…") == 2
