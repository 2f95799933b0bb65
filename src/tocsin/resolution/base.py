"""The seam of resolution to whatever keeps entries, and the way from entries to judgements."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from tocsin.resolution.blocking import block_of, holds
from tocsin.resolution.decide import judge_facets
from tocsin.resolution.facets import Facets, facets_of
from tocsin.resolution.policy import Policy
from tocsin.vocabulary.entry import Block, Entry
from tocsin.vocabulary.judgement import Judgement

BATCH = 500
"""Entries whose neighbours are asked for at once: what is held in memory grows with this and not with all."""
REMEMBERED = 5_000
"""How many entries are kept in mind with all that comparisons look at: neighbours are often the same ones."""


class Neighbours(Protocol):
    """What keeps entries and knows which lie near; every ledger fits."""

    def near(self, blocks: Sequence[Block]) -> Iterator[tuple[int, Entry]]:
        """Yield for each of `blocks` the entries in it, with the number of the block; a few too many do no harm."""
        ...


def resolve(entries: Sequence[Entry], neighbours: Neighbours, policy: Policy) -> Iterator[Judgement]:
    """Yield a judgement for each pair of one of `entries` and an entry near it, `entries` among them, each pair once.

    Two entries are compared only if each lies in the block of the other. So the same pairs are judged whatever the
    order in which the entries come.
    """
    asked = {entry.mention.id for entry in entries}
    for start in range(0, len(entries), BATCH):
        batch = entries[start : start + BATCH]
        own = [_Side(entry, block_of(entry), facets_of(entry)) for entry in batch]
        known = {side.id: side for side in own}
        judged: set[tuple[int, str]] = set()
        for number, other in neighbours.near([side.block for side in own]):
            first, mention_id = own[number], other.mention.id
            # Of two entries that are both asked about, the one with the lower mention_id brings the pair.
            if first.id == mention_id or (mention_id in asked and mention_id < first.id):
                continue
            if (number, mention_id) in judged or not holds(first.block, other):
                continue
            judged.add((number, mention_id))
            second = known.get(mention_id)
            if second is None:
                if len(known) > REMEMBERED:
                    known.clear()
                second = known[mention_id] = _Side(other, block_of(other), facets_of(other))
            if holds(second.block, first.entry):
                yield judge_facets(first.facets, second.facets, policy)


def differences(entries: Sequence[Entry], judged: Set[tuple[str, str]], policy: Policy) -> Iterator[Judgement]:
    """Yield that two of `entries` tell of different incidents, for each comparable pair that is not in `judged`.

    Two mentions of one report are passed over: that they are told apart needs no judgement.
    """
    sides = [_Side(entry, block_of(entry), facets_of(entry)) for entry in sorted(entries, key=lambda e: e.mention.id)]
    for first, second in combinations(sides, 2):
        if (first.id, second.id) in judged or first.facets.report_id == second.facets.report_id:
            continue
        if holds(first.block, second.entry) and holds(second.block, first.entry):
            judgement = judge_facets(first.facets, second.facets, policy)
            if judgement.verdict == "different":
                yield judgement


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of pairs: an entry with its block and its facets, worked out once."""

    entry: Entry
    block: Block
    facets: Facets

    @property
    def id(self) -> str:
        return self.entry.mention.id
