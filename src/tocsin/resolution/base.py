"""The seam of resolution to whatever keeps entries, and the way from entries to judgements."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from tocsin.resolution.blocking import Standing, block_of, has_room, standing_of
from tocsin.resolution.decide import judge_facets
from tocsin.resolution.facets import Facets, facets_of
from tocsin.resolution.policy import Policy
from tocsin.vocabulary.entry import Block, Entry
from tocsin.vocabulary.judgement import Judgement

BATCH = 500
"""Entries whose neighbours are asked for at once: what is held in memory grows with this and not with all."""
REMEMBERED = 10_000
"""How many entries are kept in mind with all that comparisons look at: neighbours are often the same ones."""


class Neighbours(Protocol):
    """What keeps entries and knows which lie near; every ledger fits."""

    def near(self, blocks: Sequence[Block]) -> Iterator[tuple[int, Entry]]:
        """Yield for each of `blocks` the entries in it, with the number of the block; a few too many do no harm."""
        ...


@dataclass(frozen=True, slots=True)
class Side:
    """One side of pairs: an entry with all that it is found and compared by."""

    entry: Entry
    block: Block
    standing: Standing
    facets: Facets

    @property
    def id(self) -> str:
        """The id of its mention."""
        return self.entry.mention.id

    def near(self, other: "Side") -> bool:
        """Whether each is in the block of the other: then they are compared, whichever came first."""
        return has_room(self.block, other.standing) and has_room(other.block, self.standing)


class Sides:
    """Remembers the sides of many entries: the neighbours of one are mostly those of the next."""

    def __init__(self) -> None:
        self._known: dict[str, Side] = {}

    def of(self, entry: Entry) -> Side:
        """Return the side of `entry`."""
        known = self._known.get(entry.mention.id)
        if known is not None and known.entry == entry:
            return known
        side = Side(entry, block_of(entry), standing_of(entry), facets_of(entry))
        if len(self._known) >= REMEMBERED:
            del self._known[next(iter(self._known))]
        self._known[side.id] = side
        return side


def resolve(
    entries: Sequence[Entry], neighbours: Neighbours, policy: Policy, sides: Sides | None = None
) -> Iterator[Judgement]:
    """Yield a judgement for each pair of one of `entries` and an entry near it, `entries` among them, each pair once.

    Two entries are compared only if each lies in the block of the other. So the same pairs are judged whatever the
    order in which the entries come.
    """
    sides = sides or Sides()
    asked = {entry.mention.id for entry in entries}
    for start in range(0, len(entries), BATCH):
        batch = [sides.of(entry) for entry in entries[start : start + BATCH]]
        judged: set[tuple[int, str]] = set()
        for number, other in neighbours.near([side.block for side in batch]):
            own, mention_id = batch[number], other.mention.id
            # Of two entries that are both asked about, the one with the lower mention_id brings the pair.
            if own.id == mention_id or (mention_id in asked and mention_id < own.id):
                continue
            if (number, mention_id) in judged:
                continue
            judged.add((number, mention_id))
            side = sides.of(other)
            if own.near(side):
                yield judge_facets(own.facets, side.facets, policy)


def differences(
    entries: Iterable[Entry], judged: Set[tuple[str, str]], policy: Policy, sides: Sides
) -> Iterator[Judgement]:
    """Yield that two of `entries` tell of different incidents, for each comparable pair that is not in `judged`.

    Two mentions of one report are passed over: that they are told apart needs no judgement.
    """
    ordered = [sides.of(entry) for entry in sorted(entries, key=lambda entry: entry.mention.id)]
    for first, second in combinations(ordered, 2):
        if (first.id, second.id) in judged or first.facets.report_id == second.facets.report_id:
            continue
        if first.near(second):
            judgement = judge_facets(first.facets, second.facets, policy)
            if judgement.verdict == "different":
                yield judgement
