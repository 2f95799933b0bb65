"""`tocsin rebuild`: all judgements and incidents from what was read and reviewed alone, as if it were new."""

from collections.abc import Callable
from dataclasses import dataclass

from tocsin.ledger.base import Ledger
from tocsin.resolution.base import Sides
from tocsin.resolution.policy import Policy, load_policy
from tocsin.tasks.resolve import Changes, Resolution, batches, component, judge, rewrite, unsure
from tocsin.vocabulary.selection import Selection


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many mentions were gone over, how many incidents there are, and what is otherwise than before."""

    mentions: int
    incidents: int
    changes: Resolution

    @property
    def same(self) -> bool:
        """Whether every incident is what it was."""
        return not (self.changes.new or self.changes.changed or self.changes.gone)


def rebuild(
    ledger: Ledger, policy: Policy | None = None, done: Callable[[int, int], None] = lambda _, __: None
) -> Rebuilt:
    """Judge every mention again and write every incident anew; reports, mentions and reviews stay as they are.

    `done` is told how many steps are done since the last time, and of how many: each mention is judged, then written.
    Raises LedgerError.
    """
    policy, sides = policy or load_policy(), Sides()
    ids = [entry.mention.id for entry in ledger.entries()]
    # 1. All judgements, so that no incident is written by half of them.
    doubtful = 0
    for batch in batches(ids):
        with ledger.writing():
            doubtful += unsure(judge(ledger, batch, policy, sides))
        done(len(batch), 2 * len(ids))
    # 2. All incidents, component by component.
    changes, written = Changes(), set[str]()
    for batch in batches(ids):
        with ledger.writing():
            connected = component(ledger, [id_ for id_ in batch if id_ not in written], whole=True)
            changes.add(rewrite(ledger, connected, policy, sides))
        written |= connected.mention_ids
        done(len(batch), 2 * len(ids))
    changes.add(Resolution(len(ids), unsure=doubtful))
    return Rebuilt(len(ids), ledger.count(Selection()), changes.all())
