"""The annotation of the samples is sound: quotes are there, terms are known, every sample has its gold."""

import json
from collections import defaultdict
from html import unescape
from importlib.resources import files
from pathlib import Path

import pytest

from tests.golden.annotation import Record, faults, walk

SAMPLES = files("tocsin") / "data" / "samples"
GOLD: list[Record] = [
    json.loads(line) for line in (Path(__file__).parent / "samples.jsonl").read_text(encoding="utf-8").splitlines()
]
REPORTS: dict[str, Record] = {
    record["id"]: record
    for record in map(json.loads, (SAMPLES / "reports.jsonl").read_text(encoding="utf-8").splitlines())
}
SKIPPED = {"shatt-0816-arabic"}  # in a language that no extractor knows: it has no gold
by_report = pytest.mark.parametrize("report", GOLD, ids=[report["id"] for report in GOLD])


@by_report
def test_the_annotation_has_no_fault(report: Record) -> None:
    assert list(faults(report)) == []
    assert all(incident["key"] for incident in report["incidents"])
    assert all((node["start"] is None) == (node["end"] is None) for _, node in walk(report) if "start" in node)


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
