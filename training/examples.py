"""Annotated reports to examples: windows of tokens, the spans in them, and which belong to which incident."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

from tokenizers import Tokenizer

from tocsin.extraction.model.hints import Bits, bits_of, hints_of
from tocsin.extraction.model.labels import HARMS, ROLES, Role
from tocsin.extraction.model.neutral import neutral_words
from tocsin.extraction.model.tokens import Window, windows
from tocsin.extraction.rules.extractor import mentions_of
from tocsin.extraction.rules.notes import Notes, take_notes
from tocsin.gazetteer.base import Gazetteer
from tocsin.reading.cleaning import clean
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report, Source

PLURAL: dict[Role, str] = {
    "where": "where", "weapon": "weapons", "target": "targets", "perpetrator": "perpetrators", "denial": "denials",
}  # fmt: skip


MUC_ROLES: frozenset[Role] = frozenset(("trigger", "where", "weapon", "target", "perpetrator"))
"""What the answer keys of the Message Understanding Conferences tell in words of the text."""


@dataclass(slots=True)
class Span:
    """Tokens [first, last) of a window in a role; `incidents` are the numbers of those it belongs to.

    `ruled` are the numbers of the rules' own incidents that have these words in this role.
    """

    role: Role
    first: int
    last: int
    incidents: set[int] = field(default_factory=set)
    facts: dict[str, str] = field(default_factory=dict)
    stances: dict[int, str] = field(default_factory=dict)
    marked: bool = True  # False for words that may look like the role and are no incident's
    ruled: frozenset[int] = frozenset()


@dataclass(slots=True)
class Example:
    """One window of one report with its spans; `taught` are the roles in which every span is annotated."""

    report: str
    window: Window
    bits: Bits
    spans: list[Span]
    incident: bool
    taught: frozenset[Role] = frozenset(ROLES)
    unsure: tuple[tuple[Role, int, int], ...] = ()  # tokens that may or may not be of a role: nothing is taught there


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
    if report.get("muc"):
        return str(report["text"])
    cleaned = clean(report["text"], report.get("headline") or "").text
    quotes = re.findall(r'"quote": ("(?:[^"\\]|\\.)*")', json.dumps(report["incidents"]))
    if all(locate(cleaned, json.loads(q)) for q in quotes):
        return cleaned
    return str(report["text"])


def _found(text: str, item: dict[str, Any] | None) -> tuple[int, int] | None:
    """Return where an annotated thing stands: at the characters that it gives, else where its quote is found."""
    if not item or not item.get("quote"):
        return None
    if "start" in item and isinstance(item["start"], int):
        return item["start"], item["end"]
    return tuple(item["at"]) if "at" in item else locate(text, item["quote"])


def _stretches(text: str, incident: dict[str, Any]) -> Iterator[tuple[Role, tuple[int, int], dict[str, str]]]:
    unknown = set(incident.get("unknown", ()))
    for trigger in incident["triggers"]:
        if at := _found(text, trigger):
            facts = {"kind": incident["kind"], "status": incident["status"]}
            if incident.get("loose") and incident["status"] == "confirmed":
                del facts["status"]  # given for less there than the scheme asks
            if "main" not in unknown:
                facts["main"] = "true" if incident["main"] else "false"
            yield "trigger", at, facts
    if at := _found(text, incident.get("when")):
        yield "when", at, {}
    for role, key in PLURAL.items():
        for item in incident.get(key) or ():
            if at := _found(text, item):
                facts = {k: item[v] for k, v in _FACTS.get(role, {}).items() if item.get(v)}
                if unknown:
                    facts.pop("relation", None)
                yield role, at, facts
    for role in HARMS:
        if at := _found(text, incident.get(role)):
            yield role, at, {}


_FACTS = {
    "where": {"place_kind": "kind", "relation": "relation"},
    "target": {"category": "category", "target_kind": "kind"},
    "perpetrator": {"actor_kind": "kind", "stance": "stance"},
}


class Examples:
    """Makes examples of annotated reports; holds what the notes and the rules need."""

    def __init__(self, tokenizer: Tokenizer, gazetteer: Gazetteer) -> None:
        self._tokenizer = tokenizer
        self._gazetteer = gazetteer

    def of(self, report: dict[str, Any]) -> Iterator[Example]:
        """Yield the windows of `report` with their spans."""
        text = text_of(report)
        muc = bool(report.get("muc"))
        published = date.fromisoformat(report["published"]) if report.get("published") else None
        read = Report(report["id"], text, Source("training"), report.get("headline") or "", published, language="en")
        notes = take_notes(read, self._gazetteer, ())
        mentions = mentions_of(notes, _METHOD)
        hints = hints_of(notes, mentions, muc=muc)
        taught = MUC_ROLES if muc else frozenset(ROLES)
        for window in windows(text, self._tokenizer, neutral_words(notes)):
            spans = _spans(report, text, window, notes)
            for role, start, end in _candidates(notes, mentions):
                at = window.tokens_of(start, end)
                if at and role in taught and not (muc and role == "trigger"):
                    overlap = any(s.role == role and s.first < at[1] and at[0] < s.last for s in spans)
                    if not overlap:
                        spans.append(Span(role, *at, marked=False))
            for span in spans:
                words = window.offsets[span.first][0], window.offsets[span.last - 1][1]
                span.ruled = hints.incidents(span.role, *words)
            spans.sort(key=lambda s: (ROLES.index(s.role), s.first))
            unsure = tuple(
                (item["role"], *at)
                for item in report.get("unsure", ())
                if (at := window.tokens_of(item["start"], item["end"]))
            )
            yield Example(
                report["id"], window, bits_of(window, hints), spans, bool(report["incidents"]), taught, unsure
            )


_METHOD = Method("rules", "training")


def _spans(report: dict[str, Any], text: str, window: Window, notes: Notes) -> list[Span]:
    """Return the annotated spans in `window`, and every date of the grammar that is no incident's."""
    dates = [(d.start, d.end) for d in notes.dates if d.when.start and not d.metadata]
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
    return list(found.values())


def _candidates(notes: Notes, mentions: Iterable[Mention]) -> Iterator[tuple[Role, int, int]]:
    """Yield words that look like a role to the word lists or the rules; those not annotated teach what is none."""
    yield from (("trigger", t.start, t.end) for t in notes.triggers)
    yield from (("where", p.start, p.end) for p in notes.places)
    yield from (("weapon", w.start, w.end) for w in notes.weapons)
    yield from (("target", n.start, n.end) for n in notes.nouns)
    yield from (("perpetrator", a.start, a.end) for a in notes.actors)
    yield from ((t.sort, t.quote_start, t.quote_end) for t in notes.tolls)
    for mention in mentions:
        for claim in mention.claims:
            if claim.slot in ROLES and claim.slot != "when":
                yield cast("Role", claim.slot), claim.span.start, claim.span.end
