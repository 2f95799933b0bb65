"""Review, adding, sources, claims, actors, tempo: what each shows, what each does, and hostile text on all of them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.tasks.stories import Told
from tests.web.ledgers import ATTACK, a_hostile_tracker, a_tracker, the_incident
from tests.web.site import Browser, a_member, a_site
from tests.web.test_pages import elements, harmless, links
from tocsin.extraction.base import Extraction
from tocsin.ledger.base import Ledger
from tocsin.ledger.memory import MemoryLedger
from tocsin.reading.dispatch import open_readers
from tocsin.settings import Settings
from tocsin.tasks.read import Parts
from tocsin.testing.builders import TEXT, a_full_mention, a_judgement, a_tie
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.selection import Selection


class Careful:
    """An extractor that finds the attack of `TEXT` where a text holds it."""

    method = Method("careful", "1")

    def extract(self, report: Report) -> Extraction:
        if TEXT not in report.text:
            return Extraction(report)
        return Extraction(report, (a_full_mention(report),))


@contextmanager
def a_reading_site(ledger: Ledger | None = None) -> Iterator[Browser]:
    settings = Settings(tracker="memory:")
    with a_site(ledger or MemoryLedger()) as browser:
        shared = browser.client.app.state.shared  # type: ignore[attr-defined]
        parts = Parts(settings, open_readers(settings), Careful())
        object.__setattr__(shared, "parts", lambda: parts)
        yield browser


MORE = ("/review", "/add", "/sources", "/claims", "/actors", "/tempo", "/tempo?part=true", "/map", "/map?part=true")


@pytest.mark.parametrize("path", MORE)
def test_hostile_text_does_nothing(path: str) -> None:
    with a_site(a_hostile_tracker()) as browser:
        found = browser.get(path)
    assert found.status_code == 200
    harmless(found.text)


@pytest.mark.parametrize("path", MORE)
def test_an_empty_tracker_has_all_pages(path: str) -> None:
    with a_site() as browser:
        assert browser.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/claims?show=nothing&first=999", "/actors?actor=nobody", "/tempo?since=2031-01-01"])
def test_what_there_is_none_of_is_said(path: str) -> None:
    with a_site(a_tracker()) as browser:
        assert browser.get(path).status_code == 200


def test_every_link_of_every_page_leads_somewhere() -> None:
    ledger = a_tracker()
    with a_site(ledger) as browser:
        waiting, seen = {"/"}, set[str]()
        while waiting and len(seen) < 120:
            path = waiting.pop()
            seen.add(path)
            found = browser.get(path)
            assert found.status_code == 200, path
            if found.headers["content-type"].startswith("text/html"):
                inner = {link.partition("#")[0] for link in links(found.text) if link.startswith("/")}
                waiting |= {link for link in inner if "since=" not in link} - seen
    assert {"/review", "/tempo", "/sources", f"/incidents/{the_incident(ledger)}"} <= seen


class TestReview:
    """Doubts are asked one by one, and answered with one key each."""

    def a_doubt(self) -> Ledger:
        ledger = a_tracker(Told(), Told("Mosul", 1))
        first, second = (entry.mention.id for entry in ledger.entries())
        ledger.append_judgements([a_judgement(first, second, "unsure", 0.5)])
        return ledger

    def test_a_pair_stands_side_by_side_with_the_reasons(self) -> None:
        with a_site(self.a_doubt()) as browser:
            page = browser.get("/review").text
        words = " ".join("".join(elements(page).words).split())
        assert "Is this one incident, or two?" in words
        assert "Both tell of 6 May 2024." in words
        assert "50 of 100" in words
        assert re.findall(r'data-key="(\w)"', page) == ["s", "d", "u"]
        assert "Basra" in words
        assert "Mosul" in words

    @pytest.mark.parametrize(("do", "left"), [("merge", 1), ("part", 2), ("unsure", 2)])
    def test_an_answer_is_kept_leads_on_and_can_be_taken_back(self, do: str, left: int) -> None:
        ledger = self.a_doubt()
        ids = [entry.mention.id for entry in ledger.entries()]
        with a_site(ledger) as browser:
            browser.get("/review")
            page = browser.post("/decisions?back=/review?skip=0", ids=ids, do=do)
            assert page.url.path == "/review"
            assert "Nothing waits" in page.text
            assert ledger.count(Selection()) == left
            (review,) = ledger.reviews()
            assert f'value="{review.id}"' in page.text
            page = browser.post("/decisions?back=/review?skip=0", ids=review.id, do="undo")
            assert "Is this one incident" in page.text
            assert ledger.count(Selection()) == 2

    def test_what_is_skipped_comes_later(self) -> None:
        with a_site(self.a_doubt()) as browser:
            assert "behind those that you skipped" in browser.get("/review?skip=1").text
            assert browser.get("/review?skip=-1").status_code == 422

    def test_a_viewer_decides_nothing(self) -> None:
        ledger = self.a_doubt()
        with a_site(ledger, login=True) as browser:
            a_member(browser, "Vera", "viewer")
            browser.sign_in("Vera")
            assert browser.get("/review").status_code == 403
            assert browser.post("/decisions", do="reject", ids=the_incident(ledger)).status_code == 403
            assert browser.post("/sources", name="Paper 0", grade="A").status_code == 403
            assert browser.get("/add").status_code == 403
            assert browser.post("/add", text=TEXT, do="keep").status_code == 403
        assert not list(ledger.reviews())


class TestAdd:
    """What is pasted is read, shown, and kept only then."""

    def test_words_are_shown_before_they_are_kept(self) -> None:
        ledger = MemoryLedger()
        with a_reading_site(ledger) as browser:
            browser.get("/add")
            page = browser.post("/add", text=TEXT, source="The Gulf Courier", published="2024-05-08", do="try").text
            assert "Keep it" in page
            assert 'class="w where"' in page
            assert ledger.count(Selection()) == 0
            page = browser.post("/add", text=TEXT, source="The Gulf Courier", published="2024-05-08", do="keep").text
            assert "a new report, 1 mention" in page
            (kept,) = ledger.reports()
            assert kept.report.source.name == "The Gulf Courier"
            assert str(kept.report.published) == "2024-05-08"
            assert f"/incidents/{the_incident(ledger)}" in page
            assert [deed.what for deed in browser.accounts.deeds()] == ["add"]
            assert "kept already" in browser.post("/add", text=TEXT, source="The Gulf Courier", do="try").text

    def test_lines_and_signs_of_direction_are_kept_as_they_were_pasted(self) -> None:
        ledger = MemoryLedger()
        words = f"{TEXT}\n\nثلاثة\u200f قتلى."
        with a_reading_site(ledger) as browser:
            browser.get("/add")
            page = browser.post("/add", text=words.replace("\n", "\r\n"), do="try").text
            assert "\u200f" in page
            assert "␍" not in page
            browser.post("/add", text=words.replace("\n", "\r\n"), do="keep")
        (kept,) = ledger.reports()
        assert "\u200f" in kept.report.text
        assert "\r" not in kept.report.text

    def test_a_long_text_is_taken_and_only_its_beginning_shown(self) -> None:
        ledger = MemoryLedger()
        with a_reading_site(ledger) as browser:
            browser.get("/add")
            text = f"{TEXT} {'W' * 450_000}"
            assert browser.post("/add", text=text, do="try").status_code == 200
            assert browser.post("/add", text=text, do="keep").status_code == 200
            (kept,) = ledger.reports()
            assert kept.report.text == text
            page = browser.get(f"/reports/{kept.report.id}").text
        assert len(page) < 450_000
        assert "characters more stand in the archived copy" in page

    def test_what_cannot_be_read_cannot_be_kept(self) -> None:
        ledger = MemoryLedger()
        with a_reading_site(ledger) as browser:
            browser.get("/add")
            found = browser.post("/add", text="W" * 3_000_000, do="keep")
        assert found.status_code == 422
        assert "split it" in found.text
        assert not list(ledger.reports())

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({}, "nothing to read"),
            ({"url": "/etc/passwd"}, "begins with https://"),
            ({"url": "file:///etc/passwd"}, "begins with https://"),
            ({"url": "http://127.0.0.1:1/"}, "allow_private"),
            ({"url": "http://[::1]/"}, "allow_private"),
            ({"text": TEXT, "published": "yesterday"}, "year-month-day"),
            ({"text": "\x89PNG\r\n\x1a\n"}, "is"),
        ],
    )
    def test_what_cannot_be_read_is_said_on_the_page(self, fields: dict[str, str], told: str) -> None:
        with a_reading_site() as browser:
            browser.get("/add")
            found = browser.post("/add", do="try", **fields)
        assert found.status_code in (200, 422, 502)
        assert told in found.text

    def test_hostile_words_are_shown_harmlessly(self) -> None:
        with a_reading_site() as browser:
            browser.get("/add")
            fields = {"text": f"{TEXT} {ATTACK} {'A' * 100_000}", "title": ATTACK, "source": ATTACK}
            page = browser.post("/add", do="try", **fields).text
            harmless(page)
            assert "<script>alert" not in page
            harmless(browser.post("/add", do="keep", **fields).text)


def test_a_source_is_described_and_its_incidents_follow() -> None:
    ledger = a_tracker()
    with a_site(ledger) as browser:
        assert "Tells of" in browser.get("/sources").text
        page = browser.post("/sources", name="Paper 0", kind="wire", grade="B", country="iq", language="")
        assert "told otherwise now" in page.text
        assert next(one for one in ledger.sources() if one.name == "Paper 0").grade == "B"
        for fields in ({"grade": "Z"}, {"kind": "gossip"}, {"country": "Iraq"}, {}):
            assert browser.post("/sources", name="Paper 0", **fields).status_code == 422
        assert browser.post("/sources", name="Paper 99", grade="A").status_code == 422
        assert [deed.what for deed in browser.accounts.deeds()] == ["describe source"]


def test_claims_name_who_says_so_with_the_words() -> None:
    ledger = a_hostile_tracker()
    with a_site(ledger) as browser:
        page = browser.get("/claims").text
        assert "Claims it" in page
        assert browser.get("/claims?show=untold").text.count('class="panel slot board"') == 0
        for link in links(page):
            if link.startswith("/reports/"):
                assert browser.get(link.partition("#")[0]).status_code == 200


def test_the_tempo_says_what_it_rests_on() -> None:
    ledger = a_tracker(*(Told(("Basra", "Mosul", "Kirkuk")[n % 3], n * 4, "ied") for n in range(20)))
    with a_site(ledger) as browser:
        page, part = browser.get("/tempo").text, browser.get("/tempo?part=true").text
        assert "Assumed" in page
        assert 'class="picture"' in page
        assert part.startswith('<p class="verdict')
        assert (
            "without a day" in browser.get("/tempo?kind=raid").text
            or "cannot be said" in browser.get("/tempo?kind=raid").text
        )


def test_what_was_worked_out_is_out_of_date_after_a_write() -> None:
    ledger = a_tracker(Told(killed=3))
    with a_site(ledger) as browser:
        assert "3 killed" in browser.get("/").text
        browser.get(f"/incidents/{the_incident(ledger)}")
        browser.post("/decisions", ids=the_incident(ledger), do="set", slot="killed", value="9")
        assert "9 killed" in browser.get("/").text


def test_an_actor_has_a_page_with_ties_and_spellings() -> None:
    ledger = MemoryLedger()
    from tocsin.ledger.base import Finds  # noqa: PLC0415  only here
    from tocsin.tasks.resolve import resolve  # noqa: PLC0415  only here
    from tocsin.testing.builders import a_report, a_retrieval  # noqa: PLC0415  only here

    ledger.add(a_retrieval(), Finds((a_full_mention(a_report()),), (a_tie(),)))
    resolve(ledger)
    with a_site(ledger) as browser:
        page = browser.get("/actors").text
        path = next(link for link in links(page) if link.startswith("/actors/"))
        actor = browser.get(path).text
        assert "front for" in actor
        assert "which officials call a front for the Harbour League" in actor
        assert "/incidents/" in actor
        assert browser.get("/actors/Dawn%20Brigade").status_code == 200
        assert browser.get("/actors/nobody").status_code == 404


def test_a_brief_is_written_about_what_is_asked_for() -> None:
    ledger = a_tracker()
    with a_site(ledger) as browser:
        assert "As PDF" in browser.get("/brief?kind=ied").text
        found = browser.get("/brief?since=2024-05-01&until=2024-06-30&form=html")
        assert found.status_code == 200
        assert found.headers["content-security-policy"].startswith("default-src 'none'")
        assert "sandbox" in found.headers["content-security-policy"]
        assert "Mosul" in found.text
        text = browser.get("/brief?since=2024-05-01&until=2024-06-30&kind=ied&form=markdown")
        assert "attachment" in text.headers["content-disposition"]
        assert "Mosul" in text.text
        for wrong in ("form=parchment", "since=2024-06-30&until=2024-05-01&form=html", "since=x&form=html"):
            assert browser.get(f"/brief?{wrong}").status_code == 422


def test_a_brief_of_hostile_words_is_harmless() -> None:
    with a_site(a_hostile_tracker()) as browser:
        page = browser.get("/brief?since=2024-05-01&until=2024-06-30&form=html").text
    assert not [tag for tag, _ in elements(page).found if tag in ("script", "img", "iframe")]


def test_settings_are_shown_to_admins_without_passwords() -> None:
    address = "postgresql://tocsin:s3cret@db/tocsin"
    with a_site(login=True, llm_endpoint=address) as browser:
        a_member(browser, "Rana", "reviewer")
        a_member(browser, "Amal", "admin")
        browser.sign_in("Rana")
        assert browser.get("/settings").status_code == 403
        browser.client.cookies.clear()
        browser.sign_in("Amal")
        page = browser.get("/settings").text
        assert "postgresql://tocsin:…@db/tocsin" in page
        assert "s3cret" not in page


@pytest.mark.parametrize("path", ["/claims", "/actors"])
def test_a_page_reads_no_more_than_anybody_waits_for(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tocsin.web.pages.filters.READ", 2)
    with a_site(a_tracker()) as browser:
        found = browser.get(path)
        assert found.status_code == 422
        assert "narrow them down" in found.text
        assert 'name="since"' in found.text
        assert browser.get(f"{path}?kind=ied").status_code == 200
        assert browser.get(f"{path}?since=never").status_code == 422
