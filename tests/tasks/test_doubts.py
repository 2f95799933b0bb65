from collections.abc import Sequence

import pytest

from tests.tasks.stories import Told, a_story, add_story
from tocsin.ledger.memory import MemoryLedger
from tocsin.resolution.policy import load_policy
from tocsin.tasks.doubts import Doubt, IncidentInDoubt, PairInDoubt, doubts
from tocsin.tasks.resolve import refold, resolve
from tocsin.tasks.review import Signature, confirm, merge, note, part, reject
from tocsin.vocabulary.judgement import Judgement, Reason
from tocsin.vocabulary.terms import Verdict

ANN = Signature("Ann", "seen")


def ledger_with(*judged: tuple[int, int, Verdict, float], reports: int = 4) -> MemoryLedger:
    """Return a ledger of so many reports whose pairs are judged as given, whatever the machine would have said."""
    ledger = MemoryLedger()
    for number in range(reports):
        add_story(ledger, a_story(number, Told()), number)
    resolve(ledger)
    pairs = {(first, second): (verdict, share) for first, second, verdict, share in judged}
    method = load_policy().method
    for first in range(reports):
        for second in range(first + 1, reports):
            verdict, share = pairs.get((first, second), ("different", 0.01))
            reason = Reason("a_test", "They are judged by hand", 1.0)
            ids = f"story-{first}#1", f"story-{second}#1"
            ledger.append_judgements([Judgement(*ids, verdict, share, (reason,), method)])
    refold(ledger, [f"story-{number}#1" for number in range(reports)])
    return ledger


def pairs(found: Sequence[Doubt]) -> list[tuple[str, str]]:
    return [(one.judgement.first, one.judgement.second) for one in found if isinstance(one, PairInDoubt)]


def test_the_most_even_pair_is_asked_first() -> None:
    ledger = ledger_with((0, 1, "unsure", 0.3), (2, 3, "unsure", 0.45))
    assert pairs(list(doubts(ledger))) == [("story-2#1", "story-3#1"), ("story-0#1", "story-1#1")]


def test_of_pairs_between_the_same_incidents_only_the_likeliest_is_asked() -> None:
    ledger = ledger_with((0, 1, "same", 0.95), (0, 2, "unsure", 0.2), (1, 2, "unsure", 0.3), reports=3)
    (asked,) = doubts(ledger)
    assert isinstance(asked, PairInDoubt)
    assert (asked.judgement.first, asked.judgement.second, asked.together) == ("story-1#1", "story-2#1", False)


def test_within_an_incident_nothing_is_asked_that_sure_pairs_hold_together_anyway() -> None:
    held = ledger_with((0, 1, "same", 0.95), (1, 2, "same", 0.95), (0, 2, "unsure", 0.6), reports=3)
    assert pairs(list(doubts(held))) == []
    alone = ledger_with((0, 1, "unsure", 0.7), reports=2)
    (asked,) = doubts(alone)
    assert isinstance(asked, PairInDoubt)
    assert asked.together


@pytest.mark.parametrize("answer", ["merge", "part", "note", "reject"])
def test_what_is_answered_is_not_asked_again(answer: str) -> None:
    ledger = ledger_with((0, 1, "unsure", 0.45), reports=2)
    first, second = "story-0#1", "story-1#1"
    assert pairs(list(doubts(ledger))) == [(first, second)]
    if answer == "merge":
        merge(ledger, [first, second], ANN)
    elif answer == "part":
        part(ledger, first, second, ANN)
    elif answer == "note":
        note(ledger, [first, second], Signature("Ann", "unsure"))
    else:
        reject(ledger, [second], ANN)
    assert pairs(list(doubts(ledger))) == []


def test_nobody_is_asked_about_a_pair_that_is_hardly_the_same() -> None:
    assert pairs(list(doubts(ledger_with((0, 1, "unsure", 0.06), reports=2)))) == []


def test_incidents_that_may_be_none_come_last_until_they_are_confirmed() -> None:
    ledger = ledger_with((0, 1, "unsure", 0.12), reports=2)
    found = list(doubts(ledger, below=0.99))
    assert [type(one) for one in found] == [PairInDoubt, IncidentInDoubt, IncidentInDoubt]
    last = found[-1]
    assert isinstance(last, IncidentInDoubt)
    confirm(ledger, last.incident.id, None, ANN)
    assert len(list(doubts(ledger, below=0.99))) == 2
    assert len(list(doubts(ledger, below=0.1))) == 1
