"""Authorship: who claims an incident, who denies that it was or that they did it, and what nobody claims."""

from dataclasses import dataclass
from typing import Literal

from tocsin.vocabulary.evidence import Evidence
from tocsin.vocabulary.terms import Stance
from tocsin.vocabulary.values import When

Outcome = Literal["claimed", "attributed", "unclaimed", "untold"]
"""What is told of who did it: somebody claims it, others name somebody, reports tell of no claim, or nothing at all."""
Contest = Literal["event-denied", "authorship-denied", "several-claim", "another-blamed"]
"""What is contested: that it happened at all; that somebody named did it; whose claim is right; the claim by others."""
Ground = Literal["named", "status"]
"""Why a denial is that of the side said to be hit: its speaker or source is named as target or place, or it has a
speaker and the report gives the incident the status denied, which is for denials of that side."""


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody says of an incident: `who` as the words have it, "" where no report says; `actor` an id or ""."""

    who: str
    actor: str
    evidence: Evidence
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class HitDenial:
    """A denial of the event by the place or side said to be hit."""

    word: Word
    ground: Ground


@dataclass(frozen=True, slots=True)
class Authorship:
    """What is told of who did one incident; each tuple oldest first.

    `delay` are the least and the most days from the incident to the first claim, None without a claim or a day.
    `claim_only`: nobody but claimants tells of it. `denials` deny the event, `disowned` holds what actors say who deny
    that they did it.
    """

    incident_id: str
    kind: str
    status: str
    when: When
    where: str
    outcome: Outcome
    claims: tuple[Word, ...] = ()
    denials: tuple[Word, ...] = ()
    disowned: tuple[Word, ...] = ()
    attributions: tuple[Word, ...] = ()
    unclaimed: tuple[Word, ...] = ()
    contests: tuple[Contest, ...] = ()
    hit_denials: tuple[HitDenial, ...] = ()
    delay: tuple[int, int] | None = None
    claim_only: bool = False

    @property
    def refuted(self) -> bool:
        """Whether it is claimed, denied by the side said to be hit, and told by nobody else."""
        return bool(self.claims and self.hit_denials and self.claim_only)


@dataclass(frozen=True, slots=True)
class Tally:
    """Attacks that reports only count: `claimed` of them, `approximate` where the words say so ("around five").

    `denied` of them are denied, None where nobody says how many. Never to be added to attacks told one by one, which
    may be among them.
    """

    claimed: int
    approximate: bool
    denied: int | None
    claimants: tuple[Word, ...]
    denials: tuple[Word, ...]
    evidence: tuple[Evidence, ...]
    incident_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Delay:
    """Days from incident to claim: the median of the least and of the most that they can be, over `incident_ids`."""

    least: float
    most: float
    incident_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claims:
    """Authorship of each incident, and the attacks that are only counted; `delay` None where none can be told.

    `announced` are ids of incidents that are only threatened or planned: there is nothing yet to claim or deny.
    """

    authorships: tuple[Authorship, ...]
    tallies: tuple[Tally, ...] = ()
    delay: Delay | None = None
    announced: tuple[str, ...] = ()
