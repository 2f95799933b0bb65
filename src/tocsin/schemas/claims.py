"""Who claims what and who denies it, in the shape of the record of claims."""

from tocsin.schemas.network import EvidenceShape, WhenShape
from tocsin.schemas.shape import Count, Shape
from tocsin.vocabulary.authorship import Contest, Ground, Outcome
from tocsin.vocabulary.terms import Kind, Stance, Status


class WordShape(EvidenceShape):
    """What somebody says of an incident; `actor` is an id of the network."""

    who: str | None
    actor: str | None
    stance: Stance | None


class HitDenialShape(WordShape):
    """A denial by the side said to be hit, and why it is taken for theirs."""

    ground: Ground


class AuthorshipShape(Shape):
    """What is told of who did one incident; each list oldest first."""

    incident_id: str
    kind: Kind
    status: Status
    when: WhenShape
    where: str | None
    outcome: Outcome
    contests: list[Contest]
    refuted: bool
    claim_only: bool
    days_to_claim: list[int] | None
    claims: list[WordShape]
    event_denials: list[WordShape]
    authorship_denials: list[WordShape]
    attributions: list[WordShape]
    unclaimed: list[WordShape]
    denials_by_side_hit: list[HitDenialShape]


class TallyShape(Shape):
    """Attacks that reports only count; never to be added to those told one by one."""

    claimed: Count
    approximate: bool
    denied: int | None
    claimants: list[WordShape]
    denials: list[WordShape]
    incident_ids: list[str]
    evidence: list[EvidenceShape]


class DelayShape(Shape):
    """Days from incident to claim: the medians of the least and of the most that they can be."""

    median_least: float
    median_most: float
    incident_ids: list[str]


class ClaimsSummary(Shape):
    """The ids of incidents by what is told of them; one stands under everything that is."""

    claimed: list[str]
    attributed: list[str]
    told_to_be_unclaimed: list[str]
    nothing_told: list[str]
    contested: list[str]
    event_denied: list[str]
    authorship_denied: list[str]
    denied_by_side_hit: list[str]
    claimed_and_denied_by_side_hit: list[str]
    refuted: list[str]
    announced: list[str]


class ClaimsShape(Shape):
    """Who claims which incident, who denies it, and what nobody claims."""

    summary: ClaimsSummary
    incidents: list[AuthorshipShape]
    counted: list[TallyShape]
    days_to_claim: DelayShape | None
