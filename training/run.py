"""The whole path: `python -m training.run [RECIPE] [--out FOLDER] [--into FOLDER]`, or `make train`.

Data, stages, export, calibration, figures, model card, in this order. Run again, it goes on where it was stopped.
"""

import argparse
import json
import platform
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, astuple, dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

from rich.console import Console

from tocsin.errors import InputError, TocsinError
from tocsin.extraction.calibration import Calibration
from tocsin.extraction.model.network import FILES
from training import calibrate
from training.base import base_name, find_base, with_layers
from training.card import CARD, NOTES, write_card
from training.course import Course, examples_of, learn, prepare
from training.data import Gathered, digest, gather, held_out, write_reports
from training.export import export
from training.figures import NAME as FIGURES
from training.figures import Figures, gold_in, measure, open_reader, read_all, write_figures
from training.recipe import ROOT, Recipe, load_recipe
from training.state import Line
from training.stopping import Stop, Stopped
from training.train import Training

CALIBRATION = "calibration.json"
SHIPPED = (*FILES, CALIBRATION, FIGURES, NOTES, CARD)
"""What is copied where the reader is to be used."""
LIBRARIES = ("torch", "transformers", "tokenizers", "onnxruntime", "numpy")
STOPPED = 130
HELD_OUT = "held-out"


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where a recipe is carried out: `out` for states and weights, `base` the folder of MiniLM, `say` tells people."""

    recipe: Recipe
    base: Path
    out: Path
    say: Callable[[str], None]

    @property
    def weights(self) -> Path:
        """Return the folder of the exported reader."""
        return self.out / "weights"


def run(place: Workplace) -> Path:
    """Carry out the recipe and return the folder with the reader, its figures and its card.

    Raises InputError for data or states that cannot be used, OutputError if a state cannot be written, Stopped if
    somebody asked to stop while it trained.
    """
    recipe = place.recipe
    prepare(recipe.threads)
    data = {stage.name: gather(recipe, stage) for stage in recipe.stages}
    for name, gathered in data.items():
        _tell(place, name, gathered)
    for one in recipe.measured:
        gold_in(recipe.files(one.reports)[0])  # better now than after hours
    with Stop() as stop:
        state, log = _stages(place, data, lambda: stop.asked)
    place.say(f"writing the weights to {place.weights}")
    (place.weights / CALIBRATION).unlink(missing_ok=True)
    export(state, place.base, place.weights)
    kept = held_out(recipe)
    sets = [*_held_out(place, kept), *_others(place)]
    _note(place, data, log, len(kept))
    write_figures(place.weights, sets)
    place.say(f"the card is in {write_card(place.weights)}")
    return place.weights


def _tell(place: Workplace, name: str, gathered: Gathered) -> None:
    incidents = sum(source.incidents for source in gathered.sources)
    place.say(f"stage {name}: {len(gathered.reports)} reports, {incidents} incidents, {len(gathered.sources)} sources")
    for missing in gathered.missing:
        place.say(f"stage {name}: {missing} is not there, so it is trained without")


def _stages(place: Workplace, data: dict[str, Gathered], asked: Callable[[], bool]) -> tuple[Path, list[Line]]:
    """Train stage by stage; return the last state and the lines of all passes."""
    make = examples_of(place.base)
    log: list[Line] = []
    facts: dict[str, object] = {"weights of MiniLM": digest([place.base / "model.safetensors"])}
    start = None
    for stage in place.recipe.stages:
        gathered = data[stage.name]
        # A stage stands on those before it: what they were made of is its own fact too.
        recipe = [place.recipe.seed, place.recipe.hold_out, *astuple(stage)[1:]]
        read = [[source.name, source.digest, source.reports] for source in gathered.sources]
        facts = facts | {f"recipe of stage {stage.name}": recipe, f"reports of stage {stage.name}": read}
        course = Course(
            stage.name, place.out / stage.name, stage.epochs, place.recipe.seed, stage.augment,
            place.recipe.state_minutes, facts, start,
        )  # fmt: skip
        build = partial(Training, place.base, rate=stage.rate)
        log += learn(course, gathered.reports, make, build, asked)
        start = course.state
        place.say(f"stage {stage.name}: trained")
    if start is None:
        raise InputError(f"{place.recipe.name}: has no stage")
    return start, log


def _held_out(place: Workplace, kept: list[dict[str, object]]) -> list[Figures]:
    """Calibrate on the reports that were held out, and measure on them; without any, say so."""
    if not kept:
        place.say("no reports are held out, so confidences are not calibrated")
        return []
    gold, records = place.out / "held-out.jsonl", place.out / "held-out-records.jsonl"
    write_reports(gold, kept)
    found = read_all(open_reader(place.weights), [gold])
    write_reports(records, found.values())
    calibrate.main([str(records), str(gold), "--out", str(place.weights / CALIBRATION)])
    if not _is_calibrated(place.weights):
        place.say("what is found in the reports that are held out is too little to calibrate on")
    return [measure(HELD_OUT, [gold], read_all(open_reader(place.weights), [gold]))]


def _is_calibrated(weights: Path) -> bool:
    """Whether there is a calibration, and it says something of at least one slot; one that says nothing is removed."""
    path = weights / CALIBRATION
    if path.is_file() and not Calibration.load(path).knots:
        path.unlink()
    return path.is_file()


def _others(place: Workplace) -> list[Figures]:
    """Measure on the sets that the recipe names, where they are there."""
    sets = []
    for one in place.recipe.measured:
        paths, missing = place.recipe.files(one.reports)
        for name in missing:
            place.say(f"{name} is not there, so nothing is measured on it")
        if paths:
            place.say(f"measuring on {one.name}")
            sets.append(measure(one.name, paths, read_all(open_reader(place.weights), paths)))
    return sets


def _note(place: Workplace, data: dict[str, Gathered], log: list[Line], kept: int) -> None:
    """Write what the reader was trained on and with, for its card."""
    recipe = asdict(place.recipe)
    del recipe["root"]
    files = {name: place.weights / name for name in (*FILES, CALIBRATION) if (place.weights / name).is_file()}
    notes = {
        "name": place.recipe.name,
        "base": {"name": base_name(), "digest": digest([place.base / "model.safetensors"])},
        "recipe": recipe,
        "data": {
            name: {"sources": [asdict(source) for source in gathered.sources], "missing": gathered.missing}
            for name, gathered in data.items()
        },
        "held_out": kept,
        "calibrated": (place.weights / CALIBRATION).is_file(),
        "log": log,
        "versions": {"Python": platform.python_version(), **{name: version(name) for name in LIBRARIES}},
        "files": {name: {"bytes": path.stat().st_size, "digest": digest([path])} for name, path in files.items()},
    }
    (place.weights / NOTES).write_text(json.dumps(notes, indent=1) + "\n", encoding="utf-8")


def install(weights: Path, into: Path) -> None:
    """Copy a finished reader to the folder `into`; files of an earlier one that this one lacks are removed."""
    into.mkdir(parents=True, exist_ok=True)
    for name in SHIPPED:
        if (weights / name).is_file():
            shutil.copyfile(weights / name, into / name)
        else:
            (into / name).unlink(missing_ok=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line; exit code 1 for what cannot be done, 130 after a stop that was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("recipe", nargs="?", type=Path, default=ROOT / "training" / "recipe.toml")
    parser.add_argument("--out", type=Path, help="where states and weights go (out/ and the name of the recipe)")
    parser.add_argument("--into", type=Path, help="copy the finished reader here, as to src/tocsin/data/reader")
    parser.add_argument("--base", type=Path, help="folder of MiniLM-L6, if not that of the installed package")
    options = parser.parse_args(arguments)
    console = Console(highlight=False, markup=False)
    try:
        recipe = load_recipe(options.recipe)
        out = options.out or ROOT / "out" / recipe.name
        base = with_layers(find_base(options.base), recipe.layers, out / "base")
        weights = run(Workplace(recipe, base, out, console.print))
        if options.into:
            install(weights, options.into)
            console.print(f"the reader is in {options.into}")
    except (Stopped, KeyboardInterrupt):
        console.print("stopped; run the same again to go on")
        return STOPPED
    except (TocsinError, OSError) as error:
        print(f"train: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
