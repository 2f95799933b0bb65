"""A real day: the first sign-in, a page that is pasted, a date that is corrected, two that are one, and back again."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.pages import count_of, settled
from tests.browser.sites import Served, served

PASSWORD = "three odd green kettles"  # noqa: S105  of an invented user
PASTED = """<html><head><title>Guards hurt at Basra airport</title></head><body>
<nav><a href="/sport">Sport</a> <a href="/most-read">Bomb kills nine, most read</a></nav>
<article><h1>Guards hurt at Basra airport</h1>
<p>BASRA, May 7 - Two rockets struck Basra International Airport on Monday evening, wounding three guards, police
said.</p>
<p>Nobody has said that they fired them. Flights went on after an hour, an official at the airport told reporters, and
the road to the terminal, which the army had closed in the night, was open again by the morning.</p></article>
<footer>All rights reserved by the Marsh Post</footer></body></html>"""


@pytest.fixture
def new_site(tmp_path: Path) -> Iterator[Served]:
    """A site that nobody has signed in to, on an empty tracker."""
    with served(tmp_path, tmp_path / "tracker.db") as found:
        yield found


def sign_in(page: Page, name: str, password: str) -> None:
    page.goto("/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def choose(page: Page, once: str) -> None:
    """Choose a password of one's own, which who has a one-time password has to."""
    page.get_by_label("Your password until now").fill(once)
    page.get_by_label("The new one", exact=True).fill(PASSWORD)
    page.get_by_label("The new one again").fill(PASSWORD)
    page.get_by_role("button", name="Keep it").click()


def test_the_first_day(visit: Visitor, new_site: Served) -> None:
    page, (name, once) = visit(new_site).page, new_site.first_user()
    sign_in(page, name, "not this one")
    expect(page.get_by_role("alert")).to_be_visible()
    sign_in(page, name, once)
    choose(page, once)

    # A page that is pasted is looked at before it is kept.
    page.goto("/")
    expect(page.get_by_text("This tracker is empty")).to_be_visible()
    page.get_by_role("link", name="Add a report").click()
    page.get_by_label("Words").fill(PASTED)
    page.get_by_text("What you know of it").click()
    page.get_by_label("Source").fill("Marsh Post")
    page.get_by_label("Published").fill("2024-05-08")
    page.get_by_role("button", name="Read it").click()
    found = page.get_by_role("region", name="Found")
    expect(found.get_by_role("heading", name="Guards hurt at Basra airport")).to_be_visible()
    expect(found.locator("article.card")).to_have_count(1)
    expect(found.locator("dd").filter(has_text="3 wounded")).to_be_visible()
    expect(found.locator("dd").filter(has_text="6 May 2024")).to_be_visible()
    expect(found).not_to_contain_text("kills nine")
    overview = page.context.new_page()
    overview.goto("/")
    expect(overview.get_by_text("This tracker is empty")).to_be_visible()

    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", name="Kept")).to_be_visible()
    overview.reload()
    settled(overview)
    assert count_of(overview) == 1
    expect(overview.locator("tbody tr")).to_contain_text("Basra")
    expect(overview.locator("figure.map svg")).to_be_visible()

    # Somebody who may look sees all of it, and nothing to write with.
    page.goto("/users")
    page.get_by_label("Name").fill("A. Viewer")
    page.get_by_role("button", name="Add", exact=True).click()
    given = page.get_by_role("status").locator(".code").inner_text()
    look(visit(new_site).page, given)

    # The audit knows who it was, and whoever signs out is out in every window.
    page.goto("/audit")
    expect(page.locator("tbody")).to_contain_text("add user")
    page.get_by_role("button", name="Sign out").click()
    overview.reload()
    expect(overview.get_by_role("heading", name="Sign in")).to_be_visible()


def look(page: Page, once: str) -> None:
    """Look around as a viewer."""
    sign_in(page, "A. Viewer", once)
    choose(page, once)
    page.goto("/")
    page.locator("table.incidents th a").click()
    expect(page.get_by_role("region", name="What is told")).to_contain_text("3 wounded")
    expect(page.locator("main").get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("link", name="Add", exact=True)).to_have_count(0)
    for closed in ("/add", "/review", "/users", "/audit", "/decisions"):
        answer = page.goto(closed)
        assert answer is not None
        assert answer.status == 403, closed


def incident(page: Page, *words: str) -> str:
    """Go to the incident of the overview whose row has all of `words`, and return its address."""
    page.goto("/")
    rows = page.locator("table.incidents tbody tr")
    for word in words:
        rows = rows.filter(has_text=word)
    rows.first.locator("th a").click()
    return page.url


def told(page: Page, slot: str) -> str:
    return page.locator(f"#slot-{slot} .stands").inner_text()


def days(page: Page, address: str) -> tuple[int, str]:
    """Return how many incidents there are in a filter, and what the figures of its tempo are."""
    page.goto(f"/{address}")
    settled(page)
    number = count_of(page)
    page.goto(f"/tempo{address}")
    return number, page.get_by_role("region", name="Figures").inner_text()


def test_a_date_is_corrected_and_the_correction_taken_back(writing: Page) -> None:
    asked = "?since=2020-09-01&until=2020-09-30"
    before = days(writing, "?since=2020-07-01&until=2020-09-30")
    address = incident(writing, "Nasiriyah")
    as_told = told(writing, "when")
    assert "6 Aug 2020" in as_told
    when = writing.locator("#slot-when")
    when.get_by_text("Correct or confirm").click()
    when.get_by_label("When").fill("2020-09-09")
    when.get_by_label("Why").fill("the police log")
    when.get_by_role("button", name="Set").click()
    assert "9 Sep 2020" in told(writing, "when")
    expect(when).to_contain_text("set by a person")
    expect(writing.get_by_role("region", name="History")).to_contain_text("the police log")

    # The list, the map and the tempo are of the day that was set.
    writing.goto(f"/{asked}")
    settled(writing)
    assert count_of(writing) == 1
    expect(writing.locator("figure.map figcaption")).to_contain_text("1 incident with a place")
    assert days(writing, "?since=2020-07-01&until=2020-09-30")[1] != before[1]

    writing.goto(address)
    writing.get_by_role("button", name="Take back").last.click()
    assert told(writing, "when") == as_told
    assert days(writing, "?since=2020-07-01&until=2020-09-30") == before
    writing.goto(f"/{asked}")
    expect(writing.get_by_text("No incident matches")).to_be_visible()


def test_two_incidents_are_merged_and_parted_again(writing: Page) -> None:
    asked = "?since=2020-08-15&until=2020-08-16"
    number, figures = days(writing, asked)
    writing.goto(f"/{asked}")
    settled(writing)
    placed = writing.locator("figure.map figcaption").inner_text()
    incident(writing, "16 Aug 2020", "the US embassy")
    alone = writing.locator("article.witness").count()
    writing.locator("#near").locator("xpath=..").locator("tr", has_text="16 Aug 2020").get_by_role(
        "button", name="The same as"
    ).click()
    expect(writing.get_by_role("status")).to_contain_text("Kept")
    assert writing.locator("article.witness").count() > alone
    merged = writing.url

    assert days(writing, asked)[0] == number - 1
    assert days(writing, asked)[1] != figures
    writing.goto(merged)
    writing.get_by_role("button", name="Take it back").click()
    assert days(writing, asked) == (number, figures)
    writing.goto(f"/{asked}")
    settled(writing)
    assert writing.locator("figure.map figcaption").inner_text() == placed


def test_what_is_shown_is_exported(looking: Page) -> None:
    looking.goto("/?kind=rocket&sort=when")
    settled(looking)
    number = count_of(looking)
    looking.get_by_text("Export all").click()
    with looking.expect_download() as table:
        looking.get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(StringIO(table.value.path().read_text(encoding="utf-8"))))
    assert len(rows) == number
    assert {row["kind"] for row in rows} == {"rocket"}
    with looking.expect_download() as shapes:
        looking.get_by_role("link", name="GeoJSON").click()
    found = json.loads(shapes.value.path().read_text(encoding="utf-8"))
    assert found["type"] == "FeatureCollection"
    assert len(found["features"]) == number


def test_the_queue_is_answered_by_keys(writing: Page) -> None:
    """Whoever types answers without a mouse; a letter in the field for reasons is a letter."""

    def asked() -> str:
        return "|".join(writing.locator("article.witness h2 a").all_inner_texts())

    def press(key: str) -> None:
        with writing.expect_navigation():
            writing.keyboard.press(key)

    writing.goto("/review")
    first = asked()
    press("k")
    second = asked()
    assert second != first
    press("u")
    expect(writing.get_by_role("status")).to_contain_text("Kept")
    assert asked() != second
    press("b")
    assert asked() == second
    writing.goto("/review")
    assert asked() == first
    why = writing.get_by_role("textbox", name="Why")
    why.focus()
    writing.keyboard.type("sudk")
    assert why.input_value() == "sudk"
    writing.keyboard.press("Tab")
    press("d")
    assert asked() != first
    writing.goto("/decisions")
    expect(writing.locator("tbody tr").first).to_contain_text("sudk")
    with writing.expect_navigation():
        writing.locator("tbody tr").first.get_by_role("button", name="Take back").click()
    writing.goto("/review")
    assert asked() == first
