"""axe-core finds no serious fault on any page: by day and by night, on a desk and on a phone."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.pages import EVERY, open_page

pytest.importorskip("axe_playwright_python", reason="axe-core comes with it: pip install axe-playwright-python")

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""The tags of the rules of axe-core that are held to."""
SERIOUS = {"serious", "critical"}
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that colours decide."""


def faults(page: Page, rules: Sequence[str] = RULES) -> list[str]:
    """Return the serious faults of a page as it is, each with the first place where it is found."""
    # What is preloaded are the styles of other sites, and there are none.
    run = "async runOnly => (await axe.run({ resultTypes: ['violations'], preload: false, runOnly })).violations"
    found: list[dict[str, Any]] = page.evaluate(run, list(rules))
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in SERIOUS]


def look_at(page: Page) -> None:
    """Hold a page against the rules: all of them on a desk by day and on a phone by night, colours at the desk too."""
    page.evaluate(AXE)
    page.emulate_media(color_scheme="light")
    by_day = faults(page)
    page.emulate_media(color_scheme="dark")
    by_night = faults(page, COLOURS)
    page.set_viewport_size({"width": 390, "height": 844})
    on_a_phone = faults(page)
    assert (by_day, by_night, on_a_phone) == ([], [], [])


@pytest.mark.parametrize("name", EVERY)
def test_a_page_has_no_serious_fault(name: str, looking: Page) -> None:
    open_page(looking, name)
    look_at(looking)


def test_axe_would_find_one(looking: Page) -> None:
    looking.goto("/add")
    looking.evaluate(AXE)
    looking.evaluate("() => document.querySelector('label[for=text]').remove()")
    assert [one.partition(":")[0] for one in faults(looking)] == ["label"]


def test_what_unfolds_has_none_either(looking: Page) -> None:
    open_page(looking, "incident")
    looking.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })")
    look_at(looking)
