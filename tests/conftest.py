"""What all tests share: a gazetteer that is built once and kept between runs, apart from the user's own."""

import os
from pathlib import Path

import pytest


def pytest_configure(config: pytest.Config) -> None:
    os.environ["TOCSIN_DATA_DIR"] = str(Path(config.rootpath) / ".pytest_cache" / "d" / "tocsin-data")
    os.environ.pop("TOCSIN_SETTINGS", None)
