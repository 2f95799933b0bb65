"""Predictions: the reports of the gold sets, read through the public path (`tasks.read`) by a few processes."""

import json
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

from bench.quality.sets import GoldSet
from tocsin.export.record import record
from tocsin.extraction.base import Extraction
from tocsin.settings import load_settings
from tocsin.tasks.read import ReadOptions, read
from tocsin.vocabulary.mention import Rejection

Record = dict[str, Any]
Predicted = dict[tuple[str, str], Record]
CHUNK = 40
"""Reports a job: small enough for two processes to end together, big enough to open the gazetteer rarely."""


@dataclass(frozen=True, slots=True)
class Job:
    """Reports to read in one go: records with their keys (set, id), or one file with its key."""

    keys: tuple[tuple[str, str], ...]
    records: tuple[Record, ...] = ()
    path: Path | None = None


def jobs(sets: Iterable[GoldSet]) -> list[Job]:
    """Return the jobs that read every report of `sets` once."""
    out: list[Job] = []
    pending: list[tuple[tuple[str, str], Record]] = []
    for gold in sets:
        out += [Job(((gold.name, r["id"]),), path=gold.files[r["id"]]) for r in gold.reports if r["id"] in gold.files]
        pending += [((gold.name, given["id"]), given) for given in gold.records()]
    for start in range(0, len(pending), CHUNK):
        part = pending[start : start + CHUNK]
        out.append(Job(tuple(key for key, _ in part), tuple(given for _, given in part)))
    return sorted(out, key=lambda job: len(job.keys), reverse=True)


def run(job: Job) -> Predicted:
    """Read the reports of `job`. A rejected report has a record without incidents and with the reason."""
    if job.path is not None:
        return {job.keys[0]: _record(next(iter(read([str(job.path)], ReadOptions(), load_settings()))))}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        with path.open("w", encoding="utf-8") as stream:
            for number, given in enumerate(job.records):
                # Ids are unique within a set only, and a rejection names its line: the number says which it was.
                stream.write(json.dumps({**given, "id": str(number)}) + "\n")
        return _by_key(job.keys, read([str(path)], ReadOptions(), load_settings()))


def predict(sets: Sequence[GoldSet], workers: int) -> Predicted:
    """Return the record of every report of `sets`, under (set, id)."""
    todo = jobs(sets)
    out: Predicted = {}
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("reading", total=sum(len(job.keys) for job in todo))
        if workers == 1:
            for job in todo:
                out |= run(job)
                progress.advance(bar, len(job.keys))
            return out
        with ProcessPoolExecutor(workers) as pool:
            for future in as_completed([pool.submit(run, job) for job in todo]):
                found = future.result()
                out |= found
                progress.advance(bar, len(found))
    return out


def _by_key(keys: Sequence[tuple[str, str]], items: Iterable[Extraction | Rejection]) -> Predicted:
    out: Predicted = {}
    rejections: list[Record] = []
    for item in items:
        found = _record(item)
        if isinstance(item, Rejection):
            rejections.append(found)
        else:
            out[keys[int(item.report.id)]] = found
    missing = [key for key in keys if key not in out]
    # Rejections come in the order of the lines, so they fill the gaps in that order.
    out |= dict(zip(missing, rejections, strict=False))
    return out


def _record(item: Extraction | Rejection) -> Record:
    if isinstance(item, Rejection):
        return {"incidents": [], "relations": [], "rejections": [{"stage": item.stage, "reason": item.reason}]}
    return record(item, text=True)
