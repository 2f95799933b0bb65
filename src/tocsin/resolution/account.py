"""To account for an incident: what all its mentions together say, who says it, and what is in dispute."""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tocsin.errors import VocabularyError
from tocsin.resolution.choosing import PASSING, TOLLS, best, bounds, is_disputed, standing_values
from tocsin.resolution.course import steps_of
from tocsin.resolution.reviewed import standing
from tocsin.resolution.told import Told, told_of
from tocsin.resolution.values import agreement
from tocsin.vocabulary.claim import SLOTS, Slot
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Account, Incident, Step
from tocsin.vocabulary.review import Review

SEVERAL_VALUES: frozenset[Slot] = frozenset(
    {"trigger", "where", "weapon", "target", "perpetrator", "damage", "denial", "evidence"}
)
DENIED = 0.5
"""By what the confidence shrinks where the last word on the incident is that it never was."""
UNTRUSTED = {"D": 0.8, "E": 0.4}
"""By what the confidence in a voice shrinks, by the grade of its source."""
DECIDING = frozenset({"merge", "split", "set", "confirm"})


def incident_id(mention_id: str) -> str:
    """Return the id of the incident whose oldest mention this is."""
    return "inc-" + hashlib.sha256(mention_id.encode()).hexdigest()[:12]


def incident_of(entries: Sequence[Entry], reviews: Iterable[Review]) -> Incident:
    """Return the incident that `entries`, in any order, tell of, as `reviews` have it.

    Reviews of other mentions are passed over. Raises VocabularyError for no entries at all.
    """
    if not entries:
        raise VocabularyError("an incident needs a mention")
    ordered = sorted(entries, key=lambda entry: (entry.sequence, entry.mention.id))
    own = frozenset(entry.mention.id for entry in ordered)
    valid = [review for review in standing(reviews) if own & set(review.subjects)]
    told = told_of(ordered)
    steps = steps_of(told["status"])
    accounts = [_account(slot, told.get(slot, []), steps) for slot in _slots()]
    accounts = [_reviewed(account, valid) for account in accounts]
    confirmed = any(review.kind == "confirm" and review.slot is None for review in valid)
    return Incident(
        id=incident_id(ordered[0].mention.id),
        mention_ids=tuple(entry.mention.id for entry in ordered),
        accounts=tuple(account for account in accounts if account.tellings or account.set_by),
        steps=steps,
        first_seen=min(entry.first_seen for entry in ordered),
        last_seen=max(entry.last_seen for entry in ordered),
        voices=len({_voice(entry) for entry in ordered}),
        confidence=1.0 if confirmed else _confidence(ordered, steps),
        reviewed=any(review.kind in DECIDING and review.by_a_person for review in valid),
    )


def _account(slot: Slot, told: list[Told], steps: Sequence[Step]) -> Account:
    tellings = tuple(one.telling for one in told)
    chosen = _spoken(slot, told, steps)
    if chosen is None:
        return Account(slot, None, None, tellings, voices=len({t.voice for t in tellings}))
    lowest, highest = bounds(told) if slot in TOLLS else (None, None)
    agreeing = {one.telling.voice for one in told if agreement(slot, one.value, chosen.value)}
    return Account(
        slot,
        chosen.value,
        chosen.telling,
        tellings,
        values=standing_values(told, chosen) if slot in SEVERAL_VALUES else (chosen.value,),
        voices=len(agreeing),
        disputed=is_disputed(slot, told),
        lowest=lowest,
        highest=highest,
    )


def _spoken(slot: Slot, told: list[Told], steps: Sequence[Step]) -> Told | None:
    """Of the status, the last step speaks; of everything else, the telling with most points."""
    if slot == "status" and steps:
        return next((one for one in told if one.telling == steps[-1].telling), None)
    return best(slot, told)


def _reviewed(account: Account, reviews: Sequence[Review]) -> Account:
    """Return `account` as reviewers set and confirmed it; of several reviews the newest holds."""
    for review in reviews:
        if review.slot != account.slot:
            continue
        if review.kind == "set" and review.value is not None:
            account = replace(
                account, value=review.value, chosen=None, values=(review.value,), set_by=review.id, confirmed_by=None
            )
        elif review.kind == "confirm":
            account = replace(account, confirmed_by=review.id)
    return account


def _confidence(entries: Sequence[Entry], steps: Sequence[Step]) -> float:
    """Return from 0 to 1 how sure it is that there was such an incident: that not every voice was misread or wrong."""
    by_voice: dict[str, float] = {}
    for entry in entries:
        trust = UNTRUSTED.get(entry.source.grade, 1.0) * (1.0 if entry.mention.main else PASSING)
        by_voice[_voice(entry)] = max(by_voice.get(_voice(entry), 0.0), entry.mention.confidence * trust)
    doubt = math.prod(1 - by_voice[voice] for voice in sorted(by_voice))
    denied = bool(steps) and steps[-1].status == "denied"
    return round((1 - doubt) * (DENIED if denied else 1.0), 6)


def _voice(entry: Entry) -> str:
    return entry.copies or entry.mention.report_id


def _slots() -> tuple[Slot, ...]:
    return SLOTS  # type: ignore[return-value] # the same list, by its narrower name
