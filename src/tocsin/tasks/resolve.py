"""`tocsin resolve`: which mentions tell of one incident, and what the incidents are then."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from tocsin.ledger.base import Ledger
from tocsin.resolution.account import incident_of
from tocsin.resolution.base import Sides, differences
from tocsin.resolution.base import resolve as judgements_of
from tocsin.resolution.fold import BINDING, fold
from tocsin.resolution.policy import Policy, load_policy
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.judgement import Judgement

BATCH = 200
"""Mentions that are gone over in one transaction: others wait no longer than that takes."""
JOINS = 1 / (1 + math.exp(-BINDING)) - 1e-6
"""The probability from which a pair may bring two groups together: fold wants so much of one pair at least, and rivals
only lower what is said of a pair."""

Key = tuple[str, str, str]
"""Two mentions, and the name of the method that judged them."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What going over some mentions changed: how many there were, and the ids of the incidents.

    `new` are incidents that were not there before, `changed` those that are told otherwise now, `gone` those that
    became part of others or that nothing tells of any more; `unsure` is the number of pairs that a person should see.
    """

    mentions: int = 0
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    unsure: int = 0

    def then(self, later: "Resolution") -> "Resolution":
        """Return what this and what came `later` changed together."""
        total = Changes()
        total.add(self)
        total.add(later)
        return total.all()


class Changes:
    """Adds up what many steps changed."""

    def __init__(self) -> None:
        self._mentions = self._unsure = 0
        self._new, self._changed, self._gone = dict[str, None](), dict[str, None](), dict[str, None]()

    def add(self, later: Resolution) -> None:
        """Add what the next step changed."""
        self._mentions += later.mentions
        self._unsure += later.unsure
        for id_ in later.gone:
            self._changed.pop(id_, None)
            # What came and went in between was never there.
            if self._new.pop(id_, self) is self:
                self._gone[id_] = None
        for id_ in later.new:
            self._new[id_] = None
            self._gone.pop(id_, None)
        for id_ in later.changed:
            self._gone.pop(id_, None)
            if id_ not in self._new:
                self._changed[id_] = None

    def all(self) -> Resolution:
        """Return what all steps together changed."""
        return Resolution(self._mentions, tuple(self._new), tuple(self._changed), tuple(self._gone), self._unsure)


def resolve(ledger: Ledger, policy: Policy | None = None, done: Callable[[int], None] = lambda _: None) -> Resolution:
    """Go over the mentions that were added since the last time, and write the incidents that they change.

    Each batch is one transaction; `done` is told how many mentions it had. What is stopped goes on with the next call.
    Raises LedgerError.
    """
    policy, total, sides = policy or load_policy(), Changes(), Sides()
    while True:
        with ledger.writing():
            batch = _whole_reports(ledger, ledger.unjudged(limit=BATCH))
            found = judge(ledger, batch, policy, sides)
            total.add(rewrite(ledger, component(ledger, batch), policy, sides))
        total.add(Resolution(len(batch), unsure=unsure(found)))
        if not batch:
            return total.all()
        done(len(batch))


def _whole_reports(ledger: Ledger, mention_ids: Sequence[str]) -> tuple[str, ...]:
    """Return these mentions with those of the same reports that wait too: they are rivals, and speak at once."""
    reports = dict.fromkeys(entry.mention.report_id for entry in ledger.entries(mention_ids))
    return ledger.unjudged(entry.mention.id for report_id in reports for entry in ledger.entries_of(report_id))


def judge(ledger: Ledger, mention_ids: Sequence[str], policy: Policy, sides: Sides) -> list[Judgement]:
    """Judge these mentions against all that lie near them, append the judgements that are kept and return them.

    That two tell of different incidents is kept only where it takes back what was judged before. Where else it matters,
    within what is folded, it is judged when that is folded: see decision 9.
    """
    judged = {
        (judgement.first, judgement.second)
        for judgement in ledger.judgements(mention_ids)
        if judgement.method.name == policy.method.name
    }
    found = [
        judgement
        for judgement in judgements_of(tuple(ledger.entries(mention_ids)), ledger, policy, sides)
        if judgement.verdict != "different" or (judgement.first, judgement.second) in judged
    ]
    ledger.append_judgements(found)
    return found


def unsure(judgements: Iterable[Judgement]) -> int:
    """Return how many of `judgements` a person should see."""
    return sum(judgement.verdict == "unsure" for judgement in judgements)


def refold(ledger: Ledger, mention_ids: Iterable[str]) -> Resolution:
    """Write anew the incidents that these mentions and all connected with them belong to."""
    with ledger.writing():
        return rewrite(ledger, component(ledger, mention_ids), load_policy(), Sides())


@dataclass(slots=True)
class Component:
    """Mentions that could be in incidents with one another, and the incidents that they are in now, by id.

    `rivals` are mentions outside of it that some of them might be the same as, if it were not for others in it.
    `judgements` are those that any of them is in; `bonds` has for each mention those that it may be folded with.
    """

    mention_ids: set[str] = field(default_factory=set)
    rivals: set[str] = field(default_factory=set)
    incidents: dict[str, Incident] = field(default_factory=dict)
    members: set[str] = field(default_factory=set)
    judgements: dict[Key, Judgement] = field(default_factory=dict)
    bonds: dict[str, set[str]] = field(default_factory=dict)

    def take(self, ledger: Ledger, mention_ids: Set[str]) -> set[str]:
        """Put mentions into the component. Return all that could be in incidents with these, as far as is known."""
        self.mention_ids |= mention_ids
        for incident in ledger.incidents_of(mention_ids - self.members):
            self.incidents[incident.id] = incident
            self.members.update(incident.mention_ids)
        near = set(self.members)
        for judgement in ledger.judgements(mention_ids):
            self.judgements[judgement.first, judgement.second, judgement.method.name] = judgement
            if judgement.verdict != "different" and judgement.probability >= JOINS:
                near |= self._bind(judgement.first, judgement.second)
            elif judgement.verdict != "different":
                self.rivals.update((judgement.first, judgement.second))
        for review in ledger.reviews(mention_ids):
            if review.kind == "merge":
                near |= self._bind(*review.subjects)
        return near

    def _bind(self, *mention_ids: str) -> set[str]:
        for mention_id in mention_ids:
            self.bonds.setdefault(mention_id, set()).update(mention_ids)
        return set(mention_ids)

    def parts(self) -> Iterator[set[str]]:
        """Yield groups of two and more that no bond leads out of: nothing is folded across them."""
        reached: set[str] = set()
        for start in self.bonds:
            if start in reached:
                continue
            part, waiting = {start}, [start]
            while waiting:
                further = self.bonds[waiting.pop()] - part
                part |= further
                waiting += further
            reached |= part
            yield part & self.mention_ids


def component(ledger: Ledger, mention_ids: Iterable[str], *, whole: bool = False) -> Component:
    """Return all mentions that could be in incidents with these: connected by judgements, merges or incidents.

    Others that resolution has still to come to are left out unless it is to be `whole`, however connected.
    """
    found, given = Component(), frozenset(mention_ids)
    waiting = set(given)
    while waiting:
        waiting = found.take(ledger, waiting) - found.mention_ids
        if not whole:
            waiting -= set(ledger.unjudged(waiting))
    found.rivals -= found.mention_ids
    if not whole:
        found.rivals -= set(ledger.unjudged(found.rivals))
    return found


def rewrite(ledger: Ledger, connected: Component, policy: Policy, sides: Sides) -> Resolution:
    """Write anew the incidents of whole components of mentions."""
    before = connected.incidents
    mention_ids = sorted(connected.mention_ids)
    with ledger.writing():
        after = {incident.id: incident for incident in folded(ledger, connected, policy, sides)}
        ledger.replace_incidents(mention_ids, after.values())
    return Resolution(
        new=tuple(id_ for id_ in after if id_ not in before),
        changed=tuple(id_ for id_, incident in after.items() if id_ in before and incident != before[id_]),
        gone=tuple(id_ for id_ in before if id_ not in after),
    )


def folded(ledger: Ledger, connected: Component, policy: Policy, sides: Sides) -> list[Incident]:
    """Return the incidents that whole components of mentions tell of.

    Whatever in them was judged different and not kept is judged again and now appended.
    """
    all_ids = connected.mention_ids | connected.rivals
    reviews, entries = tuple(ledger.reviews(all_ids)), tuple(ledger.entries(all_ids))
    judged = {(first, second) for first, second, method in connected.judgements if method == policy.method.name}
    by_id = {entry.mention.id: entry for entry in entries}
    parts = ([by_id[mention_id] for mention_id in part] for part in connected.parts())
    apart = [judgement for part in parts for judgement in differences(part, judged, policy, sides)]
    ledger.append_judgements(apart)
    groups = fold(entries, [*connected.judgements.values(), *apart], reviews)
    return [incident_of(group, reviews) for group in groups if group[0].mention.id in connected.mention_ids]


def batches(ids: Iterable[str], size: int = BATCH) -> Iterable[tuple[str, ...]]:
    """Yield `ids` in groups of `size`."""
    stream = iter(ids)
    while batch := tuple(islice(stream, size)):
        yield batch
