"""What a person should look at: pairs of mentions that may be one incident, and incidents that may be none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from tocsin.ledger.base import Ledger
from tocsin.resolution.reviewed import Pair, pair, standing
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.judgement import Judgement
from tocsin.vocabulary.review import Review
from tocsin.vocabulary.selection import Selection

LOW = 0.5
"""The confidence under which an incident is shown for review."""
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
    together without it. What reviews have answered is left out.
    """
    settled = _settled(list(ledger.reviews()))
    for judgement, together in _pairs(ledger, settled):
        entries = {entry.mention.id: entry for entry in ledger.entries([judgement.first, judgement.second])}
        yield PairInDoubt(judgement, entries[judgement.first], entries[judgement.second], together)
    for incident in _incidents(ledger):
        asked = settled.mentions.isdisjoint(incident.mention_ids) and not incident.reviewed
        if incident.confidence < below and asked:
            yield IncidentInDoubt(incident, tuple(ledger.entries(incident.mention_ids)))


def _pairs(ledger: Ledger, settled: _Settled) -> list[tuple[Judgement, bool]]:
    best: dict[tuple[str, str], Judgement] = {}
    for judgement in ledger.judgements():
        ids = (judgement.first, judgement.second)
        if judgement.verdict != "unsure" or ids in settled.pairs:
            continue
        found = [ledger.incident(id_) for id_ in ids]
        if None in found:
            continue  # rejected, or not resolved yet
        between = pair(*(incident.id for incident in found if incident))
        if between not in best or judgement.probability > best[between].probability:
            best[between] = judgement
    asked = [
        (judgement, first == second)
        for (first, second), judgement in best.items()
        if first != second or not _holds_without(ledger, judgement)
    ]
    return sorted(asked, key=lambda item: (abs(item[0].probability - 0.5), item[0].first, item[0].second))


def _holds_without(ledger: Ledger, judgement: Judgement) -> bool:
    """Whether two mentions of one incident are bound by sure judgements or by merges alone."""
    incident = ledger.incident(judgement.first)
    members = frozenset(incident.mention_ids) if incident else frozenset()
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
