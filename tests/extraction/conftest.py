"""The extractor by rules over the built-in gazetteer, opened once."""

from collections.abc import Callable
from datetime import date

import pytest

from tocsin.extraction.base import Extraction
from tocsin.extraction.rules.extractor import RulesExtractor, open_rules
from tocsin.extraction.rules.notes import Notes, take_notes
from tocsin.gazetteer.base import Gazetteer
from tocsin.gazetteer.table import open_table
from tocsin.settings import load_settings
from tocsin.testing.builders import a_report

PUBLISHED = date(2024, 5, 9)  # a Thursday


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return open_table(load_settings())


@pytest.fixture(scope="session")
def extractor(gazetteer: Gazetteer) -> RulesExtractor:
    return open_rules(load_settings(), gazetteer)


@pytest.fixture(scope="session")
def read(extractor: RulesExtractor) -> Callable[..., Extraction]:
    def reading(text: str, published: date | None = PUBLISHED) -> Extraction:
        return extractor.extract(a_report(text, published=published))

    return reading


@pytest.fixture(scope="session")
def note(gazetteer: Gazetteer) -> Callable[[str], Notes]:
    def noting(text: str) -> Notes:
        return take_notes(a_report(text, published=PUBLISHED), gazetteer, ())

    return noting
