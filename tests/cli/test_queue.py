import io

import pytest
from rich.console import Console

from tests.tasks.test_doubts import ledger_with
from tocsin.cli.queue import Answer, Queue, asking, go
from tocsin.ledger.memory import MemoryLedger
from tocsin.tasks.doubts import doubts
from tocsin.vocabulary.review import Review

FIRST, SECOND = ("story-2#1", "story-3#1"), ("story-0#1", "story-1#1")


@pytest.fixture
def ledger() -> MemoryLedger:
    """Two pairs in doubt, the one of reports 2 and 3 asked first."""
    return ledger_with((0, 1, "unsure", 0.2), (2, 3, "unsure", 0.3))


def answer(ledger: MemoryLedger, *lines: str, below: float = 0.1) -> str:
    """Answer the queue with `lines` and return what it prints."""
    out = io.StringIO()
    console = Console(file=out, width=100)
    stream = io.StringIO("".join(f"{line}\n" for line in lines))
    Queue(ledger, "Ann", console, asking(stream, console)).run(list(doubts(ledger, below)))
    return out.getvalue()


def reviews(ledger: MemoryLedger) -> list[tuple[str, tuple[str, ...], str]]:
    return [(review.kind, review.subjects, review.why) for review in ledger.reviews()]


def together(ledger: MemoryLedger, first: str, second: str) -> bool:
    found = [ledger.incident(first), ledger.incident(second)]
    return found[0] is not None and found[0] == found[1]


def test_same_and_different_are_kept_with_their_reasons(ledger: MemoryLedger) -> None:
    out = answer(ledger, "s one salvo", "d")
    assert reviews(ledger) == [("merge", FIRST, "one salvo"), ("split", SECOND, "")]
    assert together(ledger, *FIRST)
    assert not together(ledger, *SECOND)
    assert "1 of 2" in out
    assert "2 of 2" in out
    assert "same: kept as rev-" in out
    assert "They are judged by hand" in out
    assert "One incident: 30%" in out
    assert list(doubts(ledger, 0.1)) == []


def test_unsure_is_not_asked_again_and_skipped_is(ledger: MemoryLedger) -> None:
    answer(ledger, "u", "k")
    assert reviews(ledger) == [("note", FIRST, "unsure")]
    assert len(list(doubts(ledger, 0.1))) == 1


def test_back_takes_the_last_answer_back_and_asks_again(ledger: MemoryLedger) -> None:
    answer(ledger, "b", "s", "b", "d", "q")
    kinds = [review.kind for review in ledger.reviews()]
    assert kinds == ["merge", "undo", "split"]
    assert not together(ledger, *FIRST)


def test_back_over_a_skip_takes_nothing_back(ledger: MemoryLedger) -> None:
    answer(ledger, "k", "b", "s", "q")
    assert reviews(ledger) == [("merge", FIRST, "")]


def test_a_wrong_key_asks_again_and_the_end_of_the_input_quits(ledger: MemoryLedger) -> None:
    out = answer(ledger, "x", "", "s")
    assert "'x' is no answer here" in out
    assert reviews(ledger) == [("merge", FIRST, "")]


def test_an_incident_is_confirmed_or_rejected() -> None:
    ledger = ledger_with(reports=2)
    answer(ledger, "r a drill", "c", below=0.99)
    assert [review.kind for review in ledger.reviews()] == ["reject", "confirm"]


def test_what_an_answer_settles_is_not_asked() -> None:
    """Two doubts about a third mention; whoever says that all are one need not say it twice."""
    ledger = ledger_with((0, 1, "unsure", 0.3), (1, 2, "unsure", 0.25), (0, 2, "unsure", 0.2), reports=3)
    out = answer(ledger, "s", "s")
    assert "3 of 3" not in out
    assert together(ledger, "story-0#1", "story-2#1")


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    pressed: list[str] = []
    monkeypatch.setattr("typer.getchar", lambda: pressed.pop(0))
    return pressed


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_at_a_terminal_a_key_answers_and_a_capital_one_asks_for_the_reason(
    keys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    console = Console(file=io.StringIO())
    monkeypatch.setattr(console, "input", lambda _: " two towns ")
    ask = asking(Terminal(), console)
    keys += ["s", "D", "\x1b[A"]
    assert [ask(), ask()] == [Answer("s"), Answer("d", "two towns")]
    assert ask().key not in {"s", "d", "u", "k", "b", "q"}


def test_nothing_in_doubt_is_told() -> None:
    out = io.StringIO()
    assert go(MemoryLedger(), "Ann", [], Console(file=out)) == 0
    assert "Nothing is in doubt" in out.getvalue()


def test_reviews_are_signed(ledger: MemoryLedger) -> None:
    answer(ledger, "s")
    (review,) = ledger.reviews()
    assert isinstance(review, Review)
    assert review.author == "Ann"
