"""The pages of the site, as tests go through them, and how they are found."""

import re

from playwright.sync_api import Page

PLAIN = {
    "overview": "/",
    "filtered": "/?kind=rocket&disputed=true",
    "nothing": "/?since=1999-01-01&until=1999-01-02",
    "wrong filter": "/?since=yesterday",
    "map": "/map",
    "review": "/review",
    "add": "/add",
    "tempo": "/tempo",
    "actors": "/actors",
    "claims": "/claims",
    "sources": "/sources",
    "brief": "/brief",
    "decisions": "/decisions",
    "settings": "/settings",
    "missing": "/incidents/inc-none",
}
"""Pages by what they are called here; those of one incident, report or actor are found by `address_of`."""
LED_TO = {
    "incident": ("/?sort=-voices", "table.incidents tbody th a"),
    "report": ("/incidents", "article.witness h3 a"),
    "actor": ("/actors", "main table tbody th a"),
}
EVERY = (*PLAIN, *LED_TO)


def open_page(page: Page, name: str) -> None:
    """Go to the page called `name`, and wait until all of it is there."""
    if name in PLAIN:
        page.goto(PLAIN[name])
    elif name == "report":
        open_page(page, "incident")
        page.locator(LED_TO[name][1]).first.click()
    else:
        start, link = LED_TO[name]
        page.goto(start)
        page.locator(link).first.click()
    settled(page)


def settled(page: Page) -> None:
    """Wait until what comes after the page itself is there."""
    page.wait_for_load_state("load")
    page.wait_for_function("() => !document.querySelector('[aria-busy]')")


def count_of(page: Page) -> int:
    """Return how many incidents the overview says there are."""
    found = re.match(r"([\d,]+) incident", page.locator("h1").inner_text())
    assert found, page.locator("h1").inner_text()
    return int(found[1].replace(",", ""))
