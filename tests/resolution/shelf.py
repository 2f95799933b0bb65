"""Entries in memory, for tests of resolution."""

from collections.abc import Iterator, Sequence

from tocsin.resolution.base import resolve
from tocsin.resolution.blocking import holds
from tocsin.resolution.policy import Policy, load_policy
from tocsin.vocabulary.entry import Block, Entry
from tocsin.vocabulary.judgement import Judgement


class Shelf:
    """Gives the entries in each block, by asking all."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries

    def near(self, blocks: Sequence[Block]) -> Iterator[tuple[int, Entry]]:
        for number, block in enumerate(blocks):
            yield from ((number, entry) for entry in self.entries if holds(block, entry))


def judged(entries: Sequence[Entry], policy: Policy | None = None) -> list[Judgement]:
    """Return the judgements of all pairs of `entries` that lie near each other."""
    return list(resolve(entries, Shelf(entries), policy or load_policy()))
