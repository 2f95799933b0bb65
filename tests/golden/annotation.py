"""The rules of annotated reports, as faults in words: quotes stand in the text, terms are of their closed lists."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from tocsin.vocabulary.terms import (
    ACTOR_KINDS,
    KINDS,
    OCCASION_KINDS,
    PLACE_KINDS,
    PLACE_RELATIONS,
    PRECISIONS,
    RELATIONS,
    STANCES,
    STATUSES,
    TARGET_CATEGORIES,
    TARGET_KINDS,
    TIE_STATUSES,
)

Record = dict[str, Any]
TERMS: dict[tuple[str, str], tuple[str, ...]] = {
    ("incidents", "kind"): KINDS,
    ("incidents", "status"): STATUSES,
    ("when", "precision"): PRECISIONS,
    ("where", "kind"): PLACE_KINDS,
    ("where", "relation"): PLACE_RELATIONS,
    ("targets", "category"): TARGET_CATEGORIES,
    ("targets", "kind"): TARGET_KINDS,
    ("perpetrators", "kind"): ACTOR_KINDS,
    ("perpetrators", "stance"): STANCES,
    ("relations", "relation"): RELATIONS,
    ("relations", "status"): TIE_STATUSES,
    ("context", "kind"): OCCASION_KINDS,
}


def walk(node: Any, under: str = "report") -> Iterator[tuple[str, Record]]:
    """Yield every object below `node` with the name of the field that holds it."""
    if isinstance(node, dict):
        yield under, node
        for name, value in node.items():
            yield from walk(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from walk(value, under)


def occurs(text: str, quote: str) -> bool:
    """Whether `quote` stands in `text`; "words@2" asks for a second occurrence."""
    numbered = re.fullmatch(r"(.*)@(\d+)", quote, re.DOTALL)
    if numbered is None or quote in text:
        return quote in text
    return text.count(numbered[1]) >= int(numbered[2])


def faults(report: Record) -> Iterator[str]:
    """Yield every fault of an annotated report."""
    yield from _wrong_quotes(report)
    for under, node in walk(report):
        for (holder, name), terms in TERMS.items():
            if under == holder and node[name] not in terms:
                yield f"{under}.{name} is no known term: {node[name]!r}"
    yield from _wrong_figures(report)
    numbers = [incident["n"] for incident in report["incidents"]]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"incidents are numbered {numbers}"
    for incident in report["incidents"]:
        if not incident["triggers"] or not incident["evidence"] or incident["count"] < 1:
            yield f"incident {incident['n']} has no trigger, no evidence or no count"


def _wrong_quotes(report: Record) -> Iterator[str]:
    for under, node in walk({name: report[name] for name in ("incidents", "relations", "context")}):
        for name in ("quote", "head", "tail"):
            words = node.get(name)
            if words is not None and not (words and occurs(report["text"], words)):
                yield f"{under}.{name} does not stand in the text: {words!r}"


def _wrong_figures(report: Record) -> Iterator[str]:
    days = [report["published"], *(node.get(end) for _, node in walk(report) for end in ("start", "end"))]
    for day in days:
        if day is not None and date.fromisoformat(day).isoformat() != day:
            yield f"no day: {day!r}"
    for under, node in walk(report):
        if node.get("start") and node.get("end") and node["start"] > node["end"]:
            yield f"{under} ends on {node['end']}, before {node['start']}"
        low, high = node.get("low"), node.get("high")
        if low is not None and (low < 0 or (high is not None and low > high)):
            yield f"{under} counts from {low} to {high}"
