"""What changed in the period about incidents that were known before it: statuses, tolls, who did it, and reviews."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from tocsin.export.incident_words import TOLLS, value_words
from tocsin.export.visible import one_line
from tocsin.export.wording import STANCE_WORDS, term_words
from tocsin.ledger.base import Ledger
from tocsin.resolution.reviewed import standing
from tocsin.tasks.briefing.times import first_told, told_on
from tocsin.tasks.history import review_words
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.evidence import Evidence, evidence_of
from tocsin.vocabulary.incident import Incident, Telling
from tocsin.vocabulary.values import Actor, Toll


@dataclass(frozen=True, slots=True)
class Difference:
    """What was told of `what` of an incident `before` the period, and what is told of it `now`, with its words.

    A decision of a person has no evidence and an author.
    """

    incident: Incident
    what: str
    before: str
    now: str
    evidence: tuple[Evidence, ...] = ()
    author: str = ""


def differences(ledger: Ledger, incidents: Iterable[Incident], since: date, day: date) -> Iterator[Difference]:
    """Yield what changed from `since` to `day` about `incidents` that were told of before. Raises LedgerError."""
    for incident in incidents:
        if first_told(incident) < since:
            yield from _status(incident, since, day)
            for slot in TOLLS:
                yield from _values(incident, slot, (since, day), partial(_toll, slot))
            yield from _values(incident, "perpetrator", (since, day), _stance)
            yield from _values(incident, "denial", (since, day), lambda told: one_line(str(told.claim.value)))
            yield from _reviewed(ledger, incident, since, day)


def _status(incident: Incident, since: date, day: date) -> Iterator[Difference]:
    old, new = _parted(incident, "status", since, day)
    last = str(old[-1].claim.value) if old else ""
    turned = [telling for telling in new if telling.claim.value != last]
    if turned and str(turned[-1].claim.value) != last:
        told = [telling for telling in turned if telling.claim.value == turned[-1].claim.value]
        yield Difference(incident, "status", last, str(turned[-1].claim.value), _evidence(told, incident))


def _values(
    incident: Incident, slot: Slot, days: tuple[date, date], words: Callable[[Telling], str]
) -> Iterator[Difference]:
    """Yield a difference where anything is told in the period that nobody told before."""
    old, new = _parted(incident, slot, *days)
    known = list(dict.fromkeys(filter(None, map(words, old))))
    told = [telling for telling in new if words(telling) and words(telling) not in known]
    if told:
        now = "; ".join(dict.fromkeys(map(words, told)))
        yield Difference(incident, _what(slot), "; ".join(known), now, _evidence(told, incident))


def _parted(incident: Incident, slot: Slot, since: date, day: date) -> tuple[list[Telling], list[Telling]]:
    """Return what is told of `slot` before and in the period, oldest first."""
    account = incident.account(slot)
    told = sorted(account.tellings if account else (), key=lambda t: (told_on(t), t.first_seen, t.mention_id))
    return [t for t in told if told_on(t) < since], [t for t in told if since <= told_on(t) <= day]


def _reviewed(ledger: Ledger, incident: Incident, since: date, day: date) -> Iterator[Difference]:
    for review in standing(list(ledger.reviews(incident.mention_ids))):
        if since <= review.at.date() <= day and review.kind != "undo":
            why = f": {one_line(review.why)}" if review.why else ""
            yield Difference(incident, "review", "", review_words(review) + why, author=one_line(review.author))


def _toll(slot: Slot, telling: Telling) -> str:
    value = telling.claim.value
    return value_words(slot, value) if isinstance(value, Toll) else ""


def _stance(telling: Telling) -> str:
    claim = telling.claim
    if not isinstance(claim.value, Actor):
        return ""
    if claim.stance == "unclaimed":
        return STANCE_WORDS[claim.stance]
    return f"{one_line(claim.value.name)} {STANCE_WORDS[claim.stance or 'identified']}"


def _what(slot: Slot) -> str:
    return {"perpetrator": "who"}.get(slot, term_words(slot))


def _evidence(told: Sequence[Telling], incident: Incident) -> tuple[Evidence, ...]:
    """Return the words of tellings, once a report."""
    first: dict[str, Evidence] = {}
    for telling in told:
        evidence = evidence_of(telling, incident)
        first.setdefault(evidence.report_id, evidence)
    return tuple(first.values())
