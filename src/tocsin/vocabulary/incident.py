"""An incident: what really happened once, derived from all mentions of it. Never stored as a truth of its own."""

from dataclasses import dataclass
from datetime import date, datetime

from tocsin.vocabulary.claim import Claim, Slot, Value
from tocsin.vocabulary.report import Source
from tocsin.vocabulary.terms import Credibility, Status


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim as one source tells it: in which mention, first and last seen when, and how credible it is.

    `voice` is a number shared by copies of one text: what the same words say twice is said once.
    """

    claim: Claim
    mention_id: str
    source: Source
    published: date | None
    first_seen: datetime
    last_seen: datetime
    voice: int
    credibility: Credibility = 6


@dataclass(frozen=True, slots=True)
class Account:
    """What all sources together say of one slot.

    `value` is the one that stands for the incident, None where none can; `chosen` the telling that speaks for it, None
    where a reviewer set the value (`set_by` is the id of that review). Of a toll, `value` is what the chosen telling
    says, and `lowest` and `highest` the bounds of all that is told and not taken back. `values` has, for slots with
    several values at once (where, weapon, target, perpetrator ...), all that stand. `disputed` says that sources
    contradict each other.
    """

    slot: Slot
    value: Value | None
    chosen: Telling | None
    tellings: tuple[Telling, ...]
    values: tuple[Value, ...] = ()
    voices: int = 1
    disputed: bool = False
    lowest: int | None = None
    highest: int | None = None
    set_by: str | None = None
    confirmed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A status that the incident had, from the moment that a telling of it was first seen."""

    status: Status
    at: datetime
    telling: Telling


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident with all that is told of it; `id` stays the same as long as its oldest mention belongs to it.

    `mention_ids` are sorted by when they were added. `confidence` from 0 to 1 is that there was such an incident.
    """

    id: str
    mention_ids: tuple[str, ...]
    accounts: tuple[Account, ...]
    steps: tuple[Step, ...]
    first_seen: datetime
    last_seen: datetime
    voices: int
    confidence: float
    reviewed: bool = False

    def account(self, slot: Slot) -> Account | None:
        """Return what is told of `slot`, or None where nothing is."""
        return next((account for account in self.accounts if account.slot == slot), None)

    @property
    def disputed(self) -> tuple[Slot, ...]:
        """The slots that sources contradict each other in."""
        return tuple(account.slot for account in self.accounts if account.disputed)
