"""What all tests share: a gazetteer that is built once and kept between runs, apart from the user's own."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no fault of the code: no property is measured by the clock.
settings.register_profile("tocsin", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tocsin")


def pytest_configure(config: pytest.Config) -> None:
    os.environ["TOCSIN_DATA_DIR"] = str(Path(config.rootpath) / ".pytest_cache" / "d" / "tocsin-data")
    os.environ.pop("TOCSIN_SETTINGS", None)
