"""Figures of a trained reader, as a file beside its weights: `python -m training.figures WEIGHTS NAME=GOLD... `.

They are those of `tocsin evaluate`, of the weights whose digest the file has; the model card takes every figure here.
Sets that were measured before with the same weights, such as the folds of `training.folds`, stay in the file.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tocsin.errors import InputError, TocsinError
from tocsin.export.record import Json, record
from tocsin.extraction.base import Extractor
from tocsin.extraction.model.extractor import ModelExtractor
from tocsin.extraction.model.network import CALIBRATION, FILES, load_weights
from tocsin.gazetteer.table import open_table
from tocsin.reading.base import Raw
from tocsin.reading.jsonl import JsonLinesReader
from tocsin.scoring.confidence import judge
from tocsin.scoring.figures import Share, score
from tocsin.scoring.gold import gold_of
from tocsin.scoring.reliability import calibration_error, equal_width
from tocsin.settings import load_settings
from tocsin.vocabulary.report import Report
from training.data import digest

NAME = "figures.json"
SHARES = ("incidents", "slots", "relations")
PARTS = ("clean", "exact", "dates", "quotes")
Figures = dict[str, Any]


def open_reader(weights: Path) -> Extractor:
    """Return the reader with the weights in the folder `weights`. Raises PluginError if a file is missing."""
    return ModelExtractor(open_table(load_settings()), load_weights(weights))


def read_all(extractor: Extractor, paths: Iterable[Path]) -> dict[str, Json]:
    """Return the records of all reports in JSON Lines files, by id, with their texts."""
    reader = JsonLinesReader(load_settings())
    found: dict[str, Json] = {}
    for path in paths:
        for item in reader.read(Raw(str(path), path=path)):
            if isinstance(item, Report):
                found[item.id] = record(extractor.extract(item), text=True)
    return found


def gold_in(paths: Iterable[Path]) -> list[Json]:
    """Return the annotated reports in `paths`. Raises InputError that names the first file or line with a fault."""
    found: list[Json] = []
    for path in paths:
        with path.open("rb") as lines:
            gold = gold_of(lines, str(path))
        if gold.rejections:
            raise InputError(f"{gold.rejections[0].item}: {gold.rejections[0].reason}")
        found += gold.reports
    return found


def measure(name: str, paths: Sequence[Path], found: Mapping[str, Json]) -> Figures:
    """Return the figures of the records `found` on the annotated reports in `paths`, as one set called `name`."""
    gold = gold_in(paths)
    figures, judged = score(gold, found), judge(gold, found)
    return {
        "name": name,
        "reports": figures.reports,
        "annotated_incidents": sum(len(report["incidents"]) for report in gold),
        **{one: _share(getattr(figures, one)) for one in SHARES},
        **{one: _rounded(getattr(figures, one)) for one in PARTS},
        "calibration_error": {
            "incidents": _rounded(calibration_error(equal_width(judged.incidents))),
            "slots": _rounded(calibration_error(equal_width(judged.slots))),
        },
        "by_slot": {slot: {**(_share(share) or {}), "wanted": n} for slot, (share, n) in figures.by_slot.items()},
    }


def weights_digest(weights: Path) -> str:
    """Return the SHA-256 of what makes the reader in `weights`, its calibration too. Raises InputError if one lacks."""
    names = (*FILES, CALIBRATION) if (weights / CALIBRATION).is_file() else FILES
    try:
        return digest(weights / name for name in names)
    except OSError as error:
        raise InputError(f"{error.filename}: is missing; export the reader again") from error


def write_figures(weights: Path, sets: Sequence[Figures]) -> Path:
    """Write the figures of the reader in `weights` beside it; return the file."""
    path = weights / NAME
    told = {"weights": weights_digest(weights), "sets": list(sets)}
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return path


def read_figures(weights: Path) -> list[Figures]:
    """Return the figures beside `weights`. Raises InputError if there are none, or those of other weights."""
    path = weights / NAME
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        of, sets = told["weights"], list(told["sets"])
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror or error}; measure the reader first") from error
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{path}: holds no figures; measure the reader again") from error
    if of != weights_digest(weights):
        raise InputError(f"{path}: has the figures of other weights; measure the reader again")
    return sets


def with_known(weights: Path, sets: Sequence[Figures]) -> list[Figures]:
    """Return the figures beside `weights`, if they are of these very weights, and `sets` in place of those so named."""
    try:
        known = read_figures(weights)
    except InputError:
        known = []  # none yet, or those of other weights: either way there are none to keep
    new = {one["name"] for one in sets}
    return [*(one for one in known if one["name"] not in new), *sets]


def _share(share: Share | None) -> dict[str, float] | None:
    if share is None:
        return None
    return {"precision": round(share.precision, 4), "recall": round(share.recall, 4), "f": round(share.f, 4)}


def _rounded(part: float | None) -> float | None:
    return None if part is None else round(part, 4)


def _named(argument: str) -> tuple[str, Path]:
    name, equals, path = argument.partition("=")
    if not (name and equals and path):
        raise argparse.ArgumentTypeError(f"{argument!r}: write NAME=FILE")
    return name, Path(path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and write; exit code 1 if that is not possible."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("weights", type=Path, help="folder of an exported reader")
    parser.add_argument("gold", nargs="+", type=_named, metavar="NAME=GOLD", help="annotated reports; a name can recur")
    options = parser.parse_args(arguments)
    sets: dict[str, list[Path]] = {}
    for name, path in options.gold:
        sets.setdefault(name, []).append(path)
    try:
        extractor = open_reader(options.weights)
        figures = [measure(name, paths, read_all(extractor, paths)) for name, paths in sets.items()]
        print(write_figures(options.weights, with_known(options.weights, figures)))
    except (TocsinError, OSError) as error:
        print(f"figures: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
