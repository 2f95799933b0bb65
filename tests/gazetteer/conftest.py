"""A gazetteer of everything for tests of reading, and one of a few places for tests of building."""

import itertools
import os
from pathlib import Path

import pytest

from tocsin.gazetteer import build as building
from tocsin.gazetteer import sources
from tocsin.gazetteer.table import TableGazetteer, open_table
from tocsin.settings import Settings, load_settings


@pytest.fixture(scope="session")
def gazetteer() -> TableGazetteer:
    return open_table(load_settings())


@pytest.fixture
def own_settings(gazetteer: TableGazetteer, tmp_path: Path) -> Settings:
    """A data folder of the test's own, with the whole gazetteer in it and no places of a user."""
    os.link(load_settings().data_dir / building.FILE_NAME, tmp_path / building.FILE_NAME)
    return Settings(data_dir=tmp_path)


@pytest.fixture
def few_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds take a few hundred places instead of 280,000."""
    rows = list(itertools.islice(sources.town_rows(), 300))
    areas = list(itertools.islice(sources.read_areas(), 100))
    airports = list(itertools.islice(sources.read_airports(), 50))
    monkeypatch.setattr(sources, "town_rows", lambda: iter(rows))
    monkeypatch.setattr(building, "read_areas", lambda: iter(areas))
    monkeypatch.setattr(building, "read_airports", lambda: iter(airports))
