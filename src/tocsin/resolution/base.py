"""The seam of resolution to whatever keeps entries, and the way from entries to judgements."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from tocsin.resolution.blocking import block_of, comparable
from tocsin.resolution.decide import judge_facets
from tocsin.resolution.facets import facets_of
from tocsin.resolution.policy import Policy
from tocsin.vocabulary.entry import Block, Entry
from tocsin.vocabulary.judgement import Judgement

BATCH = 500
"""Entries whose neighbours are asked for at once: what is held in memory grows with this and not with all."""


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
        facets = [facets_of(entry) for entry in batch]
        judged: set[tuple[int, str]] = set()
        for number, other in neighbours.near([block_of(entry) for entry in batch]):
            own, mention_id = batch[number].mention.id, other.mention.id
            # Of two entries that are both asked about, the one with the lower mention_id brings the pair.
            if own == mention_id or (mention_id in asked and mention_id < own) or (number, mention_id) in judged:
                continue
            judged.add((number, mention_id))
            if comparable(batch[number], other):
                yield judge_facets(facets[number], facets_of(other), policy)
