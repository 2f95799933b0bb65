"""Authorship of one incident: what all words of who did it come to, what is contested, and how long a claim took."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from tocsin.analysis.claims.tallies import counts_of
from tocsin.analysis.claims.words import Told, WhoIs, tellings_of, told_of
from tocsin.analysis.deeds import deed_of
from tocsin.analysis.network.folding import folded_words
from tocsin.vocabulary.authorship import Authorship, Contest, HitDenial, Outcome, Word
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.values import Target, When, Where

Kin = Callable[[str, str], bool]
"""Whether two actors (ids) are told to belong together: then the claims of both do not contest each other."""
SAYS_LITTLE = frozenset(
    "us u s uk american americans iraqi army forces force military police troops soldiers base camp convoy convoys"
    " vehicle vehicles of in on near for and a an supply group led spokesman office information ministry".split()
)
"""Words that a denier and a target may share without being one side."""
LIGHT = frozenset({"claimed", "denied", "alleged", "threatened", "planned"})
"""Statuses under which nobody but claimants and deniers tells of an incident."""


def authorship_of(incident: Incident, who_is: WhoIs, kin: Kin) -> Authorship:
    """Return what is told of who did `incident`; mentions that count several claimed attacks are left to tallies."""
    single = frozenset(incident.mention_ids) - counts_of(incident).keys()
    told = told_of(incident, single, who_is)
    deed = deed_of(incident)
    return Authorship(
        incident_id=incident.id,
        kind=deed.kind,
        status=status_of(incident),
        when=deed.when,
        where=deed.where,
        outcome=outcome_of(told),
        claims=tuple(told.claims),
        denials=tuple(told.denials),
        disowned=tuple(told.disowned),
        attributions=tuple(told.attributions),
        unclaimed=tuple(told.unclaimed),
        contests=contests_of(told, kin),
        hit_denials=_hit_denials(incident, told),
        delay=delay_of(deed.when, told.claims),
        claim_only=all(t.claim.value in LIGHT for t in tellings_of(incident, "status") if t.mention_id in single),
    )


def outcome_of(told: Told) -> Outcome:
    """Return what is told of who did it: a claim before what others say, and that before that nobody claims it."""
    if told.claims:
        return "claimed"
    if told.attributions:
        return "attributed"
    return "unclaimed" if told.unclaimed else "untold"


def contests_of(told: Told, kin: Kin) -> tuple[Contest, ...]:
    """Return what the words contest, most serious first."""
    found: list[Contest] = []
    if told.denials:
        found.append("event-denied")
    if told.disowned:
        found.append("authorship-denied")
    claimants = _actors(told.claims)
    if any(not kin(one, other) for i, one in enumerate(claimants) for other in claimants[:i]):
        found.append("several-claim")
    others = [actor for actor in _actors(told.attributions) if actor not in claimants]
    if claimants and any(not kin(one, other) for one in claimants for other in others):
        found.append("another-blamed")
    return tuple(found)


def delay_of(when: When, claims: Sequence[Word]) -> tuple[int, int] | None:
    """Return the least and the most days from the incident to its first claim, as reports tell of it.

    A claim told before the last day that the incident can have been on gives a least of 0. None where the day is not
    known, no claim is told, or it is told before the incident can have been.
    """
    if when.start is None or when.end is None or not claims:
        return None
    told = min(word.evidence.told_on for word in claims)
    if told < when.start:
        return None
    return max(0, (told - when.end) // timedelta(days=1)), (told - when.start) // timedelta(days=1)


def _hit_denials(incident: Incident, told: Told) -> tuple[HitDenial, ...]:
    """The denials by the side said to be hit: named as target or place, or a speaker under the status denied."""
    hit = frozenset(
        word
        for slot in ("target", "where")
        for telling in tellings_of(incident, slot)
        if isinstance(telling.claim.value, Target | Where)
        for word in folded_words(telling.claim.value.name)
    )
    denied = {t.mention_id for t in tellings_of(incident, "status") if t.claim.value == "denied"}
    found = []
    for word in told.denials:
        if _side(word) & hit:
            found.append(HitDenial(word, "named"))
        elif word.evidence.speaker and word.evidence.mention_id in denied:
            found.append(HitDenial(word, "status"))
    return tuple(found)


def _side(word: Word) -> frozenset[str]:
    """The words by which a denier could be known as the side hit: an outlet's own name only where it speaks itself."""
    source = word.evidence.source
    own = not word.evidence.speaker or source.kind in {"official", "party"}
    return frozenset((*folded_words(word.who), *(folded_words(source.name) if own else ()))) - SAYS_LITTLE


def _actors(words: Sequence[Word]) -> list[str]:
    return list(dict.fromkeys(word.actor for word in words if word.actor))


def status_of(incident: Incident) -> str:
    """Return the status that stands, "" where none does."""
    account = incident.account("status")
    return account.value if account and isinstance(account.value, str) else ""
