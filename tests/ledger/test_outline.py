"""What incidents are asked for by, and the words that pages end with."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import LedgerError
from tocsin.ledger.cursor import Cursor, read_cursor, write_cursor
from tocsin.ledger.outline import fold_name, has, outline_of
from tocsin.testing.builders import SEEN, a_full_mention, a_report, a_when, an_entry, an_incident
from tocsin.vocabulary.claim import Slot, Value
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.selection import ORDERS, Near, Order, Selection
from tocsin.vocabulary.values import Toll


def incident(values: dict[Slot, Value] | None = None, without: tuple[Slot, ...] = ()) -> Incident:
    return an_incident(an_entry(a_full_mention(a_report(), values, without=without)))


def test_an_outline_has_what_stands_for_the_incident() -> None:
    outline = outline_of(incident({"killed": Toll(4, 6)}))
    assert (outline.start, outline.country, outline.kind, outline.status) == (a_when().start, "IQ", "rocket", "claimed")
    assert (outline.killed, outline.voices, outline.seen, outline.disputed) == (4, 1, SEEN, False)
    assert outline.actors == {"dawn brigade"}


def test_an_outline_leaves_empty_what_is_not_known() -> None:
    outline = outline_of(incident(without=("when", "where", "perpetrator")))
    assert (outline.start, outline.end, outline.lat, outline.country, outline.killed) == (None, None, None, "", None)
    assert outline.actors == frozenset()


@pytest.mark.parametrize(
    ("toll", "killed"), [(Toll(3, None), 3), (Toll(None, 5), 5), (Toll(0, 5), 0), (Toll(3 * 10**9, None), 2**31 - 1)]
)
def test_the_killed_are_those_that_the_toll_says_at_least(toll: Toll, killed: int) -> None:
    assert outline_of(incident({"killed": toll})).killed == killed


def test_the_last_status_stands_where_no_account_tells_one() -> None:
    told = incident()
    bare = replace(told, accounts=tuple(account for account in told.accounts if account.slot != "status"))
    assert outline_of(bare).status == "claimed"
    assert outline_of(replace(bare, steps=())).status == ""


@pytest.mark.parametrize("name", ["The Dawn Brigade", "DAWN  BRIGADE", "dawn-brigade", "Dàwn Brigade."])
def test_spellings_of_a_name_are_one(name: str) -> None:
    assert fold_name(name) == "dawn brigade"


def test_a_name_of_the_word_the_alone_stays() -> None:
    assert fold_name("The") == "the"
    assert fold_name("") == ""


def test_a_circle_has_no_incident_without_a_point() -> None:
    world = Selection(near=Near(0, 0, 20_100))
    assert has(world, outline_of(incident()))
    assert not has(world, outline_of(incident(without=("where",))))


IDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
NUMBERS = st.none() | st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9)


@given(st.sampled_from(ORDERS), NUMBERS, IDS, IDS)
def test_a_cursor_comes_back(sort: Order, number: float | None, moment: str, id_: str) -> None:
    key = moment if sort.removeprefix("-") == "seen" else number
    cursor = Cursor(sort, key, id_)
    word = write_cursor(cursor)
    assert read_cursor(word, sort) == cursor
    assert word.replace("-", "").replace("_", "").isalnum()


FORGED = (
    "WyJ3aGVuIix0cnVlLCJhIl0", "WyJ3aGVuIiwxMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwLCJhIl0", "WyJzZWVuIiwxLCJhIl0",
    "WyJ3aGVuIiwieCIsImEiXQ", "WyJ3aGVuIiwxLCJcdTAwMDAiXQ", "WyJzZWVuIiwiXHVkODNkIiwiYSJd",
)  # fmt: skip
"""Cursors with true, a number beyond all days, a number for a moment, a word for a day, NUL, half a character."""


@pytest.mark.parametrize("word", ["é", "a", "bnVsbA", "WzEsMiwzXQ", "WyJ3aGVuIixbXSwiYSJd", *FORGED])
def test_what_is_no_cursor_is_refused(word: str) -> None:
    with pytest.raises(LedgerError, match="does not say where a page ended"):
        read_cursor(word, "when")
