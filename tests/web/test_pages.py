"""The pages for reading: they show what the ledger has, lead where they say, and hostile text does nothing on them."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from tests.tasks.stories import START, Told
from tests.web.ledgers import ATTACK, a_hostile_tracker, a_tracker, the_incident
from tests.web.site import Browser, a_site
from tocsin.vocabulary.selection import Selection


class Elements(HTMLParser):
    """What a browser would make of a page: its elements with their attributes, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def elements(html: str) -> Elements:
    parser = Elements()
    parser.feed(html)
    return parser


def links(html: str) -> list[str]:
    return [attributes.get("href") or "" for tag, attributes in elements(html).found if tag == "a"]


def harmless(html: str) -> None:
    """Hold a page against what hostile text could make of it."""
    page = elements(html)
    for tag, attributes in page.found:
        assert tag != "img"
        assert tag != "script" or (attributes.get("src") or "").startswith("/static/")
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            assert re.match(r"/(?!/)|#|https?://|mailto:|\?|$", attributes.get(name) or ""), attributes
    # What stands in a field goes back as it came; browsers isolate it.
    shown = re.sub(r"<textarea.*?</textarea>|<input[^>]*>", "", html, flags=re.DOTALL)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b\x85]", shown)
    assert "49" not in "".join(re.findall(r"\{\{.*?\}\}|(?<=\)>)49", html))


PAGES = ("/", "/incidents/{incident}", "/reports/{report}", "/decisions", "/users", "/audit")


@pytest.mark.parametrize("path", PAGES)
def test_hostile_text_does_nothing(path: str) -> None:
    ledger = a_hostile_tracker()
    report = next(iter(ledger.reports())).report.id
    where = path.format(incident=quote(the_incident(ledger), safe=""), report=quote(report, safe=""))
    with a_site(ledger) as browser:
        found = browser.get(where)
    assert found.status_code == 200
    harmless(found.text)


def test_what_hostile_text_says_is_still_shown() -> None:
    ledger = a_hostile_tracker()
    with a_site(ledger) as browser:
        page = browser.get(f"/incidents/{quote(the_incident(ledger), safe='')}").text
    words = "".join(elements(page).words)
    assert "<script>alert(1)</script>" in words
    assert "⟨RLO⟩" in words
    assert ATTACK not in words


@pytest.mark.parametrize("query", ["since=2024-13-99", "near=nowhere at all", "min-confidence=much", "sort=up"])
def test_a_filter_that_cannot_be_is_told_on_the_page(query: str) -> None:
    with a_site(a_tracker(), gazetteer="none") as browser:
        found = browser.get(f"/?{query}")
    assert found.status_code in (422, 500)
    if found.status_code == 422:
        assert 'role="alert"' in found.text


@pytest.mark.parametrize("value", [ATTACK, "\0", "x" * 5000, "%00", "'; DROP TABLE incidents; --"])
@pytest.mark.parametrize("name", ["since", "near", "kind", "actor", "sort", "after", "country", "disputed", "done"])
def test_whatever_stands_in_an_address_is_borne(name: str, value: str) -> None:
    with a_site(a_tracker()) as browser:
        found = browser.get("/", params={name: value})
        assert found.status_code in (200, 422)
        harmless(found.text)


def test_the_overview_counts_and_lists_what_its_filters_ask_for() -> None:
    ledger = a_tracker()
    with a_site(ledger) as browser:
        every, bombs = browser.get("/").text, browser.get("/?kind=ied&since=2024-05-01").text
    assert "<h1>3 incidents</h1>" in every
    assert "<h1>1 incident</h1>" in bombs
    assert "IED</span>, Mosul" in bombs
    assert "shooting</span>, Kirkuk" in every
    assert "shooting</span>" not in bombs
    assert 'value="ied" checked' in bombs
    assert "2024-05-01" in bombs
    assert every.count('class="picture"') == 1
    assert 'data-part="/map?part=true"' in every
    assert 'href="/map"' in every


def test_every_picture_leads_to_incidents() -> None:
    ledger = a_tracker()
    with a_site(ledger) as browser:
        page = browser.get("/?status=reported").text
        bars = [link for link in links(page) if "since=" in link]
        assert bars
        assert all("status=reported" in link for link in bars)
        assert {browser.get(link).status_code for link in bars[:3]} == {200}
        assert f"/incidents/{the_incident(ledger)}" in links(page)


def test_pages_follow_one_another_until_all_are_shown() -> None:
    ledger = a_tracker(*(Told(("Basra", "Mosul", "Kirkuk")[n % 3], n * 3, "ied") for n in range(60)))
    total = ledger.count(Selection())
    shown: list[str] = []
    with a_site(ledger) as browser:
        path = "/?kind=ied"
        while path:
            page = browser.get(path).text
            shown += re.findall(r'<tr id="([^"]+)"', page)
            path = next((href for href in links(page) if "after=" in href and "lang=" not in href), "")
    assert total > 50
    assert len(shown) == len(set(shown)) == total


def test_what_is_shown_can_be_exported() -> None:
    ledger = a_tracker()
    with a_site(ledger) as browser:
        page = browser.get("/?kind=ied&since=2024-05-01").text
        exports = {link for link in links(page) if link.startswith("/api/")}
        assert len(exports) >= 10
        (csv,) = (link for link in exports if "format=csv" in link)
        found = browser.get(csv)
        assert found.status_code == 200
        assert found.text.count("\n") == 2
        assert "Mosul" in found.text


def test_an_empty_tracker_says_how_to_begin() -> None:
    with a_site() as browser:
        assert "Add a report" in browser.get("/").text
        assert "No incident matches" in browser.get("/?kind=ied").text


def test_what_is_new_since_the_last_visit_is_marked() -> None:
    ledger = a_tracker()
    with a_site(ledger) as browser:
        assert "since your last visit" not in browser.get("/").text
        assert 'class="chip fresh"' not in browser.get("/").text
    with a_site(ledger) as browser:
        browser.accounts.visit("R. Haddad", START - timedelta(days=1))
        page = browser.get("/").text
        assert "3 new</a> since your last visit, 31 May 2024, 00:00 UTC" in page
        assert page.count('class="chip fresh"') == 3
        assert browser.get("/").text.count('class="chip fresh"') == 3
    with a_site(ledger) as browser:
        browser.accounts.visit("R. Haddad", START + timedelta(days=1))
        assert "Nothing new since your last visit, 2 Jun 2024" in browser.get("/").text


def test_an_incident_shows_who_says_what_in_which_words() -> None:
    ledger = a_tracker(Told(killed=3), Told(killed=5), Told("Mosul", 2))
    id_ = the_incident(ledger)
    with a_site(ledger) as browser:
        page = browser.get(f"/incidents/{id_}").text
    words = " ".join(" ".join(elements(page).words).split())
    assert "3 killed" in words
    assert "5 killed" in words
    assert "Paper 0" in words
    assert "Paper 1" in words
    assert 'class="w killed"' in page
    assert "Near in days and kilometres" not in page  # Mosul is far
    assert "a report tells of it: Story 0" in words
    reports = [link for link in links(page) if link.startswith("/reports/story-0#c")]
    assert reports


def test_a_link_from_an_incident_leads_to_the_words_in_the_report() -> None:
    ledger = a_tracker(Told(killed=3))
    with a_site(ledger) as browser:
        page = browser.get(f"/incidents/{the_incident(ledger)}").text
        for link in {link for link in links(page) if "#c" in link}:
            path, _, place = link.partition("#")
            assert f'id="{place}"' in browser.get(path).text


def test_former_ids_and_mentions_lead_to_the_incident() -> None:
    ledger = a_tracker(Told(), Told())
    id_ = the_incident(ledger)
    mention = list(ledger.entries())[1].mention.id
    with a_site(ledger) as browser:
        assert browser.get(f"/incidents/{quote(mention, safe='')}").url.path == f"/incidents/{id_}"
        assert browser.get("/incidents/inc-nothing").status_code == 404
        assert browser.get("/reports/nothing").status_code == 404


def test_a_report_shows_its_whole_text_beside_what_was_found() -> None:
    ledger = a_tracker(Told(killed=3))
    kept = next(iter(ledger.reports()))
    with a_site(ledger) as browser:
        page = browser.get(f"/reports/{kept.report.id}").text
    text = "".join(elements(page).words)
    assert kept.report.text in text
    assert "1 incident" in text
    assert f"/incidents/{the_incident(ledger)}" in links(page)


def test_only_reviewers_are_offered_decisions() -> None:
    from tests.web.site import a_member  # noqa: PLC0415  only here

    ledger = a_tracker()
    with a_site(ledger, login=True) as browser:
        for role, offered in (("viewer", False), ("reviewer", True)):
            a_member(browser, role, role)
            browser.client.cookies.clear()
            browser.sign_in(role)
            page = browser.get(f"/incidents/{the_incident(ledger)}").text
            assert ('action="/decisions"' in page) == offered


class TestDecisions:
    """Decisions are taken on pages, kept with the name of who took them, and taken back."""

    def decide(self, browser: Browser, id_: str, **fields: object) -> str:
        browser.get(f"/incidents/{id_}")
        found = browser.post("/decisions", ids=id_, **fields)
        assert found.status_code == 200, found.text
        text: str = found.text
        return text

    def test_a_value_is_corrected_and_the_correction_taken_back(self) -> None:
        ledger = a_tracker(Told(killed=3), Told("Mosul", 2))
        id_ = the_incident(ledger)
        with a_site(ledger) as browser:
            page = self.decide(browser, id_, do="set", slot="killed", value="4-6", why="the hospital's list")
            assert "4 to 6 killed" in page
            assert "set by a person" in page
            assert "Take it back" in page
            (review,) = ledger.reviews()
            assert (review.author, review.why) == ("R. Haddad", "the hospital's list")
            browser.post("/decisions", ids=review.id, do="undo")
            assert "set by a person" not in browser.get(f"/incidents/{id_}").text
            assert "set killed" not in browser.get("/decisions").text
            assert [deed.what for deed in browser.accounts.deeds()] == ["decide", "decide"]

    def test_a_neighbour_is_merged_by_one_button(self) -> None:
        ledger = a_tracker(Told(), Told(day=2))
        ids = [the_incident(ledger, 0), the_incident(ledger, 1)]
        with a_site(ledger) as browser:
            page = browser.get(f"/incidents/{ids[0]}").text
            assert 'aria-label="The same as rocket, Basra, 8 May 2024"' in page
            assert re.findall(r'name="ids" value="([^"]+)"><input type="hidden" name="ids" value="([^"]+)"', page) == [
                tuple(ids)
            ]

    def test_two_are_merged_and_one_is_split_off(self) -> None:
        ledger = a_tracker(Told(), Told(day=2))
        ids = [the_incident(ledger, 0), the_incident(ledger, 1)]
        with a_site(ledger) as browser:
            browser.get(f"/incidents/{ids[0]}")
            merged = browser.post("/decisions", ids=ids, do="merge")
            assert merged.status_code == 200
            assert ledger.count(Selection()) == 1
            mention = list(ledger.entries())[1].mention.id
            browser.post("/decisions", ids=mention, do="split")
            assert ledger.count(Selection()) == 2

    def test_what_is_rejected_is_no_incident_and_can_come_back(self) -> None:
        ledger = a_tracker(Told())
        id_ = the_incident(ledger)
        with a_site(ledger) as browser:
            page = self.decide(browser, id_, do="reject", why="a film set")
            assert "a film set" in page
            assert browser.get(f"/incidents/{id_}").status_code == 404
            (review,) = ledger.reviews()
            browser.post("/decisions", ids=review.id, do="undo")
            assert browser.get(f"/incidents/{id_}").status_code == 200

    @pytest.mark.parametrize(
        "fields",
        [
            {"do": "set", "slot": "killed", "value": "many"},
            {"do": "set", "slot": "evidence", "value": "x"},
            {"do": "set", "slot": "nothing", "value": "x"},
            {"do": "confirm", "slot": "abducted"},
            {"do": "explode"},
            {"do": ""},
        ],
    )
    def test_what_cannot_be_decided_is_said_and_changes_nothing(self, fields: dict[str, str]) -> None:
        ledger = a_tracker(Told())
        with a_site(ledger) as browser:
            browser.get(f"/incidents/{the_incident(ledger)}")
            found = browser.post("/decisions", ids=the_incident(ledger), **fields)
            assert found.status_code == 422
        assert not list(ledger.reviews())
