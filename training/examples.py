"""Annotated reports to examples: windows of tokens, the spans in them, and which belong to which incident."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from tocsin.language.dates.find import Anchor, find_dates
from tocsin.reading.cleaning import clean
from training.reader.labels import ROLES, Role
from training.reader.tokens import Window, windows

PLURAL: dict[Role, str] = {
    "where": "where", "weapon": "weapons", "target": "targets", "perpetrator": "perpetrators", "denial": "denials",
}  # fmt: skip


@dataclass(slots=True)
class Span:
    """Tokens [first, last) of a window in a role; `incidents` are the numbers of those it belongs to."""

    role: Role
    first: int
    last: int
    incidents: set[int] = field(default_factory=set)
    facts: dict[str, str] = field(default_factory=dict)
    stances: dict[int, str] = field(default_factory=dict)
    marked: bool = True  # False for a date of the grammar that is no incident's


@dataclass(slots=True)
class Example:
    """One window of one report with its spans."""

    report: str
    window: Window
    spans: list[Span]
    incident: bool


def reports(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Yield the annotated reports of JSON Lines files."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    yield json.loads(line)


def locate(text: str, quote: str | None) -> tuple[int, int] | None:
    """Return where `quote` ("words", or "words@2" for the second time) stands in `text`."""
    if not quote:
        return None
    match = re.fullmatch(r"(.*)@(\d+)", quote, re.S)
    words, times = (match[1], int(match[2])) if match and quote not in text else (quote, 1)
    at = -1
    for _ in range(times):
        at = text.find(words, at + 1)
        if at < 0:
            return None
    return at, at + len(words)


def text_of(report: dict[str, Any]) -> str:
    """Return the text as a reader of pages would leave it, if all quotes of the incidents are still in it."""
    cleaned = clean(report["text"], report.get("headline") or "").text
    quotes = re.findall(r'"quote": ("(?:[^"\\]|\\.)*")', json.dumps(report["incidents"]))
    if all(locate(cleaned, json.loads(q)) for q in quotes):
        return cleaned
    return str(report["text"])


def _stretches(text: str, incident: dict[str, Any]) -> Iterator[tuple[Role, tuple[int, int], dict[str, str]]]:
    for trigger in incident["triggers"]:
        if at := locate(text, trigger["quote"]):
            main = "true" if incident["main"] else "false"
            yield "trigger", at, {"kind": incident["kind"], "status": incident["status"], "main": main}
    if at := locate(text, (incident.get("when") or {}).get("quote")):
        yield "when", at, {}
    for role, key in PLURAL.items():
        for item in incident.get(key) or ():
            if at := locate(text, item.get("quote")):
                facts = {k: item[v] for k, v in _FACTS.get(role, {}).items() if item.get(v)}
                yield role, at, facts
    for role in ("killed", "wounded", "abducted"):
        if at := locate(text, (incident.get(role) or {}).get("quote")):
            yield role, at, {}


_FACTS = {
    "where": {"place_kind": "kind", "relation": "relation"},
    "target": {"category": "category", "target_kind": "kind"},
    "perpetrator": {"actor_kind": "kind", "stance": "stance"},
}


def examples(report: dict[str, Any], tokenizer: Tokenizer) -> Iterator[Example]:
    """Yield the windows of `report` with their spans."""
    text = text_of(report)
    published = date.fromisoformat(report["published"]) if report.get("published") else None
    dates = [(d.start, d.end) for d in find_dates(text, Anchor(published)) if d.when.start and not d.metadata]
    for window in windows(text, tokenizer):
        found: dict[tuple[str, int, int], Span] = {}
        for number, incident in enumerate(report["incidents"]):
            for role, (start, end), facts in _stretches(text, incident):
                words = (start, end)
                if role == "when":
                    words = next(((a, b) for a, b in dates if a < end and start < b), words)
                at = window.tokens_of(*words)
                if at is None:
                    continue
                span = found.setdefault((role, *at), Span(role, *at))
                span.incidents.add(number)
                stance = facts.pop("stance", None)
                if stance:
                    span.stances[number] = stance
                span.facts.update(facts)
        for start, end in dates:
            if at := window.tokens_of(start, end):
                found.setdefault(("when", *at), Span("when", *at, marked=False))
        spans = sorted(found.values(), key=lambda s: (ROLES.index(s.role), s.first))
        yield Example(report["id"], window, spans, bool(report["incidents"]))
