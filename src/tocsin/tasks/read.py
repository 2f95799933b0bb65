"""`tocsin read`: inputs in, what each report tells out, one by one as they come."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import as_file, files
from typing import BinaryIO

from tocsin.errors import TocsinError
from tocsin.extraction.base import Extraction, Extractor
from tocsin.gazetteer.build import FILE_NAME
from tocsin.gazetteer.store import is_current
from tocsin.plugins import load
from tocsin.reading.base import Raw, Reader
from tocsin.reading.dispatch import open_readers, read_raw
from tocsin.reading.inputs import collect
from tocsin.settings import Settings
from tocsin.tasks.abreast import abreast
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report

FAULTS = (TocsinError, ArithmeticError, LookupError, ValueError, RecursionError)
"""What one odd report may provoke in an extractor; it costs that report, never the run."""

SAMPLE_SUFFIXES = {".jsonl", ".html", ".txt", ".pdf"}
"""What of the folder of samples is a report; the rest tells of their origin."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person knows better than the inputs and settings; None and "" leave those as they are."""

    published: date | None = None
    country: str = ""
    extractor: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """What reading is done with: the settings with what the person says put into them, and the parts opened by them."""

    settings: Settings
    readers: tuple[Reader, ...]
    extractor: Extractor


def open_parts(options: ReadOptions, settings: Settings) -> Parts:
    """Return the parts that `options` and `settings` name. Raises PluginError, GazetteerError or SettingsError."""
    settings = replace(
        settings,
        country=options.country or settings.country,
        extractor=options.extractor or settings.extractor,
    )
    readers = open_readers(settings)
    gazetteer = load("gazetteers", settings.gazetteer)(settings)
    return Parts(settings, readers, load("extractors", settings.extractor)(settings, gazetteer))


def read(
    arguments: Sequence[str], options: ReadOptions, settings: Settings, stdin: BinaryIO | None = None
) -> Iterator[Extraction | Rejection]:
    """Yield what every report in `arguments` tells, and a rejection for each input that cannot be read.

    `arguments` are files, folders, URLs and "-" for `stdin` (standard input if None). The parts are opened before
    anything is read. Raises PluginError, GazetteerError or SettingsError if one cannot be; a bad input never raises.
    """
    # 1. Open the parts; what the person says goes before the settings.
    parts = open_parts(options, settings)
    # 2. Collect the inputs: bytes with a name.
    found = collect(arguments, parts.settings, stdin or sys.stdin.buffer)
    # 3. Bytes become reports, 4. with the day that the person gives, 5. and reports become extractions.
    reports = (item if isinstance(item, Rejection) else hinted(item, options) for item in _reports(found, parts))
    return abreast(lambda item: item if isinstance(item, Rejection) else extracted(item, parts.extractor), reports)


def builds_first(settings: Settings) -> bool:
    """Whether reading must first build the table of places, which takes some seconds: it is missing, old or damaged."""
    return settings.gazetteer == "table" and not is_current(settings.data_dir / FILE_NAME)


def samples(stack: ExitStack) -> list[str]:
    """Return the paths of the bundled sample reports, sorted; they are there until `stack` closes."""
    folder = stack.enter_context(as_file(files("tocsin") / "data" / "samples"))
    return [str(path) for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix in SAMPLE_SUFFIXES]


def hinted(report: Report, options: ReadOptions) -> Report:
    """Return `report` with the day that the person gives for that of the page, without the moment, which is the page's.

    None given, it stays as it is.
    """
    if options.published in (None, report.published):
        return report
    return replace(report, published=options.published, published_at=None)


def extracted(report: Report, extractor: Extractor) -> Extraction | Rejection:
    """Return what `extractor` finds in `report`, or the rejection that says why it cannot read it."""
    name = report.url or report.title or report.id
    try:
        return extractor.extract(report)
    except TocsinError as error:
        return Rejection(name, "extraction", str(error))
    except FAULTS as error:
        return Rejection(name, "extraction", f"the extractor failed on it: {type(error).__name__}: {error}")


def _reports(found: Iterable[Raw | Rejection], parts: Parts) -> Iterator[Report | Rejection]:
    for item in found:
        if isinstance(item, Rejection):
            yield item
        else:
            yield from read_raw(item, parts.readers)
