"""Ten megabytes of hostile text: shown harmlessly, cut short on pages, whole as data."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.web.ledgers import ATTACK, the_incident
from tests.web.site import Browser, a_site
from tests.web.test_pages import harmless
from tocsin.ledger.base import Finds
from tocsin.ledger.memory import MemoryLedger
from tocsin.tasks.resolve import resolve
from tocsin.testing.builders import TEXT, a_full_mention, a_report, a_retrieval
from tocsin.web.pages.report import LONGEST

LENGTH = 10_000_000
SHORT = 1_000_000
"""Characters that a page has at most where it does not show a report whole."""


@pytest.fixture(scope="module")
def huge() -> Iterator[Browser]:
    """A site with a report of ten million characters: many attacks, and a word that has no end."""
    ledger = MemoryLedger()
    attacks = f"{ATTACK} " * 20_000
    report = a_report(f"{TEXT} {attacks}{'W' * (LENGTH - len(attacks))}", id="huge", title=ATTACK * 1000)
    ledger.add(a_retrieval(report), Finds((a_full_mention(report),)))
    resolve(ledger)
    with a_site(ledger) as browser:
        yield browser


@pytest.mark.parametrize("path", ["/", "/map", "/claims", "/actors", "/tempo", "/sources"])
def test_pages_beside_it_stay_small_and_harmless(huge: Browser, path: str) -> None:
    answer = huge.get(path)
    assert answer.status_code == 200
    assert len(answer.text) < SHORT
    harmless(answer.text)


def test_the_incident_shows_it_harmlessly(huge: Browser) -> None:
    ledger = huge.client.app.state.shared.ledger  # type: ignore[attr-defined]
    answer = huge.get(f"/incidents/{quote(the_incident(ledger), safe='')}")
    assert answer.status_code == 200
    assert len(answer.text) < SHORT
    harmless(answer.text)


def test_the_report_shows_its_beginning_harmlessly_and_says_how_much_more_there_is(huge: Browser) -> None:
    answer = huge.get("/reports/huge")
    assert answer.status_code == 200
    assert f"{LENGTH - LONGEST:,}"[:4] in answer.text  # its first sentence comes on top of ten million
    assert "characters more stand in the archived copy" in answer.text
    harmless(answer.text)


def test_the_api_gives_it_as_data(huge: Browser) -> None:
    answer = huge.client.get("/api/v1/reports/huge?text=true")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert len(answer.json()["text"]) >= LENGTH
