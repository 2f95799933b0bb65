"""Build what an extractor would give from a report annotated by the scheme, so that export is tested on rich input."""

import json
import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from tocsin.extraction.base import Extraction
from tocsin.vocabulary.claim import Claim, Method, Slot, Speaker, Value
from tocsin.vocabulary.mention import Mention, Occasion, Tie
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.span import Span, cut
from tocsin.vocabulary.values import Actor, Place, Target, Toll, Weapon, When, Where

METHOD = Method("annotated", "1")
Json = dict[str, Any]
ROOT = Path(__file__).parents[2]


def spotted(report: Report, quote: str) -> Span:
    """Return the span of "words" or "words@2"."""
    match = re.match(r"(.*)@(\d+)$", quote, re.S)
    words, nth = (match[1], int(match[2])) if match and quote not in report.text else (quote, 1)
    at = -1
    for _ in range(nth):
        at = report.text.index(words, at + 1)
    return cut(report, at, at + len(words))


def extraction_of(annotated: Json) -> Extraction:
    published = date.fromisoformat(annotated["published"]) if annotated.get("published") else None
    report = Report(
        annotated["id"], annotated["text"], Source("Example Wire"), annotated.get("headline", ""), published,
        url=annotated.get("url"), language="en",
    )  # fmt: skip
    mentions = tuple(_mention(report, incident) for incident in annotated["incidents"])
    ties = tuple(_tie(report, relation) for relation in annotated.get("relations", []))
    occasions = tuple(_occasion(report, context) for context in annotated.get("context", []))
    return Extraction(report, mentions, ties, occasions)


def _mention(report: Report, incident: Json) -> Mention:
    first = spotted(report, incident["triggers"][0]["quote"])
    claims = [
        Claim("kind", incident["kind"], first, METHOD, confidence=0.9),
        Claim("status", incident["status"], first, METHOD, confidence=0.7),
        Claim("count", incident["count"], first, METHOD),
    ]
    when = incident.get("when") or {}
    if when.get("quote"):
        claims.append(Claim("when", _when(when), spotted(report, when["quote"]), METHOD))
    for key, slot in LISTED.items():
        claims += [_claim(report, slot, entry) for entry in incident.get(key) or []]
    for slot in ("killed", "wounded", "abducted"):
        toll = incident.get(slot) or {}
        if toll.get("quote") and (toll["low"], toll["high"]) != (None, None):
            claims.append(_claim(report, slot, incident[slot]))
    return Mention(f"{report.id}:{incident['n']}", report.id, tuple(claims), incident["main"], 0.85)


LISTED: dict[str, Slot] = {
    "triggers": "trigger", "where": "where", "weapons": "weapon", "targets": "target",
    "perpetrators": "perpetrator", "damage": "damage", "denials": "denial", "evidence": "evidence",
}  # fmt: skip


def _claim(report: Report, slot: Slot, entry: Json) -> Claim:
    span = spotted(report, entry["quote"])
    return Claim(
        slot, _value(slot, entry, span), span, METHOD, _speaker(report, entry.get("speaker")), entry.get("stance"), 0.8
    )


def _value(slot: Slot, entry: Json, span: Span) -> Value:
    if slot == "where":
        place = Place("site:x", span.quote, 33.5, 44.25, 2.0, "IQ", "Baghdad") if entry["kind"] == "facility" else None
        return Where(span.quote, entry["relation"], entry["kind"], place)
    if slot == "weapon":
        return Weapon(entry["type"], entry.get("number"), entry.get("calibre_mm"))
    if slot == "target":
        return Target(span.quote, entry["category"], entry.get("kind") or "physical", entry.get("number"))
    if slot == "perpetrator":
        return Actor(span.quote, entry["kind"])
    if slot in {"killed", "wounded", "abducted"}:
        return Toll(entry["low"], entry["high"])
    return span.quote


def _speaker(report: Report, speaker: Json | None) -> Speaker | None:
    if not speaker or not speaker.get("quote"):
        return None
    span = spotted(report, speaker["quote"])
    return Speaker(span.quote, span)


def _when(entry: Json) -> When:
    start, end = entry.get("start"), entry.get("end")
    if not start:
        return When()
    return When(date.fromisoformat(start), date.fromisoformat(end or start), entry["precision"])


def _tie(report: Report, relation: Json) -> Tie:
    return Tie(
        report.id, spotted(report, relation["head"]), relation["relation"], spotted(report, relation["tail"]),
        relation["status"], spotted(report, relation["evidence"]["quote"]), METHOD,
    )  # fmt: skip


def _occasion(report: Report, context: Json) -> Occasion:
    when = _when(context | {"precision": "day"})
    return Occasion(report.id, context["kind"], spotted(report, context["quote"]), when, METHOD)


def annotated_samples() -> list[dict[str, Any]]:
    lines = (files("tocsin") / "data" / "samples" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    reports = {report["id"]: report for report in map(json.loads, lines)}
    gold = map(json.loads, (ROOT / "tests" / "golden" / "samples.jsonl").read_text(encoding="utf-8").splitlines())
    return [reports[found["id"]] | found for found in gold if found["id"] in reports]


SAMPLES = annotated_samples()
