"""What a verb changed, as one record for programs: the same after add, resolve and review, from whatever border."""

from typing import Any

from tocsin.tasks.resolve import Resolution


def change_record(changes: Resolution) -> dict[str, Any]:
    """Return the ids of incidents by what became of them, and the numbers."""
    return {
        "mentions": changes.mentions,
        "new_incidents": list(changes.new),
        "changed_incidents": list(changes.changed),
        "gone_incidents": list(changes.gone),
        "unsure_pairs": changes.unsure,
    }
