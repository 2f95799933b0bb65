"""The network of actors: who they are under all their names, what is told of them, and how they belong together."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from tocsin.vocabulary.evidence import Evidence
from tocsin.vocabulary.mention import Tie
from tocsin.vocabulary.report import Source
from tocsin.vocabulary.terms import ActorKind, Relation, Stance, TieStatus
from tocsin.vocabulary.values import When

Way = Literal["exact", "folded", "table"]
"""How a name was taken for an actor's: the very same letters, the same when folded, or by a line of the alias table."""
WAYS: tuple[str, ...] = get_args(Way)
BondStatus = Literal["stated", "suspected", "denied", "disputed"]
"""What all that is told of a tie comes to; `disputed`: some state or suspect what others deny."""
Likeness = Literal["told", "sound", "words", "spelling", "initials"]
"""Why two actors may be one: a report says so, their names sound alike, one name holds the other, they are spelled
alike, or one is the other's initials."""


@dataclass(frozen=True, slots=True)
class Alias:
    """`words` are a name of the actor called `name`; `source` says where that is known from.

    `exact`: an abbreviation, which counts only letter by letter.
    """

    name: str
    words: str
    source: str
    kind: ActorKind = "group"
    exact: bool = False


@dataclass(frozen=True, slots=True)
class ToldTie:
    """A tie with what is known of the report that tells of it."""

    tie: Tie
    source: Source
    published: date | None
    first_seen: datetime

    @property
    def evidence(self) -> Evidence:
        """The words that say so."""
        span, speaker = self.tie.evidence, self.tie.speaker
        return Evidence(
            self.source, span.report_id, span.quote, span.start, span.end, self.published, self.first_seen,
            speaker.name if speaker else "", confidence=self.tie.confidence,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Naming:
    """Words that an actor is called by, how they were taken for it, by which line of the table, and how many times."""

    words: str
    way: Way
    source: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Deed:
    """An incident as far as a network needs it; `where` is a place's name, "" where none is known."""

    incident_id: str
    kind: str
    when: When
    where: str


@dataclass(frozen=True, slots=True)
class Part:
    """What is told of an actor in one incident: `stance` and the words of each telling."""

    incident_id: str
    stance: Stance
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor: `id` stays the same as long as its name does; `cluster` numbers from 1, None outside any."""

    id: str
    name: str
    kind: ActorKind
    names: tuple[Naming, ...]
    parts: tuple[Part, ...] = ()
    cluster: int | None = None

    def incident_ids(self, *stances: Stance) -> tuple[str, ...]:
        """Return the incidents in which any of `stances` is told of it, or any stance at all."""
        found = (part.incident_id for part in self.parts if not stances or part.stance in stances)
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class BondTelling:
    """What one report says of a bond."""

    status: TieStatus
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Bond:
    """`head` `relation` `tail`, both ids of actors, with everything that is told of it, oldest first."""

    head: str
    relation: Relation
    tail: str
    status: BondStatus
    tellings: tuple[BondTelling, ...]

    @property
    def first_told(self) -> date:
        """The day on which it was first told."""
        return self.tellings[0].evidence.told_on

    @property
    def last_told(self) -> date:
        """The day on which it was last told."""
        return self.tellings[-1].evidence.told_on


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two actors that may be one, for a person to decide: `score` from 0 to 1 says how alike `words` and `others` are.

    `evidence` holds the words of the reports that say so, where any do.
    """

    one: str
    other: str
    why: Likeness
    score: float
    words: str
    others: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Voicing:
    """`voice` said that `actor` (an id) did it: a speaker whom reports name, or the outlet itself."""

    actor: str
    voice: str
    spoken: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Fronting:
    """Incidents that `front` claimed, and that may be `behind`'s: an inference from `bond`, never told as such."""

    front: str
    behind: str
    bond: Bond
    incident_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Somebody without a name ("gunmen"): whether two incidents' are the same people is not for a network to say."""

    words: str
    incident_id: str
    stance: Stance
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Network:
    """All of it, as told by the end of `at` (None: as told until now). Actors by how much is told of them.

    `deeds` are the incidents that actors have a part in; `untied` are ties of somebody without a name.
    """

    actors: tuple[KnownActor, ...]
    bonds: tuple[Bond, ...]
    clusters: tuple[tuple[str, ...], ...] = ()
    proposals: tuple[Proposal, ...] = ()
    voicings: tuple[Voicing, ...] = ()
    frontings: tuple[Fronting, ...] = ()
    unnamed: tuple[Unnamed, ...] = ()
    untied: tuple[ToldTie, ...] = ()
    deeds: tuple[Deed, ...] = ()
    at: date | None = None

    def actor(self, actor_id: str) -> KnownActor | None:
        """Return an actor by its id, or None."""
        return next((actor for actor in self.actors if actor.id == actor_id), None)
