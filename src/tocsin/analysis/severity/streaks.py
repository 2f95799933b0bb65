"""Runs of attacks that hurt nobody: how long, and how often chance alone makes one as long.

"They do not want casualties" is often read out of such a run. Held against it is that the attacks that did hurt
somebody might lie in any order among the others (A. Wald and J. Wolfowitz, On a test whether two samples are from the
same population, Annals of Mathematical Statistics 11, 1940, 147-162, for the principle; the longest run as in
F. N. David and D. E. Barton, Combinatorial Chance, 1962).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import comb

import numpy as np

from tocsin.analysis.severity.cases import STOPPED, Case

EXACT = 3000
"""Up to so many attacks the chance is counted out; of more, as many orders are drawn as `ORDERS` says."""
ORDERS = 1999


@dataclass(frozen=True, slots=True)
class Streak:
    """Attacks in a row that are told to have hurt nobody, from `start` to `end`.

    `skipped_ids` lie between them and tell nothing, or nothing clear, of who was hurt: had any of them hurt somebody,
    the run would be shorter. `told` and `hurt` are how many attacks of all tell clearly, and how many of these hurt
    somebody. `chance` is how often any order of these has as long a run, None where none hurt anybody: then every order
    has. `newest`: no later attack tells clearly that it hurt somebody; then `chance` is of such a run at the end.
    """

    incident_ids: tuple[str, ...]
    skipped_ids: tuple[str, ...]
    start: date
    end: date
    told: int
    hurt: int
    chance: float | None
    newest: bool

    @property
    def length(self) -> int:
        """How many attacks it has."""
        return len(self.incident_ids)


def streaks(cases: Sequence[Case]) -> tuple[Streak, ...]:
    """Return the longest run of attacks that hurt nobody, and the one that goes on to the end, if there are any.

    `cases` are in the order of their days. Those without a day have no place in it. Those foiled, intercepted or denied
    to have happened are left out: that they hurt nobody says nothing of who made them.
    """
    dated = [case for case in cases if case.start and case.status not in STOPPED and case.status != "denied"]
    clear = [case for case in dated if case.hurt in {"hurt", "unhurt"}]
    marks = [case.hurt == "hurt" for case in clear]
    runs = _runs(marks)
    if not runs:
        return ()
    longest = max(runs, key=lambda run: run[1] - run[0])  # of equals the first
    found = [_streak(dated, clear, longest, False)]
    if runs[-1][1] == len(marks):
        found.append(_streak(dated, clear, runs[-1], True))
    return tuple(found)


def _runs(marks: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the first place and the one past the last of every run of False."""
    found: list[tuple[int, int]] = []
    start = 0
    for at, mark in enumerate([*marks, True]):
        if mark:
            if at > start:
                found.append((start, at))
            start = at + 1
    return found


def _streak(dated: Sequence[Case], clear: Sequence[Case], run: tuple[int, int], newest: bool) -> Streak:
    own = clear[run[0] : run[1]]
    places = {case.id: at for at, case in enumerate(dated)}
    last = len(dated) if newest else places[own[-1].id] + 1
    between = dated[places[own[0].id] : last]
    skipped = tuple(case.id for case in between if case.hurt not in {"hurt", "unhurt"})
    told, hurt, length = len(clear), sum(case.hurt == "hurt" for case in clear), len(own)
    reckon = last_run_chance if newest else longest_run_chance
    chance = reckon(told, hurt, length) if hurt else None
    days = [day for case in own for day in (case.start, case.end) if day is not None]
    return Streak(tuple(case.id for case in own), skipped, min(days), max(days), told, hurt, chance, newest)


def last_run_chance(told: int, hurt: int, length: int) -> float:
    """Return how often the last `length` of `told` cases are none of the `hurt`, were every order as likely."""
    return comb(told - length, hurt) / comb(told, hurt)


def longest_run_chance(told: int, hurt: int, length: int, seed: int = 1) -> float:
    """Return how often `told` cases, `hurt` of them marked, have a run of `length` unmarked ones or a longer one."""
    if told > EXACT:
        return _drawn(told, hurt, length, seed)
    shorter = 0
    for over in range(min(hurt + 1, (told - hurt) // length) + 1):
        # gaps of at least `length` are taken out one by one: inclusion and exclusion
        shorter += (-1) ** over * comb(hurt + 1, over) * comb(told - over * length, hurt)
    orders = comb(told, hurt)
    return (orders - shorter) / orders


def _drawn(told: int, hurt: int, length: int, seed: int) -> float:
    generator = np.random.default_rng(seed)
    as_long = 0
    for _ in range(ORDERS):
        places = np.sort(generator.choice(told, hurt, replace=False))
        gaps = np.diff(np.concatenate([[-1], places, [told]])) - 1
        as_long += int(gaps.max() >= length)
    return (1 + as_long) / (1 + ORDERS)
