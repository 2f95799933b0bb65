from datetime import date

import pytest

from tocsin.errors import SpanError, VocabularyError
from tocsin.testing.builders import (
    VALUES,
    a_claim,
    a_mention,
    a_place,
    a_rejection,
    a_report,
    a_span,
    a_tie,
    a_when,
    an_occasion,
)


def test_a_report_is_sound_as_it_comes() -> None:
    report = a_report()
    assert report.published == date(2024, 5, 8)
    assert report.source.country == "IQ"


@pytest.mark.parametrize("slot", VALUES)
def test_each_slot_has_a_claim_with_its_words(slot: str) -> None:
    claim = a_claim(slot)  # type: ignore[arg-type]  # a key of VALUES is a slot
    assert a_report().text[claim.span.start : claim.span.end] == claim.span.quote
    assert (claim.stance is not None) == (slot == "perpetrator")


def test_a_span_can_be_the_second_of_its_words() -> None:
    assert a_span("Basra", a_report("Basra. Basra.", id="x"), 2).start == 7


@pytest.mark.parametrize(("quote", "occurrence"), [("nowhere", 1), ("Basra", 9), ("", 1)])
def test_a_span_of_words_that_are_not_there_is_refused(quote: str, occurrence: int) -> None:
    with pytest.raises(SpanError, match="does not stand there"):
        a_span(quote, occurrence=occurrence)


def test_a_mention_is_completed() -> None:
    mention = a_mention(a_claim("wounded"))
    assert [claim.slot for claim in mention.claims] == ["kind", "status", "trigger", "wounded"]


def test_a_mention_keeps_the_claims_it_is_given() -> None:
    mention = a_mention(a_claim("status", "foiled"))
    assert [claim.value for claim in mention.of("status")] == ["foiled"]


def test_a_mention_of_another_report_needs_its_own_claims() -> None:
    with pytest.raises(VocabularyError, match="another report"):
        a_mention(report=a_report(id="other"))


def test_the_rest_fits_the_report() -> None:
    assert a_tie().report_id == an_occasion().report_id == a_report().id
    assert a_tie().evidence.covers(a_tie().tail)
    assert a_when(date(2024, 1, 1), date(2024, 1, 3)).precision == "days"
    assert a_place("Camp North").id == "test:camp-north"
    assert a_rejection("too big").reason == "too big"
