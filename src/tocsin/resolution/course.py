"""The course of an incident: its status over time, from claimed over denied to confirmed."""

from collections.abc import Sequence

from tocsin.resolution.told import Told
from tocsin.vocabulary.incident import Step
from tocsin.vocabulary.terms import STATUSES, Status

FIRM: dict[str, int] = {
    "planned": 0, "threatened": 0, "alleged": 1, "claimed": 2, "reported": 3, "foiled": 3, "intercepted": 3,
    "confirmed": 5,
}  # fmt: skip
"""How firm a status is: a firmer one takes the place of another, a weaker one does not."""
DENIED, CONFIRMED = "denied", "confirmed"
SEVERAL = 2


def steps_of(told: Sequence[Told]) -> tuple[Step, ...]:
    """Return the statuses that the incident had, by the tellings of its status in the order of time.

    A firmer status follows a weaker one. A denial follows what is claimed, alleged, or reported by a single voice; what
    several voices report or one confirms is disputed by it, no more. Only a confirmation follows a denial. What is told
    in passing counts only where nothing else is told.
    """
    steps: list[Step] = []
    reporting: set[int] = set()
    for one in [one for one in told if one.main] or told:
        status = _status(one)
        if status == "reported":
            reporting.add(one.telling.voice)
        if not steps or _follows(status, steps[-1].status, len(reporting) >= SEVERAL):
            steps.append(Step(status, one.telling.first_seen, one.telling))
    return tuple(steps)


def _follows(status: Status, now: Status, widely_reported: bool) -> bool:
    if status == now:
        return False
    if now == DENIED:
        return status == CONFIRMED
    if status == DENIED:
        return now != CONFIRMED and not widely_reported
    return FIRM[status] > FIRM[now]


def _status(one: Told) -> Status:
    return next(status for status in _STATUSES if status == one.value)


_STATUSES: tuple[Status, ...] = STATUSES  # type: ignore[assignment] # the same list, by its narrower name
