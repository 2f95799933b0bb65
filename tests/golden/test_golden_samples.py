"""The annotation of the samples is sound: quotes are there, terms are known, every sample has its gold."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

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
SAMPLES = files("tocsin") / "data" / "samples"
GOLD: list[Record] = [
    json.loads(line) for line in (Path(__file__).parent / "samples.jsonl").read_text(encoding="utf-8").splitlines()
]
REPORTS: dict[str, Record] = {
    record["id"]: record
    for record in map(json.loads, (SAMPLES / "reports.jsonl").read_text(encoding="utf-8").splitlines())
}
SKIPPED = {"shatt-0816-arabic"}  # in a language that no extractor knows: it has no gold
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
by_report = pytest.mark.parametrize("report", GOLD, ids=[report["id"] for report in GOLD])


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


@by_report
def test_every_quote_stands_in_the_text(report: Record) -> None:
    for under, node in walk({name: report[name] for name in ("incidents", "relations", "context")}):
        for name in ("quote", "head", "tail"):
            words = node.get(name)
            assert words is None or (words and occurs(report["text"], words)), f"{under}.{name}: {words!r}"


@by_report
def test_every_term_is_of_its_closed_list(report: Record) -> None:
    for under, node in walk(report):
        for (holder, name), terms in TERMS.items():
            if under == holder:
                assert node[name] in terms, f"{under}.{name}: {node[name]!r}"


@by_report
def test_dates_and_tolls_are_in_order(report: Record) -> None:
    assert report["published"] is None or date.fromisoformat(report["published"])
    for _, node in walk(report):
        if "start" in node:
            start, end = node["start"], node["end"]
            assert (start is None) == (end is None)
            assert start is None or date.fromisoformat(start) <= date.fromisoformat(end)
        if "low" in node and node["low"] is not None and node["high"] is not None:
            assert 0 <= node["low"] <= node["high"]


@by_report
def test_every_incident_has_key_trigger_and_whole_sentences_of_evidence(report: Record) -> None:
    numbers = [incident["n"] for incident in report["incidents"]]
    assert numbers == list(range(1, len(numbers) + 1))
    for incident in report["incidents"]:
        assert incident["key"]
        assert incident["triggers"]
        assert incident["count"] >= 1
        assert incident["evidence"]


@by_report
def test_the_gold_is_of_the_text_that_is_shipped(report: Record) -> None:
    name = report["id"]
    if name in REPORTS:
        shipped = REPORTS[name]
        assert (shipped["text"], shipped["headline"], shipped["published"]) == (
            report["text"],
            report["headline"],
            report["published"],
        )
    elif (SAMPLES / f"{name}.txt").is_file():
        assert (SAMPLES / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n") == report["text"]
    else:
        page = unescape((SAMPLES / f"{name}.html").read_text(encoding="utf-8"))
        assert all(paragraph in page for paragraph in report["text"].split("\n\n"))


def test_every_sample_but_the_skipped_one_has_gold() -> None:
    pages = {
        name.rsplit(".", 1)[0] for name in (entry.name for entry in SAMPLES.iterdir()) if name[-4:] in {"html", ".txt"}
    }
    ids = [report["id"] for report in GOLD]
    assert len(ids) == len(set(ids))
    assert set(ids) == (set(REPORTS) | pages) - SKIPPED
    assert set(REPORTS) >= SKIPPED


def test_the_dossier_shows_what_it_is_for() -> None:
    assert len(GOLD) >= 32
    assert sum(not report["incidents"] for report in GOLD) == 2
    told: dict[str, set[str]] = defaultdict(set)
    munitions: dict[str, set[int]] = defaultdict(set)
    for report in GOLD:
        for incident in report["incidents"]:
            told[incident["key"]].add(report["id"])
            munitions[incident["key"]] |= {weapon["number"] for weapon in incident["weapons"] if weapon["number"]}
    assert sum(len(reports) >= 3 for reports in told.values()) >= 6
    assert {2, 3} <= munitions["taji-20200727"]
    statuses = {incident["status"] for report in GOLD for incident in report["incidents"]}
    assert {"alleged", "claimed", "denied", "foiled", "intercepted", "threatened"} <= statuses
