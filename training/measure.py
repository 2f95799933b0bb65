"""Measure an exported reader: `python -m training.measure FOLDER GOLD... [--fold N]` prints its figures by slot."""

import argparse
from pathlib import Path

from tocsin.export.record import Json, record
from tocsin.extraction.model.extractor import ModelExtractor
from tocsin.extraction.model.network import load_weights
from tocsin.gazetteer.table import open_table
from tocsin.reading.base import Raw
from tocsin.reading.jsonl import JsonLinesReader
from tocsin.scoring.figures import Share, score
from tocsin.settings import load_settings
from tocsin.vocabulary.report import Report
from training.data import fold_of
from training.examples import reports


def predictions(extractor: ModelExtractor, paths: list[Path], fold: int | None) -> dict[str, Json]:
    """Return the records of the reports in `paths`, by id; only those of `fold` if one is given."""
    reader = JsonLinesReader(load_settings())
    found: dict[str, Json] = {}
    for path in paths:
        for item in reader.read(Raw(str(path), path=path)):
            if isinstance(item, Report) and fold in (None, fold_of(item.id)):
                found[item.id] = record(extractor.extract(item), text=True)
    return found


def told(name: str, share: Share | float | None) -> str:
    """Return one line of the table, in percent."""
    if isinstance(share, Share):
        return f"{name:16s} P {share.precision:6.1%}  R {share.recall:6.1%}  F {share.f:6.1%}"
    return f"{name:16s} {'-' if share is None else format(share, '6.1%')}"


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="what training.export wrote")
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--fold", type=int, help="only the reports that --hold-out left out")
    options = parser.parse_args()
    extractor = ModelExtractor(open_table(load_settings()), load_weights(options.folder))
    found = predictions(extractor, options.gold, options.fold)
    figures = score([r for r in reports(options.gold) if r["id"] in found], found)
    for slot, (share, wanted) in sorted(figures.by_slot.items()):
        print(f"  {told(slot, share)}  ({wanted} in the gold)")
    for name in ("incidents", "slots", "relations", "clean", "exact", "dates", "quotes"):
        print(told(name, getattr(figures, name)))


if __name__ == "__main__":
    main()
