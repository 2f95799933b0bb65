"""The bundled samples as they are annotated: incidents and ties as a reader without a fault would have them."""

import json
from collections import defaultdict
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from tests.export.annotated import extraction_of
from tocsin.resolution.account import incident_of
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.network import ToldTie
from tocsin.vocabulary.report import Source

GOLD = Path(__file__).parents[2] / "golden" / "samples.jsonl"
SEEN = datetime(2020, 9, 1, tzinfo=UTC)


def annotated() -> list[dict[str, Any]]:
    lines = (files("tocsin") / "data" / "samples" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    raw = {report["id"]: report for report in map(json.loads, lines)}
    return [raw.get(gold["id"], {}) | gold for gold in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())]


@cache
def dossier() -> tuple[dict[str, Incident], tuple[ToldTie, ...]]:
    """Return the incidents by the key of the annotation, and all ties."""
    entries: dict[str, list[Entry]] = defaultdict(list)
    ties: list[ToldTie] = []
    for given in annotated():
        found = extraction_of(given)
        source = Source(given.get("source", given["id"]))
        published = found.report.published
        for mention, incident in zip(found.mentions, given["incidents"], strict=True):
            number = sum(map(len, entries.values())) + 1
            entry = Entry(mention, number, source, published, SEEN, SEEN, found.report.id, found.report.title)
            entries[incident["key"]].append(entry)
        ties += [ToldTie(tie, source, published, SEEN) for tie in found.ties]
    return {key: incident_of(told, ()) for key, told in entries.items()}, tuple(ties)
