"""The annotated reports of a stage: gathered from the files of a recipe, checked, and counted with their digests."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tocsin.errors import InputError
from tocsin.scoring.gold import gold_of
from training.examples import locate
from training.muc import muc_reports
from training.recipe import FOLDS, NO_FOLD, Folds, Recipe, Stage

Report = dict[str, Any]
UNSEEN = "news-dev"
"""The set that figures are published of: nothing may be trained on it."""
_QUOTED = ("triggers", "where", "weapons", "targets", "perpetrators", "denials")


@dataclass(frozen=True, slots=True)
class Source:
    """What was taken of one file or folder: its name from the checkout, its SHA-256, how many reports and incidents."""

    name: str
    digest: str
    reports: int
    incidents: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """The reports of a stage, where they are from, and what the recipe would have taken if it were there."""

    reports: tuple[Report, ...]
    sources: tuple[Source, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """All that a recipe trains on: the reports of each stage, and of each fold those left out and those trained on."""

    stages: dict[str, Gathered]
    folds: dict[int, list[Report]] = field(default_factory=dict)
    without: dict[int, Gathered] = field(default_factory=dict)


def fold_of(report: str) -> int:
    """Return the fold of a report id, from 0 to 4, the same in every run."""
    return sum(ord(c) * (i + 7) for i, c in enumerate(report)) % FOLDS


def gather_all(recipe: Recipe) -> Material:
    """Return the reports of all stages and folds. Raises InputError that names the first file with a fault."""
    stages, folds = {stage.name: gather(recipe, stage) for stage in recipe.stages}, in_folds(recipe)
    ids = {fold: [str(report["id"]) for report in reports] for fold, reports in folds.items()}
    return Material(stages, folds, {fold: gather(recipe, recipe.without(fold), ids[fold]) for fold in folds})


def gather(recipe: Recipe, stage: Stage, apart: Iterable[str] = ()) -> Gathered:
    """Return the reports of `stage` but for the fold that is held out and those whose ids are set `apart`.

    Raises InputError that names the file, and the line where there is one, if a file is missing, empty or malformed.
    """
    files, missing = recipe.files(stage.reports)
    if missing:
        raise InputError(f"{missing[0]}: there is no such file; the stage {stage.name} trains on it")
    more, absent = recipe.files(stage.optional)
    loose, left_out = set(recipe.files(stage.loose)[0]), set(apart)
    told: list[Report] = []
    sources = []
    for path in dict.fromkeys((*files, *more)):
        here = [r for r in _taken(recipe, stage, path) if str(r["id"]) not in left_out]
        sources.append(_source(_named(path, recipe.root), [path], here))
        told += [loosened(report) for report in here] if path in loose else here
    if stage.muc:
        folder = recipe.root / stage.muc
        messages = balanced(muc_reports(folder)) if (folder / "keys").is_dir() else []
        messages = messages[: stage.limit or None]
        if messages:
            read = sorted(p for p in folder.rglob("*") if p.is_file())
            sources.append(_source(_named(folder, recipe.root), read, messages))
            told += messages
        else:
            absent.append(stage.muc)
    return Gathered(tuple(told), tuple(sources), tuple(absent))


def _taken(recipe: Recipe, stage: Stage, path: Path) -> list[Report]:
    """Return the reports of one file that `stage` takes."""
    return [r for r in annotated(path) if fold_of(str(r["id"])) != recipe.hold_out][: stage.limit or None]


def in_folds(recipe: Recipe) -> dict[int, list[Report]]:
    """Return the reports of each fold that a reader is to be trained without; none if those reports are not there.

    Raises InputError if the readers would know them from an earlier stage, or could not learn them at all.
    """
    if recipe.folds is None:
        return {}
    before, stage = _around(recipe, recipe.folds)
    found: dict[int, list[Report]] = {}
    for path in recipe.files((*recipe.folds.reports, *recipe.folds.also))[0]:
        if path in before:
            raise InputError(f"{path}: a stage before {stage.name} trains on it, so no fold of it can be held out")
        if path not in recipe.files((*stage.reports, *stage.optional))[0]:
            raise InputError(f"{path}: the stage {stage.name} does not train on it, so it has no folds to hold out")
        for report in _taken(recipe, stage, path):
            found.setdefault(fold_of(str(report["id"])), []).append(report)
    return {fold: found[fold] for fold in sorted(found) if fold < recipe.folds.count}


def _around(recipe: Recipe, folds: Folds) -> tuple[set[Path], Stage]:
    """Return the files of the stages before the one that is repeated, and that stage."""
    number = [stage.name for stage in recipe.stages].index(folds.stage)
    before = recipe.stages[:number]
    return {path for one in before for path in recipe.files((*one.reports, *one.optional))[0]}, recipe.stages[number]


def balanced(messages: Iterable[Report]) -> list[Report]:
    """Return all messages with incidents and every other one without: those are half of all, and teach less."""
    return [message for n, message in enumerate(messages) if message["incidents"] or n % 2]


def loosened(report: Report) -> Report:
    """Return a report whose `confirmed` incidents teach nothing of their status."""
    return {**report, "incidents": [{**incident, "loose": True} for incident in report["incidents"]]}


def held_out(recipe: Recipe) -> list[Report]:
    """Return the reports of the fold that no stage trains on, each once; none if the recipe holds out no fold."""
    if recipe.hold_out == NO_FOLD:
        return []
    found: dict[str, Report] = {}
    for stage in recipe.stages:
        for path in recipe.files((*stage.reports, *stage.optional))[0]:
            here = [r for r in annotated(path) if fold_of(str(r["id"])) == recipe.hold_out]
            found.update((str(r["id"]), r) for r in here[: stage.limit or None])
    return list(found.values())


def annotated(path: Path) -> list[Report]:
    """Return the annotated reports of a JSON Lines file. Raises InputError that names its first line with a fault."""
    if UNSEEN in path.parts:
        raise InputError(f"{path}: figures are published of {UNSEEN}; train on other reports")
    try:
        with path.open("rb") as lines:
            gold = gold_of(lines, str(path))
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror or error}") from error
    if gold.rejections:
        raise InputError(f"{gold.rejections[0].item}: {gold.rejections[0].reason}")
    for report in gold.reports:
        for fault in _faults(report):
            raise InputError(f"{path}, report {report['id']}: {fault}")
    return list(gold.reports)


def _faults(report: Report) -> Iterator[str]:
    """Yield what training needs and scoring does not: text, triggers, status, and quotes that stand in the text."""
    if not isinstance(report.get("text"), str):
        yield 'has no "text"; training reads no pages, only their text'
        return
    for number, incident in enumerate(report["incidents"], start=1):
        for name in ("triggers", "status", "main"):
            if name not in incident:
                yield f'incident {number} has no "{name}"'
        for quote in _quotes(incident):
            if locate(report["text"], quote) is None:
                yield f"incident {number}: {quote!r} does not stand in the text"


def _quotes(incident: Report) -> Iterator[str]:
    single = [incident.get(name) for name in ("when", "killed", "wounded", "abducted")]
    listed = [item for name in _QUOTED for item in incident.get(name) or ()]
    yield from (item["quote"] for item in (*single, *listed) if item and item.get("quote"))


def digest(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of the contents of `paths`, in this order."""
    total = hashlib.sha256()
    for path in paths:
        with path.open("rb") as stream:
            total.update(hashlib.file_digest(stream, "sha256").digest())
    return total.hexdigest()


def write_reports(path: Path, told: Iterable[Report]) -> None:
    """Write annotated reports as JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in told), encoding="utf-8")


def _source(name: str, paths: list[Path], told: list[Report]) -> Source:
    return Source(name, digest(paths), len(told), sum(len(report["incidents"]) for report in told))


def _named(path: Path, root: Path) -> str:
    """Return the name of `path` from the checkout, so that no folder of a person's own gets into what is written."""
    for base, prefix in ((root, ""), (root.parent, "../")):
        try:
            return prefix + path.resolve().relative_to(base.resolve()).as_posix()
        except ValueError:
            continue
    return path.name
