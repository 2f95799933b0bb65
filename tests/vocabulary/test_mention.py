from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vocabulary.strategies import mentions
from tocsin.errors import VocabularyError
from tocsin.testing.builders import a_claim, a_mention, a_method, a_report, a_source, a_span
from tocsin.vocabulary.claim import Claim
from tocsin.vocabulary.mention import Mention, Rejection
from tocsin.vocabulary.report import Report


@pytest.mark.parametrize("slot", ["kind", "status"])
@pytest.mark.parametrize("times", [0, 2])
def test_a_mention_has_one_kind_and_one_status(slot: str, times: int) -> None:
    claims = [claim for claim in a_mention().claims if claim.slot != slot]
    claims += [a_claim(slot)] * times  # type: ignore[arg-type]  # a slot by its name
    with pytest.raises(VocabularyError, match=f"needs one {slot}, has {times}"):
        Mention("m", "courier-1", tuple(claims))


def test_a_mention_has_a_trigger() -> None:
    with pytest.raises(VocabularyError, match="needs a trigger"):
        Mention("m", "courier-1", (a_claim("kind"), a_claim("status")))


def test_all_words_of_a_mention_come_from_its_report() -> None:
    stranger = a_claim("wounded", span=a_span("three guards", a_report(id="other")))
    with pytest.raises(VocabularyError, match="another report"):
        a_mention(stranger)


@given(mentions())
def test_the_claims_of_a_mention_are_found_by_slot(mention: Mention) -> None:
    found = [claim for slot in dict.fromkeys(c.slot for c in mention.claims) for claim in mention.of(slot)]
    assert sorted(found, key=id) == sorted(mention.claims, key=id)


@given(st.floats())
def test_a_confidence_lies_between_none_and_all(confidence: float) -> None:
    if 0 <= confidence <= 1:
        assert a_claim(confidence=confidence).confidence == confidence
    else:
        with pytest.raises(VocabularyError, match="confidence"):
            a_claim(confidence=confidence)


def test_a_claim_has_a_known_slot() -> None:
    with pytest.raises(VocabularyError, match="no such slot: 'colour'"):
        Claim("colour", "red", a_span(), a_method())  # type: ignore[arg-type]  # the point of the test


def test_a_stance_belongs_to_perpetrators_alone() -> None:
    with pytest.raises(VocabularyError, match="stance"):
        a_claim("kind", stance="claims")
    with pytest.raises(VocabularyError, match="stance"):
        Claim("perpetrator", a_claim("perpetrator").value, a_span("The Dawn Brigade"), a_method())


def test_a_report_needs_an_id() -> None:
    with pytest.raises(VocabularyError, match="needs an id"):
        Report("", "text", a_source())


def test_a_moment_needs_its_time_zone() -> None:
    with pytest.raises(VocabularyError, match="time zone"):
        Report("r", "text", a_source(), published_at=datetime(2024, 5, 8, 12))
    moment = datetime(2024, 5, 8, 12, tzinfo=UTC)
    assert Report("r", "text", a_source(), published_at=moment).published_at == moment


@given(st.text(), st.text())
def test_a_digest_belongs_to_one_text(one: str, other: str) -> None:
    digests = [a_report(text, id=str(n)).digest for n, text in enumerate((one, other, one))]
    assert digests[0] == digests[2]
    assert (digests[0] == digests[1]) == (one == other)


def test_a_digest_exists_for_half_a_surrogate_pair() -> None:
    assert len(a_report("\ud83d").digest) == 64


def test_a_value_left_out_is_no_text_unread() -> None:
    assert Rejection("courier-1 when", "grounding", "does not stand in the text").is_of_a_value
    assert not Rejection("courier-1", "extraction", "is in a language that is not read").is_of_a_value
