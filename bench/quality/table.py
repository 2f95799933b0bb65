"""The tables of the gate, for people."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bench.quality.figures import Figures, Share
from bench.quality.floors import Verdict
from bench.quality.sets import Skipped


def print_figures(console: Console, measured: Sequence[Figures]) -> None:
    """Print one line a set: precision, recall and F of incidents and slots, and the single figures."""
    table = Table(title="Quality, in percent (P R F; count error in incidents a report)")
    for name in ("set", "reports", "incidents", "slots", "relations", "clean", "exact", "when", "offsets"):
        table.add_column(name, justify="left" if name == "set" else "right", no_wrap=True)
    table.add_column("count error", justify="right")
    for one in measured:
        table.add_row(
            one.name,
            str(one.reports),
            *(_three(share) for share in (one.incidents, one.slots, one.relations)),
            *(_percent(share) for share in (one.clean, one.exact, one.when, one.offsets)),
            "-" if one.count_error is None else f"{one.count_error:.2f}",
            end_section=one.name == "corpus",
        )
    console.print(table)


def print_confidences(console: Console, measured: Sequence[Figures]) -> None:
    """Print one line a set: how far the confidences of its slots can be trusted."""
    table = Table(title="Confidences of slots, in percent")
    for name in ("set", "values", "ece", "recall at precision 90"):
        table.add_column(name, justify="left" if name == "set" else "right")
    for one in measured:
        table.add_row(one.name, str(len(one.judgements.slots)), _percent(one.ece), _percent(one.recall_at_90))
    console.print(table)


def print_slots(console: Console, one: Figures) -> None:
    """Print precision, recall and F of every slot of one set."""
    table = Table(title=f"{one.name}, slot by slot")
    table.add_column("slot")
    for name in ("P", "R", "F", "in the gold"):
        table.add_column(name, justify="right")
    for slot, (precision, recall, f, count) in one.by_slot.items():
        table.add_row(slot, *(_percent(share) for share in (precision, recall, f)), str(count))
    console.print(table)


def print_faults(console: Console, one: Figures, limit: int) -> None:
    """Print up to `limit` faults of one set, as plain lines that can be searched."""
    for fault in one.faults[:limit]:
        console.print(" | ".join(str(part) for part in fault), markup=False, highlight=False, soft_wrap=True)


def print_verdicts(console: Console, verdicts: Sequence[Verdict], skipped: Sequence[Skipped]) -> None:
    """Print each floor and ceiling with what was measured and a mark, then what was skipped and why."""
    table = Table(title="Floors and ceilings")
    for name in ("figure", "bound", "measured", ""):
        table.add_column(name, justify="right" if name in {"bound", "measured"} else "left")
    for verdict in verdicts:
        bound = f"at {'most' if verdict.is_ceiling else 'least'} {_percent(verdict.bound):>5}"
        table.add_row(verdict.key, bound, _percent(verdict.value), _mark(verdict))
    console.print(table)
    for one in skipped:
        console.print(f"skipped {one.name}: {one.reason}", markup=False)


def _mark(verdict: Verdict) -> str:
    if verdict.value is None:
        return "not measured"
    if not verdict.broken:
        return "[green]ok[/green]"
    return "[red]ABOVE[/red]" if verdict.is_ceiling else "[red]BELOW[/red]"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"


def _three(share: Share) -> str:
    return " ".join(f"{100 * part:5.1f}" for part in share)
