"""To fold: mentions become incidents, by the judgements on their pairs and by what reviewers ruled.

Agglomerative clustering with average linkage and constraints (I. Davidson and S. Ravi, "Agglomerative hierarchical
clustering with constraints", PKDD 2005, doi 10.1007/11564126_11): again and again the two groups come together whose
pairs speak most for "same" on average, as long as one pair at least is more likely the same than not, the others do not
speak clearly against it, and nothing forbids it. It starts from the ids in their order and breaks ties by them, so that
the order of the input makes no difference.
"""

import heapq
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tocsin.resolution.reviewed import Pair, Rulings, pair, rulings
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.judgement import Judgement
from tocsin.vocabulary.review import Review

MOST = 5.0
"""Log odds beyond which a judgement counts no more: one sure pair shall not outvote many doubtful ones."""
ABSENT = -3.0
"""Log odds of two mentions that were never judged, since they do not lie near each other."""
LEAST = -1.2
"""Average log odds that two groups must have to come together. Below 0, since rivals lower what is said of a pair, and
since what one pair leaves open the other pairs of a group seldom gainsay."""
BINDING = 0.2
"""Log odds that at least one pair of two groups must have to bring them together, a probability of 0.55: many doubts
make no certainty."""
PASSING = 0.5
"""How much a mention in passing counts against a main one."""


def fold(
    entries: Sequence[Entry], judgements: Iterable[Judgement], reviews: Iterable[Review]
) -> list[tuple[Entry, ...]]:
    """Return the groups of `entries` that tell of one incident each, oldest first, and in each the oldest first.

    Mentions that a review rejects are left out. Mentions that a review merges are together; but for those, no group has
    two mentions of one report, two that a review splits or two that are judged "different".
    """
    by_id = {entry.mention.id: entry for entry in entries}
    ruled = rulings(reviews, by_id)
    kept = {mention_id: entry for mention_id, entry in sorted(by_id.items()) if mention_id not in ruled.rejected}
    odds, apart = _read(judgements, kept)
    groups = _Groups.of(kept, ruled, apart)
    groups.link(odds)
    groups.gather()
    folded = [tuple(sorted((kept[mention_id] for mention_id in ids), key=_age)) for ids in groups.members.values()]
    return sorted(folded, key=lambda group: _age(group[0]))


def _age(entry: Entry) -> tuple[int, str]:
    return entry.sequence, entry.mention.id


def _read(judgements: Iterable[Judgement], kept: Mapping[str, Entry]) -> tuple[dict[Pair, float], set[Pair]]:
    """Return the log odds of judged pairs, and the pairs judged "different". Of several methods the newest holds."""
    newest: dict[Pair, Judgement] = {}
    for judgement in judgements:
        ids = (judgement.first, judgement.second)
        if ids[0] not in kept or ids[1] not in kept:
            continue
        if ids not in newest or _rank(judgement) > _rank(newest[ids]):
            newest[ids] = judgement
    odds = {ids: _log_odds(newest[ids].probability) for ids in sorted(newest)}
    different = {ids for ids, judgement in newest.items() if judgement.verdict == "different"}
    return _against_rivals(odds, different, kept), different


def _against_rivals(odds: Mapping[Pair, float], different: set[Pair], kept: Mapping[str, Entry]) -> dict[Pair, float]:
    """Return `odds` lowered where a report tells of several incidents that the other mention could be.

    Of the mentions of one report, at most one is the same as a mention of another: each of them speaks against the
    others as far as it could be the one. Pairs judged "different" do not count as such.
    """
    chances: dict[tuple[str, str], float] = {}
    for (one, other), value in odds.items():
        if (one, other) not in different:
            for mention, report in ((one, kept[other].mention.report_id), (other, kept[one].mention.report_id)):
                chances[mention, report] = chances.get((mention, report), 0.0) + math.exp(value)
    lowered: dict[Pair, float] = {}
    for (one, other), value in odds.items():
        own = math.exp(value) if (one, other) not in different else 0.0
        others = chances.get((one, kept[other].mention.report_id), 0.0) - own
        others += chances.get((other, kept[one].mention.report_id), 0.0) - own
        lowered[one, other] = value - math.log1p(max(0.0, others))
    return lowered


def _rank(judgement: Judgement) -> tuple[list[tuple[int, str]], str, float]:
    pieces = judgement.method.version.split(".")
    return [(int(p) if p.isdigit() else -1, p) for p in pieces], judgement.method.name, judgement.probability


def _log_odds(probability: float) -> float:
    if probability <= 0 or probability >= 1:
        return MOST if probability >= 1 else -MOST
    return max(-MOST, min(MOST, math.log(probability / (1 - probability))))


@dataclass(slots=True)
class _Link:
    """What speaks for joining two groups: the log odds of their judged pairs times weights, these, the best odds."""

    odds: float = 0.0
    weight: float = 0.0
    best: float = -math.inf


@dataclass(slots=True)
class _Groups:
    """Groups by the lowest mention_id in each: their members, weights, reports, and what is between them."""

    members: dict[str, list[str]] = field(default_factory=dict)
    group_of: dict[str, str] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    reports: dict[str, set[str]] = field(default_factory=dict)
    apart: dict[str, set[str]] = field(default_factory=dict)
    links: dict[str, dict[str, _Link]] = field(default_factory=dict)
    single: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Mapping[str, Entry], ruled: Rulings, apart: set[Pair]) -> "_Groups":
        """Begin with what reviews merge, and every other mention by itself."""
        groups = cls()
        merged = {mention_id: min(ids) for ids in ruled.groups for mention_id in ids}
        for mention_id, entry in kept.items():
            key = merged.get(mention_id, mention_id)
            weight = 1.0 if entry.mention.main else PASSING
            groups.group_of[mention_id] = key
            groups.single[mention_id] = weight
            groups.members.setdefault(key, []).append(mention_id)
            groups.weights[key] = groups.weights.get(key, 0.0) + weight
            groups.reports.setdefault(key, set()).add(entry.mention.report_id)
        for one, other in sorted(apart | ruled.apart):
            first, second = groups.group_of[one], groups.group_of[other]
            if first != second:
                groups.apart.setdefault(first, set()).add(second)
                groups.apart.setdefault(second, set()).add(first)
        return groups

    def link(self, odds: Mapping[Pair, float]) -> None:
        """Note what the judged pairs say of the groups that they stand in."""
        for (one, other), value in odds.items():
            first, second = self.group_of[one], self.group_of[other]
            if first != second:
                weight = self.single[one] * self.single[other]
                self._add(first, second, _Link(value * weight, weight, value))

    def gather(self) -> None:
        """Join groups, those that belong together most first, until nothing more speaks for it."""
        waiting = list(self._candidates(self.links))
        heapq.heapify(waiting)
        while waiting:
            negative, first, second, _ = entry = heapq.heappop(waiting)
            if first not in self.members or second not in self.members or entry != self._candidate(first, second):
                continue
            if -negative < LEAST:
                break
            self._join(first, second)
            for candidate in self._candidates([first]):
                heapq.heappush(waiting, candidate)

    def _candidates(self, keys: Iterable[str]) -> Iterator[tuple[float, str, str, float]]:
        for key in keys:
            for other in self.links.get(key, ()):
                if candidate := self._candidate(*pair(key, other)):
                    yield candidate

    def _candidate(self, first: str, second: str) -> tuple[float, str, str, float] | None:
        """Return a pair of groups as it waits: best average first, then by id; None where something forbids it."""
        link = self.links.get(first, {}).get(second)
        if link is None or second in self.apart.get(first, ()) or self.reports[first] & self.reports[second]:
            return None
        whole = self.weights[first] * self.weights[second]
        average = (link.odds + (whole - link.weight) * ABSENT) / whole
        return (-round(average, 9), first, second, whole) if average >= LEAST and link.best >= BINDING else None

    def _join(self, first: str, second: str) -> None:
        """Put the group `second`, whose lowest id is the higher one, into `first`."""
        for mention_id in self.members.pop(second):
            self.members[first].append(mention_id)
            self.group_of[mention_id] = first
        self.weights[first] += self.weights.pop(second)
        self.reports[first] |= self.reports.pop(second)
        for other in self.apart.pop(second, set()):
            self.apart[other].discard(second)
            self.apart[other].add(first)
            self.apart.setdefault(first, set()).add(other)
        self.links[first].pop(second)
        for other, link in self.links.pop(second).items():
            self.links[other].pop(second, None)
            if other != first:
                self._add(first, other, link)

    def _add(self, one: str, other: str, link: _Link) -> None:
        for a, b in ((one, other), (other, one)):
            kept = self.links.setdefault(a, {}).setdefault(b, _Link())
            kept.odds += link.odds
            kept.weight += link.weight
            kept.best = max(kept.best, link.best)
