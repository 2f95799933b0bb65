"""What a person should look at: pairs of mentions that may be one incident, and incidents that may be none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, takewhile

from tocsin.ledger.base import Ledger
from tocsin.resolution.reviewed import Pair, pair, standing
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.judgement import Judgement
from tocsin.vocabulary.review import Review
from tocsin.vocabulary.selection import Selection

LOW = 0.5
"""The confidence under which an incident is shown for review."""
HARDLY = 0.1
"""The probability under which nobody is asked about a pair: it stays apart, and can be merged all the same."""
PAGE = 200
UNSURE = "unsure"
"""The words of the note that keeps a pair, or an incident, from being asked again."""


@dataclass(frozen=True, slots=True)
class PairInDoubt:
    """Two mentions that may tell of one incident; `together` says whether they are in one now."""

    judgement: Judgement
    first: Entry
    second: Entry
    together: bool


@dataclass(frozen=True, slots=True)
class IncidentInDoubt:
    """An incident that may be none, with what tells of it."""

    incident: Incident
    entries: tuple[Entry, ...]


Doubt = PairInDoubt | IncidentInDoubt


@dataclass(frozen=True, slots=True)
class _Settled:
    """What reviews have answered: pairs, and mentions that nothing more is asked about."""

    pairs: frozenset[Pair]
    mentions: frozenset[str]


def doubts(ledger: Ledger, below: float = LOW) -> Iterator[Doubt]:
    """Yield the pairs in doubt, the most even ones first, then the incidents with a confidence under `below`.

    Of several pairs between the same two incidents only the likeliest is asked, and none within an incident that holds
    together without it, nor one that is hardly the same. What reviews have answered before is left out. Each is looked
    for when it is asked for.
    """
    settled = _settled(list(ledger.reviews()))
    for judgement, together in _pairs(ledger, settled):
        entries = {entry.mention.id: entry for entry in ledger.entries([judgement.first, judgement.second])}
        yield PairInDoubt(judgement, entries[judgement.first], entries[judgement.second], together)
    for incident in takewhile(lambda one: one.confidence < below, _incidents(ledger)):
        if settled.mentions.isdisjoint(incident.mention_ids) and not incident.reviewed:
            yield IncidentInDoubt(incident, tuple(ledger.entries(incident.mention_ids)))


def _pairs(ledger: Ledger, settled: _Settled) -> Iterator[tuple[Judgement, bool]]:
    """Yield the judgements to ask about, and whether both mentions are in one incident now."""
    for judgement in ledger.doubtful():
        if judgement.probability < HARDLY or (judgement.first, judgement.second) in settled.pairs:
            continue
        found = ledger.incidents_of([judgement.first, judgement.second])
        here = [
            incident for id_ in (judgement.first, judgement.second) for incident in found if id_ in _members(incident)
        ]
        if len(here) < 2:
            continue  # rejected, or not resolved yet
        first, second = here
        if judgement != _likeliest(ledger, first, second, settled):
            continue
        if first is not second or not _holds_without(ledger, first, judgement):
            yield judgement, first is second


def _likeliest(ledger: Ledger, first: Incident, second: Incident, settled: _Settled) -> Judgement | None:
    """Return the likeliest of the pairs in doubt between two incidents, or within the one that both are."""
    fewer, others = sorted((first, second), key=lambda incident: len(incident.mention_ids))
    one, other = _members(fewer), _members(others)
    between = (
        judgement
        for judgement in ledger.judgements(one)
        if judgement.verdict == "unsure"
        and (judgement.first, judgement.second) not in settled.pairs
        and {judgement.first, judgement.second} <= one | other
        and (fewer is others or (judgement.first in one) != (judgement.second in one))
    )
    return max(between, key=lambda judgement: judgement.probability, default=None)


def _members(incident: Incident) -> frozenset[str]:
    return frozenset(incident.mention_ids)


def _holds_without(ledger: Ledger, incident: Incident, judgement: Judgement) -> bool:
    """Whether two mentions of one incident are bound by sure judgements or by merges alone."""
    members = _members(incident)
    sure = [{one.first, one.second} for one in ledger.judgements(members) if one.verdict == "same"]
    sure += [set(review.subjects) for review in standing(ledger.reviews(members)) if review.kind == "merge"]
    reached = {judgement.first}
    growing = True
    while growing:
        joined = [group & members for group in sure if group & reached and not group & members <= reached]
        reached.update(*joined)
        growing = bool(joined)
    return judgement.second in reached


def _settled(reviews: Sequence[Review]) -> _Settled:
    pairs: set[Pair] = set()
    mentions: set[str] = set()
    for review in standing(reviews):
        if review.kind == "split":
            pairs.update(pair(review.subjects[0], other) for other in review.subjects[1:])
        elif review.kind == "merge" or _asked_in_vain(review):
            pairs.update(_all_pairs(review.subjects))
        if (review.kind == "confirm" and review.slot is None) or (_asked_in_vain(review) and len(review.subjects) == 1):
            mentions.update(review.subjects)
    return _Settled(frozenset(pairs), frozenset(mentions))


def _asked_in_vain(review: Review) -> bool:
    return review.kind == "note" and review.why == UNSURE


def _all_pairs(ids: Iterable[str]) -> Iterator[Pair]:
    return (pair(one, other) for one, other in combinations(sorted(ids), 2))


def _incidents(ledger: Ledger) -> Iterator[Incident]:
    after = ""
    while True:
        page = ledger.incidents(Selection(sort="confidence", limit=PAGE, after=after))
        yield from page.incidents
        after = page.after
        if not after:
            return
