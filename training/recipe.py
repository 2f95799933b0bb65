"""A recipe: how a reader is trained, in stages, with fixed seeds; read from TOML, such as training/recipe.toml."""

import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from tocsin.errors import InputError

ROOT = Path(__file__).parents[1]
NO_FOLD = -1
FOLDS = 5
"""Parts that reports are divided into by their ids."""
FOLD = "fold-"
"""What the training without a fold is called, before the number of the fold."""
TAKEN = ("base", "folds", "held-out", "weights")
"""Folders beside those of the stages."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One training from first pass to last; it begins with the weights of the stage before."""

    name: str
    epochs: int
    reports: tuple[str, ...]
    """Names or patterns of JSON Lines files, from the root of the checkout; each must be there."""
    optional: tuple[str, ...] = ()
    """The same, taken where they are there."""
    muc: str = ""
    """Folder of MUC-4 with texts and keys, a second task; taken where it is there."""
    augment: float = 0.5
    """Share of the reports that each pass after the first sees in another wording."""
    rate: float = 1.2e-4
    """The highest learning rate of the encoder's layers."""
    loose: tuple[str, ...] = ()
    """Those of the files in which `confirmed` was given for less than the scheme asks: it is not taught there."""
    limit: int = 0
    """How many reports of each file are taken; 0 for all."""
    seed: int = 0
    """From which follows what is drawn here: a stage that repeats another sees other wordings. 0: the recipe's."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A set of annotated reports that the finished reader is measured on, where it is there."""

    name: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folds:
    """Cross-validation: readers that each do without a fold of `reports`, for the judge and the calibration."""

    stage: str
    """The stage that is repeated for each fold, from where it began, without the fold and without MUC-4."""
    reports: tuple[str, ...]
    """Those reports of the stage that have the folds; the others are always trained on."""
    epochs: int
    count: int = FOLDS
    """How many of the folds, from the first, get a reader."""
    name: str = "cross-validated"
    """What the reports are called among the figures."""
    also: tuple[str, ...] = ()
    """More of the stage's files that have the folds; measured as a set of their own."""
    also_name: str = "cross-validated too"
    """What those are called."""

    @property
    def sets(self) -> dict[str, tuple[str, ...]]:
        """All files that have the folds, by the name of their set."""
        return {self.name: self.reports} | ({self.also_name: self.also} if self.also else {})


@dataclass(frozen=True, slots=True)
class Recipe:
    """All stages, and what holds for each of them."""

    name: str
    seed: int
    stages: tuple[Stage, ...]
    measured: tuple[Measured, ...] = ()
    folds: Folds | None = None
    """Judge and calibration are fitted on what readers find in the folds that they have not learned from."""
    threads: int = 2
    state_minutes: float = 5.0
    """A state is written at least this often."""
    hold_out: int = NO_FOLD
    """The fold of all reports (0 to 4) that no stage trains on, to fit on where `folds` are not there; -1 for none."""
    layers: int = 0
    """How many of MiniLM's layers are used, from the first; 0 for all."""
    mean: tuple[str, ...] = ()
    """Stages of whose weights the reader is the mean; empty for the last alone."""
    root: Path = field(default=ROOT, compare=False)

    def without(self, fold: int) -> Stage:
        """Return the stage that is trained without `fold`. Raises InputError if the recipe has no folds."""
        if self.folds is None:
            raise InputError(f"{self.name}: has no folds")
        repeated = {stage.name: stage for stage in self.stages}[self.folds.stage]
        return replace(repeated, name=f"{FOLD}{fold}", epochs=self.folds.epochs, muc="")

    def files(self, patterns: tuple[str, ...]) -> tuple[list[Path], list[str]]:
        """Return the files that `patterns` name, sorted, and the patterns that name none."""
        found: dict[Path, None] = {}
        missing = []
        for pattern in patterns:
            path = (self.root / pattern).resolve()
            here = sorted(path.parent.glob(path.name)) if path.parent.is_dir() else []
            found.update(dict.fromkeys(here))
            if not here:
                missing.append(pattern)
        return list(found), missing


def load_recipe(path: Path, root: Path = ROOT) -> Recipe:
    """Return the recipe in the TOML file at `path`. Raises InputError that names the file and what to mend in it."""
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: is no recipe: {error}") from error
    stages = tuple(_made(Stage, table, f"{path}, [[stages]]") for table in _tables(read, "stages", path))
    measured = tuple(_made(Measured, table, f"{path}, [[measured]]") for table in _tables(read, "measured", path))
    tables = {"stages": stages, "measured": measured, "folds": _folds(read, path)}
    recipe = _made(Recipe, {**read, **tables, "root": root}, str(path))
    for fault in _faults(recipe):
        raise InputError(f"{path}: {fault}")
    return recipe


def _tables(read: dict[str, Any], name: str, path: Path) -> list[dict[str, Any]]:
    tables = read.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise InputError(f"{path}: write each of {name} as a table of its own, [[{name}]]")
    return tables


def _folds(read: dict[str, Any], path: Path) -> Folds | None:
    table = read.get("folds")
    if table is None:
        return None
    if not isinstance(table, dict):
        raise InputError(f"{path}: write folds as a table, [folds]")
    return _made(Folds, table, f"{path}, [folds]")


Made = TypeVar("Made", Stage, Measured, Folds, Recipe)


def _made(kind: type[Made], table: dict[str, Any], where: str) -> Made:
    known = {one.name: one for one in fields(kind)}
    for name, value in table.items():
        if name not in known:
            raise InputError(f"{where}: {name!r} is unknown; known are {', '.join(known)}")
        table[name] = _fitting(value, known[name].type, f"{where}: {name}")
    lacking = [name for name, one in known.items() if one.default is MISSING and one.default_factory is MISSING]
    for name in lacking:
        if name not in table:
            raise InputError(f"{where}: {name} is not given")
    return kind(**table)


def _fitting(value: Any, wanted: Any, where: str) -> Any:
    """Return `value` as the type `wanted`; whole numbers stand for others, lists for tuples."""
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if wanted == tuple[str, ...] and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    simple = {int: "a whole number", float: "a number", str: "text"}
    if wanted in simple and (not isinstance(value, wanted) or isinstance(value, bool)):
        raise InputError(f"{where}: {value!r} is not {simple[wanted]}")
    if wanted == tuple[str, ...]:
        raise InputError(f"{where}: {value!r} is not a list of names")
    return value


def _faults(recipe: Recipe) -> Iterator[str]:
    if not recipe.stages:
        yield "has no stage; write [[stages]] with name, epochs and reports"
    names = [stage.name for stage in recipe.stages]
    if len(set(names)) < len(names) or any(Path(name).name != name or name in TAKEN for name in names):
        yield f"give each stage a name of its own that can be the name of a folder; {', '.join(TAKEN)} are taken"
    if not NO_FOLD <= recipe.hold_out < FOLDS:
        yield f"hold_out: {recipe.hold_out} is no fold; give 0 to {FOLDS - 1}, or -1 for none"
    if recipe.threads < 1 or recipe.state_minutes < 0 or recipe.layers < 0:
        yield "threads is at least 1, state_minutes and layers at least 0"
    for stage in recipe.stages:
        if stage.epochs < 1 or not 0 <= stage.augment <= 1 or stage.limit < 0:
            yield f"stage {stage.name}: epochs is at least 1, augment from 0 to 1, limit at least 0"
    for unknown in sorted(set(recipe.mean) - set(names)):
        yield f"mean: there is no stage {unknown}; name those whose weights are averaged"
    if recipe.folds and recipe.folds.stage not in names:
        yield f"folds: there is no stage {recipe.folds.stage}; name the one that is repeated for each fold"
    if recipe.folds and recipe.folds.also and recipe.folds.also_name == recipe.folds.name:
        yield "folds: give the two sets two names"
    if recipe.folds and (recipe.folds.epochs < 1 or not 1 <= recipe.folds.count <= FOLDS):
        yield f"folds: epochs is at least 1, count from 1 to {FOLDS}"
