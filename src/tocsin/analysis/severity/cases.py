"""Incidents as what severity counts: their days, their tolls with bounds, what was hit, with what, what came of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tocsin.analysis.tempo.events import NO_ATTACKS, UNHAPPENED
from tocsin.vocabulary.incident import Account, Incident
from tocsin.vocabulary.values import Target, Toll, Weapon, When

Harm = Literal["killed", "wounded", "abducted"]
HARMS: tuple[Harm, ...] = ("killed", "wounded", "abducted")
Hurt = Literal["hurt", "unhurt", "unclear", "untold"]
"""Whether anybody was killed or wounded, by all that is told: somebody, nobody, it cannot be said, nothing told."""
STOPPED = frozenset({"foiled", "intercepted"})


@dataclass(frozen=True, slots=True)
class Count:
    """How many people one incident hurt: `best_low` to `best_high` by the telling that speaks for it, and `low` to
    `high` by all that anybody tells and does not take back.

    `endless`: the words leave open how many more ("at least"), so that the highs are only the most that is named.
    """

    low: int
    high: int
    best_low: int
    best_high: int
    endless: bool = False
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One incident. A harm that nothing is told of is None, never 0; so are targets and weapons empty."""

    id: str
    start: date | None
    end: date | None
    kind: str
    status: str
    attacks: int
    killed: Count | None = None
    wounded: Count | None = None
    abducted: Count | None = None
    targets: frozenset[str] = frozenset()
    weapons: frozenset[str] = frozenset()

    def harm(self, harm: Harm) -> Count | None:
        """Return what is told of `harm`."""
        return {"killed": self.killed, "wounded": self.wounded, "abducted": self.abducted}[harm]

    @property
    def hurt(self) -> Hurt:
        """Whether anybody was killed or wounded."""
        told = [count for count in (self.killed, self.wounded) if count is not None]
        if any(count.low > 0 for count in told):
            return "hurt"
        if len(told) == 2 and all(count.high == 0 and not count.endless for count in told):
            return "unhurt"
        return "unclear" if told else "untold"


def cases_of(incidents: Iterable[Incident], kinds: Sequence[str] = ()) -> tuple[Case, ...]:
    """Return the attacks among `incidents` by their days, those without a day last.

    What was only threatened or planned is none, and arrests and seizures are only where `kinds` asks for any.
    """
    found = (case_of(incident) for incident in incidents)
    counted = (case for case in found if case.status not in UNHAPPENED and (kinds or case.kind not in NO_ATTACKS))
    return tuple(sorted(counted, key=lambda case: (case.start or date.max, case.end or date.max, case.id)))


def case_of(incident: Incident) -> Case:
    """Return what is counted of `incident`."""
    values = {account.slot: account.value for account in incident.accounts}
    when = values.get("when")
    attacks = values.get("count")
    counts = {harm: _count(incident.account(harm)) for harm in HARMS}
    return Case(
        incident.id,
        when.start if isinstance(when, When) else None,
        when.end if isinstance(when, When) else None,
        str(values.get("kind", "")),
        str(values.get("status", "")),
        attacks if isinstance(attacks, int) else 1,
        targets=frozenset(one.category for one in _values(incident.account("target")) if isinstance(one, Target)),
        weapons=frozenset(
            one.type for one in _values(incident.account("weapon")) if isinstance(one, Weapon) and one.type != "unknown"
        ),
        **counts,
    )


def _values(account: Account | None) -> Sequence[object]:
    return account.values if account is not None else ()


def _count(account: Account | None) -> Count | None:
    toll = account.value if account is not None else None
    if account is None or not isinstance(toll, Toll):
        return None
    # a Toll has one of both: "up to 3" begins with nobody, "at least 3" ends nowhere
    best_low = toll.low if toll.low is not None else 0
    best_high = toll.high if toll.high is not None else best_low
    endless = toll.high is None
    if account.set_by is not None or account.lowest is None or account.highest is None:
        return Count(best_low, best_high, best_low, best_high, endless, account.disputed)
    low, high = min(account.lowest, best_low), max(account.highest, best_high)
    return Count(low, high, best_low, best_high, endless, account.disputed)
