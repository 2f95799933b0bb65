"""What holds for any text: spans match, nothing is raised, other languages are a rejection."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.extraction.rules.extractor import RulesExtractor, open_rules
from tocsin.gazetteer.table import open_table
from tocsin.settings import load_settings
from tocsin.testing.builders import a_report

_EXTRACTORS: list[RulesExtractor] = []


def rules() -> RulesExtractor:
    """Return one extractor for all examples (hypothesis runs a test many times over one fixture)."""
    if not _EXTRACTORS:
        _EXTRACTORS.append(open_rules(load_settings(), open_table(load_settings())))
    return _EXTRACTORS[0]


WORDS = st.sampled_from(
    "Rockets rockets hit Baghdad on Monday and 3 killed five people near the Green Zone, gunmen shot dead a judge; "
    "bomb exploded in Mosul . denied claimed by Kataib Hezbollah said the army May 4 and 5 , from Aug. 3 ( ) “ ” \n "
    "alleged attack embassy at U.S. troops عبوة قصف 💥 İ ß 107mm".split(" ")
)


@settings(max_examples=150)
@given(st.lists(WORDS, min_size=1, max_size=60).map(" ".join))
def test_any_salad_of_news_words_gives_spans_that_match(text: str) -> None:
    for mention in rules().extract(a_report(text)).mentions:
        for claim in mention.claims:
            assert text[claim.span.start : claim.span.end] == claim.span.quote


@settings(max_examples=100)
@given(st.text(min_size=1, max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert rules().extract(a_report(text)).report.text == text


def test_another_language_is_a_rejection_with_its_reason() -> None:
    found = rules().extract(a_report("سقط صاروخ على القاعدة يوم الأحد", language="ar"))
    assert found.mentions == ()
    assert "'ar'" in found.rejections[0].reason


def test_without_a_publication_date_no_day_is_invented() -> None:
    found = rules().extract(a_report("A car bomb exploded in Aleppo on Sunday, killing two people.", published=None))
    (mention,) = found.mentions
    assert not mention.of("when")


def test_without_a_publication_date_the_incident_is_still_told() -> None:
    found = rules().extract(a_report("Two rockets struck the airport in Basra on Monday.", published=None))
    assert [m.of("kind")[0].value for m in found.mentions] == ["rocket"]


def test_the_month_of_may_is_no_condition() -> None:
    found = rules().extract(a_report("A bomb found near Balad on May 6 was defused."))
    assert [m.of("status")[0].value for m in found.mentions] == ["foiled"]


def test_right_to_left_and_capitals_keep_their_offsets() -> None:
    text = "قال الجيش: A CAR BOMB EXPLODED IN ALEPPO ON SUNDAY, KILLING TWO PEOPLE. انتهى"
    (mention,) = rules().extract(a_report(text)).mentions
    assert mention.of("kind")[0].value == "vehicle-bomb"
    assert mention.of("killed")[0].span.quote.lower() == "two people"
