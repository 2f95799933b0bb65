"""What is written into a ledger comes out as it was, and what is damaged comes out as an error."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import LedgerError
from tocsin.ledger.encoding import (
    read_claims,
    read_occasion,
    read_reasons,
    read_tie,
    read_value,
    write_claims,
    write_json,
    write_occasion,
    write_reasons,
    write_tie,
    write_value,
)
from tocsin.ledger.packing import pack, pack_incident, read_incident, reports_in, unpack, unpack_incident
from tocsin.testing.builders import LEAD, TEXT, a_full_mention, a_report, a_tie, an_entry, an_incident, an_occasion
from tocsin.vocabulary.claim import Value
from tocsin.vocabulary.judgement import Reason
from tocsin.vocabulary.terms import (
    ACTOR_KINDS,
    PLACE_KINDS,
    PLACE_RELATIONS,
    PRECISIONS,
    TARGET_CATEGORIES,
    TARGET_KINDS,
)
from tocsin.vocabulary.values import Actor, Place, Target, Toll, Weapon, When, Where

WORDS = st.text(max_size=20)
COUNTS = st.none() | st.integers(0, 10_000)
PLACES = st.builds(Place, WORDS, WORDS, st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 20_000), WORDS, WORDS)
DAYS = st.lists(st.dates(), min_size=2, max_size=2).map(sorted)


def any_of(terms: tuple[str, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(terms)


VALUES = st.one_of(
    WORDS,
    st.integers(),
    st.builds(lambda days, *rest: When(*days, *rest), DAYS, any_of(PRECISIONS), st.booleans()),
    st.builds(When, precision=any_of(PRECISIONS)),
    st.builds(Where, WORDS, any_of(PLACE_RELATIONS), any_of(PLACE_KINDS), st.none() | PLACES),
    st.builds(Weapon, WORDS, COUNTS, st.none() | st.floats(0, 500)),
    st.builds(Target, WORDS, any_of(TARGET_CATEGORIES), any_of(TARGET_KINDS), COUNTS),
    st.builds(Actor, WORDS, any_of(ACTOR_KINDS)),
    st.integers(0, 99).flatmap(lambda low: st.builds(Toll, st.just(low), st.none() | st.integers(low, 999))),
    st.builds(Toll, st.none(), st.integers(0, 99)),
)


@given(VALUES)
def test_a_value_comes_back(value: Value) -> None:
    assert read_value(json.loads(write_json(write_value(value)))) == value


def test_claims_are_written_in_plain_words() -> None:
    packed = write_claims(a_full_mention(a_report()))
    assert '{"slot":"kind","span":[12,19],"method":["test","1"],"value":"rocket"}' in packed
    assert '"value":{"is":"toll","low":3,"high":3}' in packed
    assert LEAD not in packed


def test_half_a_character_is_written_by_its_escape() -> None:
    assert write_json("é") == '"é"'
    assert write_json("é \ud83d") == r'"\u00e9 \ud83d"'


def test_a_span_that_does_not_fit_its_text_does_not_come_out() -> None:
    packed = write_claims(a_full_mention(a_report()))
    with pytest.raises(LedgerError, match="report courier-1 cannot be read, the ledger is damaged"):
        read_claims(packed, "courier-1", TEXT[:40])


NO_VALUE = '[{"slot":"kind","span":[0,1],"method":["m","1"],"value":{"is":"no"}}]'


@pytest.mark.parametrize("packed", ["", "[{}]", "7", NO_VALUE])
def test_what_is_damaged_is_an_error_of_the_ledger(packed: str) -> None:
    for read in (read_claims, read_tie, read_occasion):
        with pytest.raises(LedgerError, match="damaged"):
            read(packed, "courier-1", TEXT)


def test_ties_occasions_and_reasons_come_back() -> None:
    assert read_tie(write_tie(a_tie()), "courier-1", TEXT) == a_tie()
    assert read_occasion(write_occasion(an_occasion()), "courier-1", TEXT) == an_occasion()
    reasons = (Reason("same_day", "Both tell of Monday.", -0.25),)
    assert read_reasons(write_reasons(reasons)) == reasons
    with pytest.raises(LedgerError, match="damaged"):
        read_reasons('[["only"]]')


def test_an_incident_says_what_is_told_once() -> None:
    incident = an_incident(an_entry(), an_entry(a_full_mention(a_report(), number=2), 2))
    content = unpack_incident(pack_incident(incident))
    assert len(content["tellings"]) == sum(len(account.tellings) for account in incident.accounts)
    assert len(content["sources"]) == 1
    assert reports_in(content) == {"courier-1"}
    assert read_incident(content, {"courier-1": TEXT}) == incident


@pytest.mark.parametrize("hurt", [b"", b"no zlib", pack("[]"), pack("{}"), pack("no JSON")])
def test_a_damaged_incident_is_an_error_of_the_ledger(hurt: bytes) -> None:
    with pytest.raises(LedgerError, match="damaged"):
        read_incident(unpack_incident(hurt), {})


def test_a_text_comes_back_with_half_a_character_in_it() -> None:
    assert unpack(pack("\ud83d é"), "a text") == "\ud83d é"


def test_days_are_written_as_people_write_them() -> None:
    assert write_value(When(date(2024, 5, 6), date(2024, 5, 6), "day"))["start"] == "2024-05-06"
