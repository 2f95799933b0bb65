"""What a reader was trained on and with, for its card: `python -m training.notes WEIGHTS STAGE=FOLDER... `.

It writes trained.json beside the weights of a reader that was trained by hand, stage by stage, as a recipe says; each
FOLDER has the `log.jsonl` of one of its stages (`first=...`) or of a reader without a fold (`fold-0=...`).
`training.run` writes the same without being asked.
"""

import argparse
import json
import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.errors import InputError, TocsinError
from tocsin.extraction.model.network import CALIBRATION, FILES, HEADS
from training.base import WEIGHTS, base_name, find_base
from training.card import NOTES
from training.data import Material, digest, gather_all, held_out
from training.recipe import FOLD, ROOT, Recipe, load_recipe

LIBRARIES = ("torch", "transformers", "tokenizers", "onnxruntime", "numpy")
Line = dict[str, Any]


def write_notes(weights: Path, recipe: Recipe, base: Path, data: Material, log: Sequence[Line]) -> Path:
    """Write what the reader in `weights` was trained on and with; return the file.

    Raises InputError if the reader is not whole.
    """
    told = asdict(recipe)
    del told["root"]
    notes = {
        "name": recipe.name,
        "base": {"name": base_name(), "digest": digest([base / WEIGHTS])},
        "recipe": told,
        "data": {
            name: {"sources": [asdict(source) for source in gathered.sources], "missing": gathered.missing}
            for name, gathered in data.stages.items()
        },
        "folds": {str(fold): len(left_out) for fold, left_out in data.folds.items()},
        "held_out": len(held_out(recipe)),
        "log": list(log),
        "versions": {"Python": platform.python_version(), **{name: version(name) for name in LIBRARIES}},
        **_made(weights),
    }
    path = weights / NOTES
    path.write_text(json.dumps(notes, indent=1) + "\n", encoding="utf-8")
    return path


def _made(weights: Path) -> dict[str, Any]:
    """Return which files make the reader, and whether it has a judge and a calibration."""
    try:
        with np.load(weights / HEADS) as heads:
            judged = "judge.weight" in heads.files
        files = [weights / name for name in FILES]
        calibration = weights / CALIBRATION
        files += [calibration] if calibration.is_file() else []
        told = {path.name: {"bytes": path.stat().st_size, "digest": digest([path])} for path in files}
    except (OSError, ValueError) as error:
        raise InputError(f"{weights}: holds no whole reader ({error}); export it again") from error
    return {"judged": judged, "calibrated": calibration.is_file(), "files": told}


def lines_of(name: str, folder: Path) -> list[Line]:
    """Return the lines of all passes in the log of `folder`, as those of the stage `name`.

    Raises InputError if there is none or it is not that of a training that came to its end.
    """
    path = folder / "log.jsonl"
    try:
        lines = [json.loads(line) | {"stage": name} for line in path.read_text(encoding="utf-8").splitlines()]
        passes = [(line["pass"], line["of"]) for line in lines]
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror or error}") from error
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{path}: is not the log of a training") from error
    if not lines or passes != [(number, len(lines)) for number in range(1, len(lines) + 1)]:
        raise InputError(f"{path}: is the log of a training that is not finished; let it come to its end")
    return lines


def log_of(recipe: Recipe, folders: Mapping[str, Path]) -> list[Line]:
    """Return the lines of the stages of `recipe`, then those of the readers without a fold, from the logs in `folders`.

    Raises InputError if a stage has no log or one of another number of passes, or a folder is of neither sort.
    """
    log: list[Line] = []
    for stage in recipe.stages:
        if stage.name not in folders:
            raise InputError(f"{recipe.name}: name the folder of the stage {stage.name}, as in {stage.name}=FOLDER")
        lines = lines_of(stage.name, folders[stage.name])
        if len(lines) != stage.epochs:
            raise InputError(
                f"{folders[stage.name]}: was trained for {len(lines)} passes, and {recipe.name} has {stage.epochs}"
            )
        log += lines
    for name in sorted(folders.keys() - {stage.name for stage in recipe.stages}):
        if not recipe.folds or name not in {f"{FOLD}{fold}" for fold in range(recipe.folds.count)}:
            raise InputError(f"{name}: {recipe.name} has no stage and no fold of that name")
        log += lines_of(name, folders[name])
    return log


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the notes; exit code 1 if that is not possible."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("weights", type=Path, help="folder of the exported reader, with judge and calibration if any")
    parser.add_argument("logs", nargs="+", metavar="STAGE=FOLDER", help="the folder with the log of each stage")
    parser.add_argument("--recipe", type=Path, default=ROOT / "training" / "recipe.toml")
    parser.add_argument("--base", type=Path, help="folder of MiniLM-L6, if not that of the installed package")
    options = parser.parse_args(arguments)
    try:
        recipe = load_recipe(options.recipe)
        named = (one.partition("=") for one in options.logs)
        log = log_of(recipe, {name: Path(folder) for name, _, folder in named})
        trained = {line["stage"] for line in log}
        data = gather_all(recipe)
        folds = {fold: left_out for fold, left_out in data.folds.items() if f"{FOLD}{fold}" in trained}
        print(write_notes(options.weights, recipe, find_base(options.base), replace(data, folds=folds), log))
    except (TocsinError, OSError) as error:
        print(f"notes: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
