"""`tocsin history`: how an incident came to be what it is: reports, joinings, statuses, tolls, decisions, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tocsin.export.incident_words import TOLLS, value_words
from tocsin.export.visible import one_line
from tocsin.ledger.base import Ledger
from tocsin.resolution.reviewed import standing
from tocsin.tasks.absent import absent
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.judgement import Judgement
from tocsin.vocabulary.review import Review
from tocsin.vocabulary.values import Toll

EventKind = Literal["report", "version", "joined", "status", "toll", "review", "undone"]
REASONS = 3
"""How many reasons of a joining are told, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an incident: when, of which kind, by whom, in words, and the row that it is."""

    at: datetime
    kind: EventKind
    who: str
    words: str
    id: str


def history(ledger: Ledger, id_: str) -> list[Event]:
    """Return the events of the incident that `id_` names, oldest first. Raises InputError if there is none."""
    incident = ledger.incident(id_)
    if incident is None:
        raise absent(ledger, id_, f"there is no incident {id_}; tocsin incidents lists them")
    entries = list(ledger.entries(incident.mention_ids))
    judgements = list(ledger.judgements(incident.mention_ids))
    events = [
        *_reports(ledger, entries),
        *_joinings(entries, judgements),
        *_statuses(incident),
        *_tolls(incident),
        *_reviews(list(ledger.reviews(incident.mention_ids))),
    ]
    order = ("report", "version", "joined", "status", "toll", "review", "undone")
    return sorted(events, key=lambda event: (event.at, order.index(event.kind), event.id))


def _reports(ledger: Ledger, entries: list[Entry]) -> Iterator[Event]:
    for entry in entries:
        kept = ledger.report(entry.mention.report_id)
        kind: EventKind = "version" if kept is not None and kept.version > 1 else "report"
        told = "" if entry.mention.main else ", in passing"
        copy = f", a copy of {entry.copies}" if kind == "report" and entry.copies != entry.mention.report_id else ""
        words = f"{'a new version of a report' if kind == 'version' else 'a report'} tells of it{told}{copy}"
        title = f": {one_line(entry.title)}" if entry.title else ""
        yield Event(entry.first_seen, kind, _name(entry), words + title, entry.mention.id)


def _joinings(entries: list[Entry], judgements: list[Judgement]) -> Iterator[Event]:
    """The judgements that bind the mentions most: the likeliest ones that are needed to reach all, as a tree.

    Kruskal, "On the shortest spanning subtree of a graph", Proc. AMS 7 (1956), doi 10.2307/2033241.
    """
    age = {entry.mention.id: number for number, entry in enumerate(entries)}
    group = {mention_id: {mention_id} for mention_id in age}
    within = [one for one in judgements if one.first in age and one.second in age]
    for bond in sorted(within, key=lambda one: (-one.probability, one.first, one.second)):
        if bond.verdict != "different" and group[bond.first] is not group[bond.second]:
            joined = group[bond.first] | group[bond.second]
            group |= dict.fromkeys(joined, joined)
            later = max(bond.first, bond.second, key=age.__getitem__)
            seen = max(entries[age[bond.first]].first_seen, entries[age[bond.second]].first_seen)
            yield Event(seen, "joined", _made_by(bond), _bond(bond, later), later)


def _bond(judgement: Judgement, later: str) -> str:
    reasons = [reason.finding for reason in judgement.reasons if reason.weight > 0][:REASONS]
    why = f": {'; '.join(one_line(reason) for reason in reasons)}" if reasons else ""
    doubt = "" if judgement.verdict == "same" else ", not sure"
    return f"as {_other(judgement, later)} ({judgement.probability:.0%}{doubt}){why}"


def _statuses(incident: Incident) -> Iterator[Event]:
    for step in incident.steps:
        source = one_line(step.telling.source.name) or "source unknown"
        yield Event(step.at, "status", source, f"is {step.status}", step.telling.mention_id)


def _tolls(incident: Incident) -> Iterator[Event]:
    """Each toll where it is first told otherwise than before."""
    for slot in TOLLS:
        account = incident.account(slot)
        last: Toll | None = None
        for telling in sorted(account.tellings, key=lambda one: (one.first_seen, one.mention_id)) if account else ():
            value = telling.claim.value
            if isinstance(value, Toll) and value != last:
                last = value
                source = one_line(telling.source.name) or "source unknown"
                yield Event(telling.first_seen, "toll", source, value_words(slot, value), telling.mention_id)


def _reviews(reviews: list[Review]) -> Iterator[Event]:
    in_force = {review.id for review in standing(reviews)}
    for review in reviews:
        if review.kind == "undo":
            yield Event(review.at, "undone", review.author, f"takes back {review.subjects[0]}{_why(review)}", review.id)
            continue
        undone = "" if review.id in in_force else " (taken back since)"
        yield Event(review.at, "review", review.author, f"{review_words(review)}{_why(review)}{undone}", review.id)


def review_words(review: Review) -> str:
    """Return what a review decides, in words."""
    if review.kind == "set" and review.slot and review.value is not None:
        return f"sets {review.slot}: {value_words(review.slot, review.value)}"
    if review.kind == "confirm":
        return f"confirms {review.slot or 'the incident'}"
    if review.kind == "merge":
        return f"merges {', '.join(review.subjects)}"
    if review.kind == "split":
        return f"splits {review.subjects[0]} from {', '.join(review.subjects[1:])}"
    return f"rejects {', '.join(review.subjects)}" if review.kind == "reject" else "notes"


def _why(review: Review) -> str:
    return f": {one_line(review.why)}" if review.why else ""


def _other(judgement: Judgement, own: str) -> str:
    return judgement.second if judgement.first == own else judgement.first


def _made_by(judgement: Judgement) -> str:
    return f"{judgement.method.name} {judgement.method.version}".strip()


def _name(entry: Entry) -> str:
    return one_line(entry.source.name) or "source unknown"
