"""Cross-validate: `python -m training.folds 0=WEIGHTS 1=WEIGHTS ... --gold FILES --into FINAL`.

WEIGHTS are readers that were each trained with one fold of the reports in FILES held out (`training.train --hold-out`),
FINAL one that was trained on all. What each finds in the fold that it has not learned from is put together; on that the
judge and the calibration are fitted, and both are written into FINAL. The figures that are printed are of the same
reports: the judge's two dozen numbers were fitted on them, the network was not.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tocsin.errors import TocsinError
from tocsin.extraction.model.judging import FEATURES
from tocsin.extraction.model.network import CALIBRATION
from tocsin.scoring.figures import score
from training import calibrate
from training.data import fold_of, write_reports
from training.examples import reports
from training.figures import open_reader
from training.judge import fit, gathered, write
from training.measure import predictions, told

RECORDS, GOLD = "folds-records.jsonl", "folds-gold.jsonl"


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, write and print; exit code 1 if that is not possible."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folds", nargs="+", metavar="FOLD=WEIGHTS", help="a fold (0 to 4) and the reader without it")
    parser.add_argument("--gold", nargs="+", type=Path, required=True, help="the annotated reports that have the folds")
    parser.add_argument("--into", type=Path, required=True, help="folder of the reader that was trained on all")
    parser.add_argument("--work", type=Path, default=Path("out/folds"), help="where records and gold are written")
    options = parser.parse_args(arguments)
    try:
        readers = {int(fold): Path(folder) for fold, _, folder in (one.partition("=") for one in options.folds)}
        return _run(readers, options.gold, options.into, options.work)
    except ValueError:
        parser.error("write FOLD=WEIGHTS with a number from 0 to 4")
    except (TocsinError, OSError) as error:
        print(f"folds: {error}", file=sys.stderr)
    return 1


def _run(readers: dict[int, Path], gold: Sequence[Path], into: Path, work: Path) -> int:
    tables = [gathered(folder, gold, fold) for fold, folder in readers.items()]
    features, right = (np.concatenate(parts) for parts in zip(*tables, strict=True))
    slopes, bias = fit(features, right)
    print(f"{len(right)} incidents put together, {right.mean():.1%} of them annotated; the judge's weights:")
    print(", ".join(f"{name} {slope:+.2f}" for name, slope in zip(FEATURES, slopes, strict=True)))
    for folder in {*readers.values(), into}:
        write(folder, slopes, bias)
        (folder / CALIBRATION).unlink(missing_ok=True)
    found = {}
    for fold, folder in readers.items():
        found |= predictions(open_reader(folder), gold, fold)
    kept = [report for report in reports(gold) if fold_of(report["id"]) in readers]
    figures = score(kept, found)
    for name in ("incidents", "slots", "relations", "clean", "exact", "dates"):
        print(told(name, getattr(figures, name)))
    for slot, (share, wanted) in sorted(figures.by_slot.items()):
        print(f"  {told(slot, share)}  ({wanted} in the gold)")
    write_reports(work / GOLD, kept)
    (work / RECORDS).write_text("".join(json.dumps(one) + "\n" for one in found.values()), encoding="utf-8")
    return calibrate.main([str(work / RECORDS), str(work / GOLD), "--out", str(into / CALIBRATION)])


if __name__ == "__main__":
    sys.exit(main())
