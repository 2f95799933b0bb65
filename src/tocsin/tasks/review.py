"""`tocsin review`: a person's decisions, each a row with who, when and why; the incidents follow at once."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tocsin.errors import InputError
from tocsin.ledger.base import Ledger
from tocsin.resolution.reviewed import standing
from tocsin.tasks.resolve import Resolution, refold
from tocsin.vocabulary.claim import Slot, Value
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.review import Review
from tocsin.vocabulary.terms import ReviewKind


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, in which words why, and when (now if None; with its time zone)."""

    author: str
    why: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The rows that a decision appended, and what it changed."""

    reviews: tuple[Review, ...]
    changes: Resolution


def merge(ledger: Ledger, ids: Sequence[str], signed: Signature) -> Decision:
    """Decide that these incidents or mentions are one incident: all mentions of each. Raises InputError."""
    subjects = tuple(dict.fromkeys(mention_id for id_ in ids for mention_id in mentions_of(ledger, id_)))
    if len(subjects) < 2:
        raise InputError("a merge needs two incidents or mentions that are not one already; name another")
    return _decide(ledger, [_review("merge", subjects, signed)])


def split(ledger: Ledger, mention_ids: Sequence[str], signed: Signature) -> Decision:
    """Decide that these mentions of one incident tell of another than its other mentions. Raises InputError."""
    for mention_id in mention_ids:
        if not _is_mention(ledger, mention_id):
            raise InputError(f"{mention_id} is no mention; tocsin show INCIDENT lists those of an incident")
    incidents = {incident_of(ledger, mention_id).id for mention_id in mention_ids}
    if len(incidents) != 1:
        raise InputError("these mentions are not of one incident; split one incident at a time")
    rest = [id_ for id_ in incident_of(ledger, mention_ids[0]).mention_ids if id_ not in mention_ids]
    if not rest:
        raise InputError("nothing would be left of the incident; leave one of its mentions out")
    return _decide(ledger, [_review("split", (mention_id, *rest), signed) for mention_id in mention_ids])


def part(ledger: Ledger, first: str, second: str, signed: Signature) -> Decision:
    """Decide that two mentions tell of two incidents, whatever else tells of either."""
    return _decide(ledger, [_review("split", (first, second), signed)])


def set_value(ledger: Ledger, id_: str, slot: Slot, value: Value, signed: Signature) -> Decision:
    """Decide what the value of `slot` is for an incident, whatever the reports say. Raises InputError."""
    oldest = incident_of(ledger, id_).mention_ids[0]
    return _decide(ledger, [_review("set", (oldest,), signed, slot, value)])


def confirm(ledger: Ledger, id_: str, slot: Slot | None, signed: Signature) -> Decision:
    """Decide that the chosen value of `slot`, or the whole incident, was checked and holds. Raises InputError."""
    incident = incident_of(ledger, id_)
    if slot is not None and incident.account(slot) is None:
        raise InputError(f"{id_}: nothing is told of {slot}, so there is nothing to confirm; use set")
    return _decide(ledger, [_review("confirm", (incident.mention_ids[0],), signed, slot)])


def reject(ledger: Ledger, ids: Sequence[str], signed: Signature) -> Decision:
    """Decide that these mentions, or all mentions of these incidents, tell of no incident. Raises InputError."""
    subjects = tuple(dict.fromkeys(mention_id for id_ in ids for mention_id in mentions_of(ledger, id_)))
    return _decide(ledger, [_review("reject", subjects, signed)])


def note(ledger: Ledger, ids: Sequence[str], signed: Signature) -> Decision:
    """Keep the words of `signed` with these incidents or mentions; nothing else changes. Raises InputError."""
    if not signed.why.strip():
        raise InputError("a note needs words")
    subjects = (id_ if _is_mention(ledger, id_) else incident_of(ledger, id_).mention_ids[0] for id_ in ids)
    return _decide(ledger, [_review("note", tuple(dict.fromkeys(subjects)), signed)])


def undo(ledger: Ledger, review_id: str, signed: Signature) -> Decision:
    """Take back a review; "" takes back the last one of this author that stands. Raises InputError.

    Taking back an undo brings back what it took.
    """
    reviews = {review.id: review for review in ledger.reviews()}
    if not review_id:
        own = [review for review in standing(reviews.values()) if review.author == signed.author]
        if not own:
            raise InputError(f"there is no decision of {signed.author} to take back; name one, or see tocsin history")
        review_id = own[-1].id
    if review_id not in reviews:
        raise InputError(f"there is no review {review_id}; tocsin history INCIDENT lists those of an incident")
    if not stands(reviews[review_id], list(reviews.values())):
        raise InputError(f"{review_id} is taken back already")
    taken = reviews[review_id]
    while taken.kind == "undo":
        taken = reviews[taken.subjects[0]]
    review = _review("undo", (review_id,), signed)
    with ledger.writing():
        ledger.append_review(review)
        return Decision((review,), _refold(ledger, taken.subjects))


def incident_of(ledger: Ledger, id_: str) -> Incident:
    """Return the incident with this id, or that this mention is of. Raises InputError."""
    incident = ledger.incident(id_)
    if incident is None:
        raise InputError(f"there is no incident {id_}; tocsin incidents lists them")
    return incident


def mentions_of(ledger: Ledger, id_: str) -> tuple[str, ...]:
    """Return the ids of the mentions of an incident, or the one that `id_` is. Raises InputError."""
    return (id_,) if _is_mention(ledger, id_) else incident_of(ledger, id_).mention_ids


def _is_mention(ledger: Ledger, id_: str) -> bool:
    return next(ledger.entries([id_]), None) is not None


def stands(review: Review, reviews: Sequence[Review]) -> bool:
    """Whether nothing of `reviews` that stands itself takes `review` back; an undo names an earlier row: this ends."""
    undos = (other for other in reviews if other.kind == "undo" and review.id in other.subjects)
    return not any(stands(other, reviews) for other in undos)


def _decide(ledger: Ledger, reviews: Sequence[Review]) -> Decision:
    with ledger.writing():
        for review in reviews:
            ledger.append_review(review)
        changes = _refold(ledger, [subject for review in reviews for subject in review.subjects])
    return Decision(tuple(reviews), changes)


def _refold(ledger: Ledger, subjects: Sequence[str]) -> Resolution:
    """Let the incidents follow, also those that a mention was a rival in.

    A mention that resolution has still to go over is left to it, decision and all.
    """
    near = {id_ for one in ledger.judgements(subjects) if one.verdict != "different" for id_ in (one.first, one.second)}
    near.update(subjects)
    return refold(ledger, near.difference(ledger.unjudged(near)))


def _review(
    kind: ReviewKind, subjects: tuple[str, ...], signed: Signature, slot: Slot | None = None, value: Value | None = None
) -> Review:
    at = signed.at or datetime.now(UTC)
    told = "\n".join((kind, *subjects, signed.author, at.isoformat(), signed.why, str(slot), repr(value)))
    id_ = f"rev-{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
    return Review(id_, kind, subjects, signed.author, at, signed.why, slot, value)
