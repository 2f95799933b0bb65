"""What the tests with a browser share: Chromium, sites for it, and the promise that nothing but the site is asked.

Each worker of pytest has its own: a tracker of the samples that is made once, one site on it for tests that only
look, and for tests that write a site on a copy. The browser ends with each module, since Playwright leaves an event
loop running in the thread for as long as it is open, and other tests start loops of their own.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright", reason="Playwright drives the browser: pip install playwright")

from playwright.sync_api import Browser, Page

from tests.browser.chromium import Visit, a_browser, installed
from tests.browser.sites import Served, make_tracker, served

Visitor = Callable[..., Visit]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if installed() is None:
        pytest.skip("Chromium is not installed (on Debian: apt install chromium)")
    with a_browser() as found:
        yield found


@pytest.fixture(scope="session")
def samples_tracker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("samples") / "tracker.db"
    make_tracker(path)
    return path


@pytest.fixture(scope="session")
def shelf(samples_tracker: Path) -> Iterator[Served]:
    """A site on the samples for tests that only look at it."""
    with served(samples_tracker.parent, samples_tracker, "--no-login") as found:
        yield found


@pytest.fixture(scope="module")
def desk(samples_tracker: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site on the samples for tests that write; each of them leaves the incidents of the others alone."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(samples_tracker, folder / "tracker.db")
    with served(folder, folder / "tracker.db", "--no-login") as found:
        yield found


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visitor]:
    """Return what opens a visit: options are those of a context of Playwright, such as `java_script_enabled`.

    At the end, no visit may have asked another machine for anything, or run into an error or the site's own policy.
    """
    visits: list[Visit] = []

    def visiting(site: Served, **options: Any) -> Visit:
        settings = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options}
        visits.append(Visit(browser.new_context(base_url=site.address, **settings)))
        return visits[-1]

    yield visiting
    for one in visits:
        one.context.close()
    assert [address for one in visits for address in one.foreign()] == []
    assert [fault for one in visits for fault in one.faults] == []


@pytest.fixture
def looking(visit: Visitor, shelf: Served) -> Page:
    """Return a page of somebody who looks at the samples."""
    return visit(shelf).page


@pytest.fixture
def writing(visit: Visitor, desk: Served) -> Page:
    """Return a page of somebody who decides on the samples."""
    return visit(desk).page
