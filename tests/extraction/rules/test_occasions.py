from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.extraction.rules.occasions import find_occasions, occasion_table
from tocsin.language.dates.find import Anchor, find_dates
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.mention import Occasion
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.terms import OCCASION_KINDS

METHOD = Method("rules", "0.1.0")
PUBLISHED = date(2021, 3, 10)


def occasions(text: str) -> tuple[Occasion, ...]:
    report = Report("r", text, Source("The Reed Post"), published=PUBLISHED)
    return find_occasions(report, find_dates(text, Anchor(published=PUBLISHED)), METHOD)


TOLD = [
    ("The president visited the port on March 3.", "visit", date(2021, 3, 3)),
    ("The minister is due in Oslo on March 12.", "visit", date(2021, 3, 12)),
    ("Envoys held talks on March 4.", "talks", date(2021, 3, 4)),
    ("The country went to the polls on March 7.", "election", date(2021, 3, 7)),
    ("Parliament voted to close the base on March 2.", "vote", date(2021, 3, 2)),
    ("The Danes have withdrawn from two camps.", "withdrawal", None),
    ("The ministry sent reinforcements on March 5.", "deployment", date(2021, 3, 5)),
    ("Norway imposed sanctions on March 1.", "sanction", date(2021, 3, 1)),
    ("Both sides signed an accord on March 6.", "agreement", date(2021, 3, 6)),
    ("The gang declared a ceasefire on March 8.", "ceasefire", date(2021, 3, 8)),
    ("Thousands marched through the town on March 8.", "protest", date(2021, 3, 8)),
    ("Police arrested two dockers on March 9.", "arrest", date(2021, 3, 9)),
    ("Two hostages were freed on March 9.", "release", date(2021, 3, 9)),
    ("A clerk was sentenced to nine years on March 4.", "trial", date(2021, 3, 4)),
    ("The premier told parliament on March 4 that it was over.", "statement", date(2021, 3, 4)),
    ("March 5 was the tenth anniversary of the flood.", "anniversary", date(2021, 3, 5)),
]


@pytest.mark.parametrize(("text", "kind", "day"), TOLD)
def test_occasions(text: str, kind: str, day: date | None) -> None:
    assert (kind, day) in [(o.kind, o.when.start) for o in occasions(text)]


def test_the_clause_is_the_span() -> None:
    (found,) = occasions("A mill burned; the Danes have withdrawn from two camps, but nobody cheered.")
    assert found.span.quote == "the Danes have withdrawn from two camps"


def test_a_date_of_another_clause_is_not_taken() -> None:
    (found,) = occasions("The Danes have withdrawn from two camps, which were shelled on March 3.")
    assert found.when.start is None


@pytest.mark.parametrize(
    "text",
    ["A mill burned.", "There will be no talks between them.", "The strike hit a mill.", "A dog visited the mill."],
)
def test_nothing_is_invented(text: str) -> None:
    assert occasions(text) == ()


def test_the_table_has_every_kind() -> None:
    assert {telling.kind for telling in occasion_table().tellings.values()} == set(OCCASION_KINDS)


WORDS = 'talks were held on March 4 ; , the minister visited - " a ceasefire'.split(" ")


@given(st.text() | st.lists(st.sampled_from([*WORDS, "\n", "."])).map(" ".join))
def test_any_text_gives_spans_in_order(text: str) -> None:
    position = 0
    for found in occasions(text):
        assert position <= found.span.start
        position = found.span.start
