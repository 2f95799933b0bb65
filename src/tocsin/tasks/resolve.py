"""`tocsin resolve`: which mentions tell of one incident, and what the incidents are then."""

import math
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from tocsin.ledger.base import Ledger
from tocsin.resolution.account import incident_of
from tocsin.resolution.base import resolve as judgements_of
from tocsin.resolution.fold import LEAST, fold
from tocsin.resolution.policy import Policy, load_policy
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.judgement import Judgement

BATCH = 200
"""Mentions that are gone over in one transaction: others wait no longer than that takes."""
JOINS = 1 / (1 + math.exp(-LEAST)) - 1e-6
"""The probability from which a pair may bring two groups together: fold wants so much on average, no average is better
than its best part, and rivals only lower what is said of a pair."""


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
        new = _without(self.new, later.gone) + later.new
        changed = _without(self.changed, later.gone) + later.changed
        return Resolution(
            mentions=self.mentions + later.mentions,
            new=tuple(dict.fromkeys(new)),
            changed=_without(tuple(dict.fromkeys(changed)), new),
            gone=_without(tuple(dict.fromkeys(self.gone + _without(later.gone, self.new))), new + changed),
            unsure=self.unsure + later.unsure,
        )


def resolve(ledger: Ledger, policy: Policy | None = None, done: Callable[[int], None] = lambda _: None) -> Resolution:
    """Go over the mentions that were added since the last time, and write the incidents that they change.

    Each batch is one transaction; `done` is told how many mentions it had. What is stopped goes on with the next call.
    Raises LedgerError.
    """
    policy, total = policy or load_policy(), Resolution()
    while True:
        with ledger.writing():
            waiting = ledger.unjudged()
            batch = _whole_reports(ledger, waiting[:BATCH], frozenset(waiting))
            found = judge(ledger, batch, policy)
            changes = rewrite(ledger, component(ledger, batch, frozenset(waiting)))
        total = total.then(changes).then(Resolution(len(batch), unsure=unsure(found)))
        if not batch:
            return total
        done(len(batch))


def _whole_reports(ledger: Ledger, mention_ids: Sequence[str], waiting: Set[str]) -> tuple[str, ...]:
    """Return these mentions with those of the same reports that wait too: they are rivals, and speak at once."""
    reports = dict.fromkeys(entry.mention.report_id for entry in ledger.entries(mention_ids))
    entries = (entry for report_id in reports for entry in ledger.entries_of(report_id))
    return tuple(entry.mention.id for entry in entries if entry.mention.id in waiting)


def judge(ledger: Ledger, mention_ids: Sequence[str], policy: Policy) -> list[Judgement]:
    """Judge these mentions against all that lie near them, append the judgements and return them."""
    found = list(judgements_of(tuple(ledger.entries(mention_ids)), ledger, policy))
    ledger.append_judgements(found)
    return found


def unsure(judgements: Iterable[Judgement]) -> int:
    """Return how many of `judgements` a person should see."""
    return sum(judgement.verdict == "unsure" for judgement in judgements)


def refold(ledger: Ledger, mention_ids: Iterable[str]) -> Resolution:
    """Write anew the incidents that these mentions and all connected with them belong to."""
    with ledger.writing():
        return rewrite(ledger, component(ledger, mention_ids, frozenset(ledger.unjudged())))


@dataclass(slots=True)
class Component:
    """Mentions that could be in incidents with one another, and the incidents that they are in now, by id.

    `rivals` are mentions outside of it that some of them might be the same as, if it were not for others in it.
    """

    mention_ids: set[str] = field(default_factory=set)
    rivals: set[str] = field(default_factory=set)
    incidents: dict[str, Incident] = field(default_factory=dict)
    members: set[str] = field(default_factory=set)

    def take(self, ledger: Ledger, mention_ids: Iterable[str]) -> None:
        """Put mentions into the component, with the incidents that they are in."""
        for mention_id in mention_ids:
            self.mention_ids.add(mention_id)
            incident = None if mention_id in self.members else ledger.incident(mention_id)
            if incident is not None:
                self.incidents[incident.id] = incident
                self.members.update(incident.mention_ids)


def component(ledger: Ledger, mention_ids: Iterable[str], unresolved: Set[str]) -> Component:
    """Return all mentions that could be in incidents with these: connected by judgements, merges or incidents.

    Others that are `unresolved` are left out, however connected: resolution has still to come to them.
    """
    found = Component()
    waiting = set(mention_ids)
    left_out = unresolved - waiting
    while waiting:
        found.take(ledger, waiting)
        near = set(found.members)
        for judgement in ledger.judgements(waiting):
            if judgement.verdict != "different":
                (near if judgement.probability >= JOINS else found.rivals).update((judgement.first, judgement.second))
        for review in ledger.reviews(waiting):
            if review.kind == "merge":
                near.update(review.subjects)
        waiting = near - found.mention_ids - left_out
    found.rivals -= found.mention_ids | left_out
    return found


def rewrite(ledger: Ledger, connected: Component) -> Resolution:
    """Write anew the incidents of whole components of mentions."""
    before = connected.incidents
    mention_ids = sorted(connected.mention_ids)
    with ledger.writing():
        after = {incident.id: incident for incident in folded(ledger, connected)}
        ledger.replace_incidents(mention_ids, after.values())
    return Resolution(
        new=tuple(id_ for id_ in after if id_ not in before),
        changed=tuple(id_ for id_, incident in after.items() if id_ in before and incident != before[id_]),
        gone=tuple(id_ for id_ in before if id_ not in after),
    )


def folded(ledger: Ledger, connected: Component) -> list[Incident]:
    """Return the incidents that whole components of mentions tell of."""
    all_ids = connected.mention_ids | connected.rivals
    reviews = tuple(ledger.reviews(all_ids))
    groups = fold(tuple(ledger.entries(all_ids)), ledger.judgements(connected.mention_ids), reviews)
    return [incident_of(group, reviews) for group in groups if group[0].mention.id in connected.mention_ids]


def _without(ids: tuple[str, ...], others: Iterable[str]) -> tuple[str, ...]:
    left_out = set(others)
    return tuple(id_ for id_ in ids if id_ not in left_out)


def batches(ids: Iterable[str], size: int = BATCH) -> Iterable[tuple[str, ...]]:
    """Yield `ids` in groups of `size`."""
    stream = iter(ids)
    while batch := tuple(islice(stream, size)):
        yield batch
