"""Nothing is glued that is not one, and nothing that is one is told apart for sure."""

from itertools import combinations

import pytest

from tests.resolution.shelf import judged
from tests.resolution.told import an_entry
from tests.resolution.traps import TRAPS, Trap
from tocsin.resolution.decide import judge
from tocsin.resolution.fold import fold
from tocsin.resolution.policy import load_policy


def test_there_are_fifty_and_more() -> None:
    assert len(TRAPS) == len({trap.name for trap in TRAPS}) >= 50


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_right_or_unsure(trap: Trap) -> None:
    entries = [an_entry(story, at, at) for at, story in enumerate(trap.stories, start=1)]
    for (one, first), (other, second) in combinations(zip(trap.truth, entries, strict=True), 2):
        wrong = "different" if one == other else "same"
        assert judge(first, second, load_policy()).verdict != wrong


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_none_is_wrongly_glued(trap: Trap) -> None:
    entries = [an_entry(story, at, at) for at, story in enumerate(trap.stories, start=1)]
    truth = {entry.mention.id: letter for entry, letter in zip(entries, trap.truth, strict=True)}
    for group in fold(entries, judged(entries), ()):
        assert len({truth[entry.mention.id] for entry in group}) == 1
