"""The figures of an evaluation, as tables for people and as one record for programs."""

import json
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from tocsin.cli.confidence import confidence_record, print_confidence
from tocsin.export.visible import one_line
from tocsin.export.wording import counted
from tocsin.scoring.figures import Fault, Share
from tocsin.tasks.evaluate import Evaluation

Json = dict[str, Any]
SHARES = {
    "clean": "of the reports without incidents, how many were left alone",
    "exact": "of the incidents, how many were found with date, place and kind all right",
    "dates": "of the dated incidents that were found, how many have exactly the right days",
    "quotes": "of the quotes given, how many stand in the text exactly where they are said to",
}
"""The single figures, and what each says."""
OFFSETS = ("start", "end", "quote_start", "quote_end")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted besides the figures: every slot, how far confidences can be trusted, so many faults."""

    by_slot: bool = False
    confidence: bool = False
    faults: int = 0


def as_record(evaluation: Evaluation, asked: Asked) -> Json:
    """Return the record of `evaluation` with what is asked for."""
    figures = evaluation.figures
    out: Json = {
        "gold": evaluation.gold,
        "extractor": evaluation.extractor,
        "reports": figures.reports,
        "unread": evaluation.unread,
        "skipped": len(evaluation.skipped),
        "incidents": _share(figures.incidents),
        "slots": _share(figures.slots),
        "relations": _share(figures.relations),
        **{name: getattr(figures, name) for name in SHARES},
        "count_error": figures.count_error,
    }
    if asked.by_slot:
        out["by_slot"] = {
            slot: (_share(share) or {}) | {"gold": wanted} for slot, (share, wanted) in figures.by_slot.items()
        }
    if asked.confidence:
        out["confidence"] = confidence_record(evaluation.judgements)
    if asked.faults:
        out["faults"] = [_fault(fault) for fault in figures.faults[: asked.faults]]
    return out


def print_evaluation(console: Console, evaluation: Evaluation, asked: Asked) -> None:
    """Print what is asked for, and the figures, which so stand last."""
    figures = evaluation.figures
    for fault in figures.faults[: asked.faults]:
        console.print(_fault_line(fault), markup=False, highlight=False, soft_wrap=True)
    if asked.faults and figures.faults:
        console.print()
    if asked.confidence:
        print_confidence(console, evaluation.judgements)
    if asked.by_slot:
        slots = _table("slot")
        slots.add_column("in the gold", justify="right")
        for slot, (share, wanted) in figures.by_slot.items():
            slots.add_row(slot, *_percents(share), str(wanted))
        console.print(slots)
        console.print()
    told = f"{evaluation.gold} · {counted(figures.reports, 'report')} · extractor {evaluation.extractor}"
    console.print(told, markup=False, highlight=False, soft_wrap=True)
    console.print()
    table = _table("")
    for name in ("incidents", "slots", "relations"):
        table.add_row(name, *_percents(getattr(figures, name)))
    console.print(table)
    console.print()
    for name, said in SHARES.items():
        console.print(f"{name:11}{_percent(getattr(figures, name)):>7}  {said}", highlight=False, soft_wrap=True)
    error = "-" if figures.count_error is None else f"{figures.count_error:.2f}"
    console.print(
        f"{'count error':11}{error:>7}  by how many incidents a report is off", highlight=False, soft_wrap=True
    )


def _table(first: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column(first)
    for name in ("P", "R", "F"):
        table.add_column(name, justify="right")
    return table


def _percents(share: Share | None) -> tuple[str, ...]:
    if share is None:
        return "-", "-", "-"
    return tuple(_percent(part) for part in (share.precision, share.recall, share.f))


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"


def _share(share: Share | None) -> Json | None:
    if share is None:
        return None
    return {"precision": share.precision, "recall": share.recall, "f": share.f}


def _fault(fault: Fault) -> Json:
    return {
        "report": fault.report,
        "slot": fault.slot,
        "wanted": _plain(fault.wanted),
        "found": _plain(fault.found),
    }


def _fault_line(fault: Fault) -> str:
    values = (json.dumps(_short(_plain(value)), ensure_ascii=False) for value in (fault.wanted, fault.found))
    return one_line(" | ".join((fault.report, fault.slot, *values)))


def _plain(value: object) -> object:
    """Return `value` with its sets as sorted lists, which JSON can hold."""
    if isinstance(value, set):
        return sorted(map(str, value))
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return value


def _short(value: object) -> object:
    """Return `value` without what a person who compares two values does not need: offsets, confidence, nothings."""
    if isinstance(value, list):
        return [_short(inner) for inner in value]
    if isinstance(value, dict):
        return {name: _short(inner) for name, inner in value.items() if not _is_aside(name, inner)}
    return value


def _is_aside(name: str, value: object) -> bool:
    is_offset = name in OFFSETS and isinstance(value, int)
    return value is None or value == [] or name == "confidence" or is_offset
