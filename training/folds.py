"""Cross-validate: `python -m training.folds 0=WEIGHTS 1=WEIGHTS ... --gold FILES --into FINAL`.

WEIGHTS are readers that were each trained with one fold of the reports in FILES held out (`training.train --hold-out`),
FINAL one that was trained on all. What each finds in the fold that it has not learned from is put together; on that the
judge and the calibration are fitted, and both are written into FINAL, with the figures. The figures are of the same
reports: the judge's two dozen numbers and the calibration were fitted on them, the network was not.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from tocsin.errors import InputError, TocsinError
from tocsin.export.record import Json, record
from tocsin.extraction.base import Extraction
from tocsin.extraction.calibration import Calibration, calibrated
from tocsin.extraction.model.judging import FEATURES
from tocsin.extraction.model.network import CALIBRATION
from tocsin.reading.base import Raw
from tocsin.reading.jsonl import JsonLinesReader
from tocsin.scoring.figures import score
from tocsin.settings import load_settings
from tocsin.vocabulary.report import Report
from training import calibrate
from training.data import fold_of, write_reports
from training.examples import reports
from training.figures import Figures, measure, open_reader, write_figures
from training.judge import enough, fit, gathered, write
from training.measure import told
from training.recipe import FOLDS

RECORDS, GOLD = "folds-records.jsonl", "folds-gold.jsonl"
Readers = Mapping[int, Path]
"""The folder of the reader that has not learned from a fold, by the number of the fold."""


def cross_validate(readers: Readers, sets: Mapping[str, Sequence[Path]], into: Path, work: Path) -> list[Figures]:
    """Write judge and calibration into the reader `into`, print what they are, and return the figures of each set.

    `sets` are the annotated reports by the name of their set: the judge is fitted on all, the calibration on the first.
    Either is left out where too little is found to fit it on. In `work` stands what the calibration was fitted on.
    Raises InputError if no report is of one of the folds.
    """
    gold = [path for paths in sets.values() for path in paths]
    kept = {name: [r for r in reports(paths) if fold_of(str(r["id"])) in readers] for name, paths in sets.items()}
    if not any(kept.values()):
        raise InputError(f"{', '.join(map(str, gold))}: no report is of fold {', '.join(map(str, readers))}")
    # Calibrated on the first set alone, the harder one: confidences are to hold on texts unlike those learned from too.
    hardest = next(here for here in kept.values() if here)
    write_reports(work / GOLD, hardest)
    _fit_judge(readers, gold, into)
    found: dict[str, Extraction] = {}
    for fold, folder in readers.items():
        (folder / CALIBRATION).unlink(missing_ok=True)
        found |= _read_fold(folder, gold, fold)
    known = _calibrate({str(report["id"]): found[str(report["id"])] for report in hardest}, into, work)
    records = {report: _calibrated_record(extraction, known) for report, extraction in found.items()}
    figures: list[Figures] = []
    for name, here in kept.items():
        if here:
            own = work / f"folds-gold-{len(figures)}.jsonl"
            write_reports(own, here)
            print(name)
            _print(here, records)
            figures.append(measure(name, [own], records))
    return figures


def _fit_judge(readers: Readers, gold: Sequence[Path], into: Path) -> None:
    """Fit the judge on what all readers put together, and write it into each of them and into `into`."""
    tables = [table for fold, folder in readers.items() if len((table := gathered(folder, gold, fold))[1])]
    right = np.concatenate([np.zeros(0), *(part for _, part in tables)])
    if not enough(right):
        print(f"{len(right)} incidents put together: too few of both sorts to fit a judge")
        return
    slopes, bias = fit(np.concatenate([part for part, _ in tables]), right)
    print(f"{len(right)} incidents put together, {right.mean():.1%} of them annotated; the judge's weights:")
    print(", ".join(f"{name} {slope:+.2f}" for name, slope in zip(FEATURES, slopes, strict=True)))
    for folder in {*readers.values(), into}:
        write(folder, slopes, bias)


def _read_fold(folder: Path, gold: Sequence[Path], fold: int) -> dict[str, Extraction]:
    """Return what the reader in `folder` finds in the reports of `fold`, by their ids."""
    extractor, reader = open_reader(folder), JsonLinesReader(load_settings())
    items = (item for path in gold for item in reader.read(Raw(str(path), path=path)))
    return {i.id: extractor.extract(i) for i in items if isinstance(i, Report) and fold_of(i.id) == fold}


def _calibrate(found: Mapping[str, Extraction], into: Path, work: Path) -> Calibration:
    """Fit the calibration on `found` and write it into `into`; one that says nothing of any slot is not written."""
    path = into / CALIBRATION
    path.unlink(missing_ok=True)
    write_reports(work / RECORDS, (record(extraction, text=True) for extraction in found.values()))
    calibrate.main([str(work / RECORDS), str(work / GOLD), "--out", str(path)])
    known = Calibration.load(path) if path.is_file() else Calibration()
    if not known.knots:
        path.unlink(missing_ok=True)
        print("too little is found to calibrate on")
    return known


def _calibrated_record(extraction: Extraction, known: Calibration) -> Json:
    mentions = tuple(calibrated(mention, known) for mention in extraction.mentions)
    return record(replace(extraction, mentions=mentions), text=True)


def _print(kept: Sequence[Json], records: Mapping[str, Json]) -> None:
    figures = score(kept, records)
    for name in ("incidents", "slots", "relations", "clean", "exact", "dates"):
        print(told(name, getattr(figures, name)))
    for slot, (share, wanted) in sorted(figures.by_slot.items()):
        print(f"  {told(slot, share)}  ({wanted} in the gold)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, write and print; exit code 1 if that is not possible."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folds", nargs="+", metavar="FOLD=WEIGHTS", help="a fold (0 to 4) and the reader without it")
    parser.add_argument("--gold", nargs="+", type=Path, required=True, help="the annotated reports that have the folds")
    parser.add_argument("--into", type=Path, required=True, help="folder of the reader that was trained on all")
    parser.add_argument("--work", type=Path, default=Path("out/folds"), help="where records and gold are written")
    parser.add_argument("--name", default="corpus, cross-validated", help="what the set is called among the figures")
    parser.add_argument("--also", nargs="+", type=Path, default=[], help="more of them, measured as a set of their own")
    parser.add_argument("--also-name", default="news stories, cross-validated", help="what that set is called")
    options = parser.parse_args(arguments)
    try:
        readers = dict(_reader(one) for one in options.folds)
    except ValueError:
        parser.error(f"write FOLD=WEIGHTS with a number from 0 to {FOLDS - 1}")
    try:
        sets = {options.name: options.gold} | ({options.also_name: options.also} if options.also else {})
        print(write_figures(options.into, cross_validate(readers, sets, options.into, options.work)))
    except (TocsinError, OSError) as error:
        print(f"folds: {error}", file=sys.stderr)
        return 1
    return 0


def _reader(argument: str) -> tuple[int, Path]:
    """Return fold and folder. Raises ValueError if there is no such fold."""
    fold, _, folder = argument.partition("=")
    return range(FOLDS).index(int(fold)), Path(folder)


if __name__ == "__main__":
    sys.exit(main())
