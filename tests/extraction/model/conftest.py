"""The learned reader as it ships, opened once."""

from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from tocsin.extraction.base import Extraction
from tocsin.extraction.model.extractor import ModelExtractor, bundled, open_model
from tocsin.extraction.model.network import Weights
from tocsin.gazetteer.base import Gazetteer
from tocsin.settings import load_settings
from tocsin.testing.builders import a_report

PUBLISHED = date(2024, 5, 9)  # a Thursday


@pytest.fixture(scope="session")
def folder() -> Path:
    """The folder of the weights in this installation."""
    return Path(str(files("tocsin") / "data" / "reader"))


@pytest.fixture(scope="session")
def weights() -> Weights:
    return bundled()


@pytest.fixture(scope="session")
def model(gazetteer: Gazetteer) -> ModelExtractor:
    return open_model(load_settings(), gazetteer)


@pytest.fixture(scope="session")
def told(model: ModelExtractor) -> Callable[..., Extraction]:
    def telling(text: str, published: date | None = PUBLISHED, language: str = "en") -> Extraction:
        return model.extract(a_report(text, published=published, language=language))

    return telling
