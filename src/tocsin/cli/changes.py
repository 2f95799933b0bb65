"""What a verb changed, in words for people: the same after add, resolve and review."""

from collections.abc import Iterator

from tocsin.export.wording import counted
from tocsin.tasks.resolve import Resolution

FEW = 4
"""So many incidents are named; of more, the number is told."""


def change_words(changes: Resolution) -> Iterator[str]:
    """Yield the lines that say what became of the incidents, and what waits for a person."""
    parts = [counted(len(changes.new), "new incident")]
    if changes.changed:
        parts.append(f"{len(changes.changed)} changed")
    if changes.gone:
        parts.append(f"{len(changes.gone)} became part of others or {'is' if len(changes.gone) == 1 else 'are'} none")
    yield f"{counted(changes.mentions, 'mention')} resolved: {', '.join(parts)}"
    if changes.unsure:
        doubtful = counted(changes.unsure, "pair")
        yield f"{doubtful} of mentions in doubt: tocsin review asks about those that decide something"


def touched_words(changes: Resolution) -> str:
    """Return on one line which incidents a decision touched: the ids of a few, the number of many."""
    parts = []
    for ids, what in ((changes.new, "new"), (changes.changed, "changed"), (changes.gone, "gone")):
        if ids:
            parts.append(f"{what}: {', '.join(ids) if len(ids) <= FEW else counted(len(ids), 'incident')}")
    return "; ".join(parts) or "no incident changed"
