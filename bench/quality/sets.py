"""Gold sets: which annotated reports there are, and how each is handed to the reader."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.quality.scorers import GOLDEN, SAMPLES, SHARED

Record = dict[str, Any]
INPUT_FIELDS = ("id", "text", "published", "headline", "url", "source")


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Annotated reports under one name; `files` are the ids that are read from a file of their own, with its path."""

    name: str
    reports: tuple[Record, ...]
    files: dict[str, Path]

    def records(self) -> list[Record]:
        """Return what the reader is given of the reports without a file: never the annotation."""
        return [input_record(report) for report in self.reports if report["id"] not in self.files]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A set that cannot be measured here, and why."""

    name: str
    reason: str


def input_record(report: Record) -> Record:
    """Return the fields of an annotated report that a reader may see."""
    record = {field: report[field] for field in INPUT_FIELDS if report.get(field)}
    if report.get("outlet"):
        record["source"] = report["outlet"]
    return record


def lines(path: Path) -> Iterator[Record]:
    """Yield the objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as stream:
        yield from (json.loads(line) for line in stream if line.strip())


def gold_sets() -> list[GoldSet | Skipped]:
    """Return every set in the order of the table: the article, newest news, the corpus file by file, the samples."""
    return [_article(), _news(), *_corpus(), _samples()]


def chosen(sets: Iterable[GoldSet | Skipped], only: str | None) -> list[GoldSet | Skipped]:
    """Return the sets whose name is `only` or lies under it ("corpus" has "corpus/africa"); all if None."""
    return [one for one in sets if only is None or one.name == only or one.name.startswith(f"{only}/")]


def _missing(name: str, path: Path) -> Skipped:
    return Skipped(name, f"{path.parent.name}/{path.name} is not there")


def _article() -> GoldSet | Skipped:
    folder = SHARED / "article"
    gold = folder / "gold.jsonl"
    if not gold.is_file():
        return _missing("article", gold)
    reports = tuple(lines(gold))
    pages = {report["id"]: folder / f"{report['id']}.txt" for report in reports}
    return GoldSet("article", reports, pages)


def _news() -> GoldSet | Skipped:
    gold = SHARED / "news-dev" / "reports.jsonl"
    return GoldSet("news-dev", tuple(lines(gold)), {}) if gold.is_file() else _missing("news-dev", gold)


def _corpus() -> Iterator[GoldSet | Skipped]:
    folder = SHARED / "corpus"
    found = sorted(folder.glob("*.jsonl"))
    if not found:
        yield _missing("corpus", folder)
    for path in found:
        yield GoldSet(f"corpus/{path.stem}", tuple(lines(path)), {})


def _samples() -> GoldSet | Skipped:
    gold = GOLDEN / "samples.jsonl"
    if not gold.is_file():
        return _missing("samples", gold)
    reports = tuple(lines(gold))
    shipped = {report["id"]: report for report in lines(SAMPLES / "reports.jsonl")}
    pages = {path.stem: path for suffix in ("html", "txt") for path in SAMPLES.glob(f"*.{suffix}")}
    # The reader gets what is shipped (with source and URL), not the annotation's copy of it.
    merged = tuple({**shipped.get(report["id"], {}), **report} for report in reports)
    return GoldSet("samples", merged, pages)
