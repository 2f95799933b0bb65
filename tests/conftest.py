"""What all tests share: a gazetteer that is built once and kept between runs, apart from the user's own."""

import os

import pytest


def pytest_configure(config: pytest.Config) -> None:
    os.environ["TOCSIN_DATA_DIR"] = str(config.cache.mkdir("tocsin-data")) if config.cache else ""
    os.environ.pop("TOCSIN_SETTINGS", None)
