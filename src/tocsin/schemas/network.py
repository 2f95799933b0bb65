"""The network of actors, in the shape of its record."""

from datetime import date, datetime

from tocsin.schemas.shape import Shape, Share
from tocsin.vocabulary.network import BondStatus, Likeness, Way
from tocsin.vocabulary.terms import ActorKind, Kind, Precision, Relation, Stance, TieStatus


class EvidenceShape(Shape):
    """Words with who says them, who published them and when, and where they stand."""

    source: str
    report_id: str
    mention_id: str | None
    published: date | None
    first_seen: datetime
    speaker: str | None
    quote: str
    start: int
    end: int
    sentence: str | None
    confidence: Share


class TellingOfTie(EvidenceShape):
    """What one report says of a tie."""

    status: TieStatus


class WhenShape(Shape):
    """Days."""

    start: date | None
    end: date | None
    precision: Precision


class NamingShape(Shape):
    """Words that an actor is called by, and how they were taken for it."""

    words: str
    way: Way
    source: str | None
    times: int


class PartShape(Shape):
    """What is told of an actor in one incident."""

    incident_id: str
    stance: Stance
    evidence: list[EvidenceShape]


class KnownActorShape(Shape):
    """An actor with its names and what is told of it; `cluster` numbers those that belong together."""

    id: str
    name: str
    kind: ActorKind
    cluster: int | None
    names: list[NamingShape]
    incidents: list[PartShape]


class TieShape(Shape):
    """`head` `relation` `tail`, ids of actors, with all that is told of it."""

    head: str
    head_name: str | None
    relation: Relation
    tail: str
    tail_name: str | None
    status: BondStatus
    first_told: date
    last_told: date
    evidence: list[TellingOfTie]


class ActorShown(KnownActorShape):
    """An actor with its ties."""

    ties: list[TieShape]


class ProposalShape(Shape):
    """Two actors that may be one, for a person to decide."""

    actors: list[str]
    why: Likeness
    score: Share
    names: list[str]
    evidence: list[EvidenceShape]


class VoicingShape(Shape):
    """`voice` said that `actor` did it."""

    actor: str
    voice: str
    spoken: bool
    evidence: list[EvidenceShape]


class FrontingShape(Shape):
    """Incidents that `front` claimed and that may be `behind`'s: an inference, never told as such."""

    front: str
    behind: str
    status: BondStatus
    incident_ids: list[str]
    evidence: list[EvidenceShape]


class UnnamedShape(Shape):
    """Somebody without a name."""

    words: str
    incident_id: str
    stance: Stance
    evidence: list[EvidenceShape]


class UntiedShape(Shape):
    """A tie of somebody without a name."""

    head: str
    relation: Relation
    tail: str
    evidence: list[EvidenceShape]


class DeedShape(Shape):
    """An incident as far as a network has it."""

    id: str
    kind: Kind
    when: WhenShape
    where: str | None


class NetworkShape(Shape):
    """Who is named in incidents, and how they belong together, as told by the end of `at`."""

    at: date | None
    actors: list[KnownActorShape]
    ties: list[TieShape]
    clusters: list[list[str]]
    may_be_one: list[ProposalShape]
    claims_by_voice: list[VoicingShape]
    claims_of_fronts: list[FrontingShape]
    unnamed: list[UnnamedShape]
    ties_without_names: list[UntiedShape]
    incidents: list[DeedShape]
