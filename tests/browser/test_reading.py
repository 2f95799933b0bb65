"""Looking at the site as people do: without script, by keyboard, on a phone, on paper, by a brush over time."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.pages import EVERY, LED_TO, count_of, open_page, settled
from tests.browser.sites import Served

FOCUSED = "() => { const at = document.activeElement; return at.textContent.trim() || at.name || at.tagName; }"
OUTLINE = "() => getComputedStyle(document.activeElement).outlineStyle"
WIDTH = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def test_pages_are_read_without_script(visit: Visitor, shelf: Served) -> None:
    page = visit(shelf, java_script_enabled=False).page
    page.goto("/?kind=rocket")
    expect(page.locator("table.incidents tbody tr")).to_have_count(count_of(page))
    page.get_by_role("link", name="Show them on a map").click()
    expect(page.locator("figure.map svg")).to_be_visible()
    page.go_back()
    page.get_by_label("To", exact=True).fill("2020-08-01")
    page.get_by_role("button", name="Show").click()
    assert "until=2020-08-01" in page.url
    page.locator("table.incidents th a").first.click()
    page.locator("a.quote").first.click()
    marked = page.locator(".text .w")
    assert marked.count() > 1
    expect(marked.first).to_be_in_viewport()
    page.goto("/review")
    expect(page.get_by_role("button", name="Same")).to_be_visible()


def test_a_brush_asks_for_the_days_under_it(looking: Page) -> None:
    looking.goto("/")
    settled(looking)
    bars = looking.locator("figure.bars a[data-since]")
    bars.first.scroll_into_view_if_needed()
    begin, end = bars.nth(bars.count() - 6), bars.nth(bars.count() - 2)
    since, until = begin.get_attribute("data-since"), end.get_attribute("data-until")
    boxes = [one.locator(".grip").bounding_box() for one in (begin, end)]
    middles = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes if box]
    looking.mouse.move(*middles[0])
    looking.mouse.down()
    looking.mouse.move(*middles[1], steps=4)
    with looking.expect_navigation():
        looking.mouse.up()
    assert looking.get_by_label("From", exact=True).input_value() == since
    assert looking.get_by_label("To", exact=True).input_value() == until
    settled(looking)
    caption = looking.locator("figure.map figcaption")
    expect(caption).to_contain_text("with a place")
    assert sum(map(int, re.findall(r"\d+", caption.inner_text()))) == count_of(looking)


def test_the_keyboard_leads_to_the_words_that_prove_it(looking: Page) -> None:
    looking.goto("/")
    settled(looking)
    looking.keyboard.press("Tab")
    assert looking.evaluate(FOCUSED) == "Skip to the content"
    expect(looking.locator(":focus")).to_be_in_viewport()
    with looking.expect_event("framenavigated"):
        looking.keyboard.press("Enter")
    looking.keyboard.press("Tab")
    assert looking.locator("main :focus").count() == 1
    assert looking.evaluate(OUTLINE) != "none"
    for wanted in ("table.incidents th a", "a.quote"):
        for _ in range(80):
            if looking.locator(f"{wanted}:focus").count():
                break
            looking.keyboard.press("Tab")
        assert looking.evaluate(OUTLINE) != "none", wanted
        with looking.expect_navigation():
            looking.keyboard.press("Enter")
    expect(looking.locator(".at:target + .w, .at:target + .at + .w").first).to_be_in_viewport()


@pytest.mark.parametrize("name", EVERY)
def test_nothing_is_wider_than_a_phone(name: str, visit: Visitor, shelf: Served) -> None:
    page = visit(shelf, **PHONE).page
    open_page(page, name)
    assert page.evaluate(WIDTH) <= 0


@pytest.mark.parametrize("name", ["overview", *LED_TO])
def test_paper_shows_what_is_told_and_nothing_to_press(name: str, looking: Page) -> None:
    open_page(looking, name)
    looking.emulate_media(media="print", color_scheme="dark")
    assert looking.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert looking.locator("main button:visible, main input:visible, nav:visible").count() == 0
    expect(looking.locator("h1")).to_be_visible()
    assert looking.locator("main a:visible").count() > 0
    if name == "overview":
        expect(looking.locator("figure.map svg")).to_be_visible()
        expect(looking.locator("table.incidents")).to_be_visible()


def test_a_request_elsewhere_would_be_noticed(visit: Visitor, shelf: Served) -> None:
    visited = visit(shelf)
    visited.page.goto("/")
    visited.page.evaluate("() => fetch('http://tiles.example/1.png').catch(() => 0)")
    # The site's own policy refuses it, and says so; it is counted all the same.
    assert "Content Security Policy" in visited.faults[0]
    visited.page.goto("about:blank")
    visited.page.evaluate("() => fetch('http://tiles.example/2.png', { mode: 'no-cors' }).catch(() => 0)")
    assert visited.foreign()[-1] == "http://tiles.example/2.png"
    visited.asked.clear()
    visited.faults.clear()
