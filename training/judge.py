"""Fit the judge: `python -m training.judge WEIGHTS GOLD... [--fold N]` writes it into the heads of the reader WEIGHTS.

The reports must be ones that the network has not learned from. A logistic regression with a small penalty says from the
features of `tocsin.extraction.model.judging` how likely an incident is annotated; of two that tell of one incident only
the better one is, so it learns to drop repeats as well.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]  # the package brings no types

from tocsin.export.record import Json, record
from tocsin.extraction.base import Extraction
from tocsin.extraction.model.extractor import ModelExtractor
from tocsin.extraction.model.judging import FEATURES, features_of
from tocsin.extraction.model.mentions import mention_of
from tocsin.extraction.model.network import HEADS, load_weights
from tocsin.extraction.rules.notes import take_notes
from tocsin.gazetteer.base import Gazetteer
from tocsin.gazetteer.table import open_table
from tocsin.reading.base import Raw
from tocsin.reading.jsonl import JsonLinesReader
from tocsin.scoring.alignment import match
from tocsin.settings import load_settings
from tocsin.vocabulary.report import Report
from training.data import UNSEEN, fold_of
from training.examples import reports

Table = NDArray[np.float64]
PENALTY = 1.0
FEWEST = 30
"""Incidents that must be annotated, and as many that must not be, for a judge to be fitted."""


def rows_of(
    extractor: ModelExtractor, gazetteer: Gazetteer, report: Report, gold: Json
) -> Iterator[tuple[list[float], float]]:
    """Yield the features of every incident that `extractor` puts together of `report`, and 1 if it is annotated."""
    notes = take_notes(report, gazetteer, ())
    reading = extractor.put_together(notes)
    incidents = reading.incidents
    if not incidents:
        return
    mentions = tuple(mention_of(reading, i, n, extractor.method) for n, i in enumerate(incidents, start=1))
    matching = match(gold, record(Extraction(report, mentions), text=True))
    right = set(matching.same.values())
    for number, row in enumerate(features_of(reading)):
        if number not in matching.spare:
            yield row.tolist(), float(number in right)


def enough(right: Table) -> bool:
    """Whether there is enough of both sorts in `right` [rows] to fit a judge."""
    return FEWEST <= float(right.sum()) <= len(right) - FEWEST


def fit(features: Table, right: Table) -> tuple[Table, float]:
    """Return weights [features] and bias of a regression of `right` [rows] on `features` [rows, features]."""
    mean, spread = features.mean(0), features.std(0) + 1e-3
    scaled = (features - mean) / spread

    def loss(values: Table) -> tuple[float, Table]:
        margin = scaled @ values[:-1] + values[-1]
        miss = 1 / (1 + np.exp(-margin)) - right
        total = np.logaddexp(0, margin).sum() - (right * margin).sum() + PENALTY * (values[:-1] ** 2).sum() / 2
        return float(total), np.append(scaled.T @ miss + PENALTY * values[:-1], miss.sum())

    found = minimize(loss, np.zeros(features.shape[1] + 1), jac=True, method="L-BFGS-B").x
    weights = found[:-1] / spread
    return weights, float(found[-1] - (weights * mean).sum())


def gathered(weights: Path, paths: Iterable[Path], fold: int | None) -> tuple[Table, Table]:
    """Return features [incidents, features] and whether each incident is annotated [incidents]."""
    gazetteer = open_table(load_settings())
    extractor = ModelExtractor(gazetteer, load_weights(weights))
    reader = JsonLinesReader(load_settings())
    features, right = [], []
    for path in paths:
        if UNSEEN in path.parts:
            raise SystemExit(f"{path}: figures are published of {UNSEEN}; fit on other reports")
        gold = {report["id"]: report for report in reports([path])}
        for item in reader.read(Raw(str(path), path=path)):
            if isinstance(item, Report) and fold in (None, fold_of(item.id)):
                for row, annotated in rows_of(extractor, gazetteer, item, gold[item.id]):
                    features.append(row)
                    right.append(annotated)
    return np.array(features), np.array(right)


def write(weights: Path, slopes: Table, bias: float) -> None:
    """Write the judge into the heads in the folder `weights`."""
    with np.load(weights / HEADS) as saved:
        heads = {name: saved[name] for name in saved.files}
    heads["judge.weight"] = slopes[None].astype(np.float32)
    heads["judge.bias"] = np.array([bias], dtype=np.float32)
    np.savez_compressed(weights / HEADS, **heads)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("weights", type=Path, help="folder of the reader")
    parser.add_argument("gold", nargs="+", type=Path, help="annotated reports, JSON Lines")
    parser.add_argument("--fold", type=int, help="only the reports that --hold-out left out")
    options = parser.parse_args(arguments)
    features, right = gathered(options.weights, options.gold, options.fold)
    if not enough(right):
        raise SystemExit(f"{len(right)} incidents are put together, too few of both sorts to fit a judge")
    slopes, bias = fit(features, right)
    write(options.weights, slopes, bias)
    print(f"{len(right)} incidents, {right.mean():.1%} of them annotated")
    for name, slope in zip(FEATURES, slopes, strict=True):
        print(f"  {name:20s} {slope:+.2f}")


if __name__ == "__main__":
    main()
