"""The whole path: `python -m training.run [RECIPE] [--out FOLDER] [--into FOLDER]`, or `make train`.

Data, stages, export, judge and calibration, figures, model card, in this order. Run again, it goes on where it was
stopped.
"""

import argparse
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from tocsin.errors import TocsinError
from tocsin.extraction.model.network import CALIBRATION, FILES
from training.base import find_base, with_layers
from training.card import CARD, HELD_OUT, NOTES, write_card
from training.course import prepare
from training.data import Material, Report, annotated, gather_all, held_out, write_reports
from training.export import export
from training.figures import NAME as FIGURES
from training.figures import Figures, gold_in, measure, open_reader, read_all, write_figures
from training.folds import cross_validate
from training.notes import write_notes
from training.recipe import FOLD, ROOT, load_recipe
from training.stages import FOLDERS, Trainer, Workplace
from training.stopping import Stop, Stopped

SHIPPED = (*FILES, CALIBRATION, FIGURES, NOTES, CARD)
"""What is copied where the reader is to be used."""
STOPPED = 130


def run(place: Workplace) -> Path:
    """Carry out the recipe and return the folder with the reader, its figures and its card.

    Raises InputError for data or states that cannot be used, OutputError if a state cannot be written, Stopped if
    somebody asked to stop while it trained.
    """
    recipe = place.recipe
    prepare(recipe.threads)
    # 1. gather and check all data: better now than after hours
    data = gather_all(recipe)
    kept = held_out(recipe)
    _tell(place, data, calibrates=bool(data.folds or kept))
    for one in recipe.measured:
        gold_in(recipe.files(one.reports)[0])
    # 2. train the stages, and then the readers that do without a fold
    with Stop() as stop:
        trainer = Trainer(place, lambda: stop.asked)
        states = trainer.stages(data.stages)
        readers = trainer.folds(data.without)
    # 3. export, fit judge and calibration, measure
    place.say(f"writing the weights to {place.weights}")
    (place.weights / CALIBRATION).unlink(missing_ok=True)
    export(states, place.base, place.weights)
    sets = [
        *_cross_validated(place, readers, data.folds),
        *use_held_out(place, kept, fitted=bool(readers)),
        *_others(place),
    ]
    # 4. say what it is
    write_notes(place.weights, recipe, place.base, data, trainer.log)
    write_figures(place.weights, sets)
    place.say(f"the card is in {write_card(place.weights)}")
    return place.weights


def _tell(place: Workplace, data: Material, *, calibrates: bool) -> None:
    """Say what each stage is trained on, what is not there, and what the reader will do without."""
    recipe = place.recipe
    stages = {f"stage {name}": gathered for name, gathered in data.stages.items()}
    for name, gathered in (stages | {f"{FOLD}{fold}": gathered for fold, gathered in data.without.items()}).items():
        incidents = sum(source.incidents for source in gathered.sources)
        place.say(f"{name}: {len(gathered.reports)} reports, {incidents} incidents, {len(gathered.sources)} sources")
        for missing in gathered.missing:
            place.say(f"{name}: {missing} is not there, so it is trained without")
    if recipe.folds and not data.folds:
        place.say(f"{', '.join(recipe.folds.reports)}: not there, so no reader is trained without a fold of it")
    if not calibrates:
        place.say("no reports are held out, so the reader gets neither a judge nor a calibration")


def _cross_validated(
    place: Workplace, readers: Mapping[int, Path], folds: Mapping[int, Sequence[Report]]
) -> list[Figures]:
    """Fit judge and calibration on what readers find in the folds that they have not learned from; measure on those."""
    if not readers or place.recipe.folds is None:
        return []
    work = place.out / FOLDERS
    gold: dict[str, list[Path]] = {}
    for number, (name, patterns) in enumerate(place.recipe.folds.sets.items()):
        ids = {str(report["id"]) for path in place.recipe.files(patterns)[0] for report in annotated(path)}
        here = [report for left_out in folds.values() for report in left_out if str(report["id"]) in ids]
        if here:
            gold[name] = [work / f"reports-{number}.jsonl"]
            write_reports(gold[name][0], here)
    return cross_validate(readers, gold, place.weights, work)


def use_held_out(place: Workplace, kept: Sequence[Report], *, fitted: bool) -> list[Figures]:
    """Measure on the reports that no stage was trained on, and fit judge and calibration on them unless `fitted`."""
    if not kept:
        return []
    work = place.out / HELD_OUT
    gold = work / "reports.jsonl"
    write_reports(gold, kept)
    if not fitted:
        return cross_validate({place.recipe.hold_out: place.weights}, {HELD_OUT: [gold]}, place.weights, work)
    return [measure(HELD_OUT, [gold], read_all(open_reader(place.weights), [gold]))]


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
