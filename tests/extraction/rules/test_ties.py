import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.extraction.rules.actors import find_actors
from tocsin.extraction.rules.ties import find_ties, patterns
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.mention import Tie
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.terms import RELATIONS

METHOD = Method("rules", "0.1.0")


def ties(text: str) -> tuple[Tie, ...]:
    return find_ties(Report("r", text, Source("The Reed Post")), METHOD, find_actors(text))


TOLD = [
    ("The Reed Front is part of the Harbour Army.", "The Reed Front", "part-of", "the Harbour Army"),
    ("The Reed Front, the armed wing of the Harbour Army, did it.", "The Reed Front", "part-of", "the Harbour Army"),
    ("The Reed Front, the Harbour Army's armed wing, did it.", "The Reed Front", "part-of", "the Harbour Army"),
    ("The militias are often part of a force called Harbour Army.", "The militias", "part-of", "Harbour Army"),
    ("Hamas's Jenin Battalion did it.", "Jenin Battalion", "part-of", "Hamas"),
    ("Iran-backed militias came.", "militias", "backed-by", "Iran"),
    ("The Reed Front, backed by Iran, came.", "The Reed Front", "backed-by", "Iran"),
    ("The Reed Front has close ties to Hezbollah.", "The Reed Front", "linked-to", "Hezbollah"),
    ("Various new small militia groups linked to Iran came.", "Various new small militia groups", "linked-to", "Iran"),
    ("The Reed Front, led by Ivo Brandt, came.", "Ivo Brandt", "leads", "The Reed Front"),
    ("Ivo Brandt, who leads the Reed Front, came.", "Ivo Brandt", "leads", "the Reed Front"),
    ("Reed Front leader Ivo Brandt came.", "Ivo Brandt", "leads", "Reed Front"),
    ("Ivo Brandt, a spokesman for the Reed Front, spoke.", "Ivo Brandt", "member-of", "the Reed Front"),
    ("The Reed Front, also known as the Harbour Army, came.", "The Reed Front", "also-known-as", "the Harbour Army"),
    ("The Harbour Liberation Army (HLA) came.", "The Harbour Liberation Army", "also-known-as", "HLA"),
    ("Ivo Brandt, alias Rook, was held.", "Ivo Brandt", "also-known-as", "Rook"),
    ("The Reed Front, a splinter of the Harbour Army, came.", "The Reed Front", "splinter-of", "the Harbour Army"),
    ("The Reed Front is a front for the Harbour Army.", "The Reed Front", "front-for", "the Harbour Army"),
    ("The Reed Front is allied with the Harbour Army.", "The Reed Front", "allied-with", "the Harbour Army"),
    ("The Reed Front is a rival of the Harbour Army.", "The Reed Front", "rival-of", "the Harbour Army"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "head", "relation", "tail"), TOLD)
def test_ties(text: str, head: str, relation: str, tail: str) -> None:
    assert (head, relation, tail) in [(t.head.quote, t.relation, t.tail.quote) for t in ties(text)]


def test_a_chain_is_about_its_first() -> None:
    found = ties("Kataib Hezbollah, a part of the PMU linked to the IRGC, denied it.")
    assert [(t.head.quote, t.relation, t.tail.quote, t.status) for t in found] == [
        ("Kataib Hezbollah", "part-of", "the PMU", "stated"),
        ("Kataib Hezbollah", "linked-to", "the IRGC", "stated"),
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Reed Front is a front for Hamas.", "stated"),
        ("It is widely suspected that the Reed Front is a front for Hamas.", "suspected"),
        ("The Reed Front is not a front for Hamas.", "denied"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert [t.status for t in ties(text)] == [status]


NONE = [
    "The Reed Front fired at the Harbour Army.",
    "The Reed Front and the Harbour Army met.",
    "Police spokesman Ivo Brandt spoke.",
    "The Reed Front burned a mill. The Harbour Army, led by nobody, fled.",
]


@pytest.mark.parametrize("text", NONE)
def test_nothing_is_invented(text: str) -> None:
    assert ties(text) == ()


def test_each_tie_is_told_once() -> None:
    assert len(ties("The Reed Front is part of Hamas.\nThe Reed Front is part of Hamas.")) == 1


def test_the_patterns_are_sound() -> None:
    assert {pattern.relation for pattern in patterns()} == set(RELATIONS)


WORDS = "The Reed Front , a part of the Harbour Army ( HA ) led by Ivo Brandt Iran -backed 's wing is not".split(" ")


@given(st.text() | st.lists(st.sampled_from([*WORDS, "\n", "."])).map(" ".join))
def test_any_text_gives_ties_with_their_words(text: str) -> None:
    for tie in ties(text):
        assert text[tie.head.start : tie.head.end] == tie.head.quote
        assert tie.evidence.covers(tie.head)
        assert tie.evidence.covers(tie.tail)
