"""Writes the pictures of docs/web.md: the site on the bundled samples, as a browser shows it.

`python -m tests.browser.pictures` writes them anew; run it when the pages or the samples change.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.chromium import Visit, a_browser, installed
from tests.browser.pages import open_page
from tests.browser.sites import make_tracker, served

IMAGES = Path(__file__).parents[2] / "docs" / "images"
DESK = {"width": 1080, "height": 620}
SHOWN = {"overview": "", "incident": "", "report": "", "review": "", "tempo": "dark"}
"""The pages that there is a picture of, by their names in `tests.browser.pages`; some by night."""


def show(page: Page, name: str) -> None:
    """Write the picture of the page called `name`."""
    page.emulate_media(color_scheme="dark" if SHOWN[name] else "light", reduced_motion="reduce")
    open_page(page, name)
    page.screenshot(path=IMAGES / f"web-{name}.png", animations="disabled")


def show_all() -> None:
    """Write all pictures."""
    with tempfile.TemporaryDirectory() as folder:
        tracker = Path(folder) / "tracker.db"
        make_tracker(tracker)
        with served(Path(folder), tracker, "--no-login") as site, a_browser() as browser:
            page = Visit(browser.new_context(base_url=site.address, viewport=DESK)).page  # type: ignore[arg-type]  # its keys
            for name in SHOWN:
                show(page, name)


if __name__ == "__main__":
    if installed() is None:
        print("The pictures of docs/web.md stay as they are: Chromium is not installed")
    else:
        show_all()
