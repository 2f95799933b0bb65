"""What a page may weigh: its scripts, packed as browsers get them, with all that they import."""

import gzip
import re

import pytest

from tests.web.ledgers import a_tracker, the_incident
from tests.web.site import Answer, Browser, a_site

SCRIPTS_MOST = 300_000
"""Bytes of scripts, packed, that the first page may load; there is no library of maps among them."""
SOURCES = re.compile(r'<script[^>]*\bsrc="([^"]+)"')
PLAIN = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>")
IMPORTS = re.compile(r"""(?:\bimport\s*\(?\s*|\bfrom\s*)["']([^"']+)["']""")
GZIP = {"Accept-Encoding": "gzip"}


def loaded(browser: Browser, page: str) -> dict[str, Answer]:
    """Return the answers to all scripts that `page` loads, by address: those it names, and those they import."""
    waiting, found = SOURCES.findall(browser.get(page).text), dict[str, Answer]()
    while waiting:
        address = waiting.pop()
        if address not in found:
            assert address.startswith("/static/"), f"{page} loads {address} from elsewhere"
            found[address] = browser.client.get(address, headers=GZIP)
            folder = address.rpartition("/")[0]
            waiting += [f"{folder}/{name.removeprefix('./')}" for name in IMPORTS.findall(found[address].text)]
    return found


def test_the_first_page_loads_few_scripts() -> None:
    with a_site(a_tracker()) as browser:
        scripts = loaded(browser, "/")
    assert scripts
    assert all(answer.status_code == 200 for answer in scripts.values())
    assert sum(len(gzip.compress(answer.content, 9)) for answer in scripts.values()) <= SCRIPTS_MOST


@pytest.mark.parametrize("page", ["/", "/map", "/review", "/add", "/actors", "/tempo", "/claims", "/sources"])
def test_no_page_has_a_script_in_it_or_one_too_large(page: str) -> None:
    with a_site(a_tracker()) as browser:
        assert PLAIN.search(browser.get(page).text) is None
        scripts = loaded(browser, page)
    assert sum(len(gzip.compress(answer.content, 9)) for answer in scripts.values()) <= SCRIPTS_MOST


def test_files_are_sent_packed_and_kept_for_good() -> None:
    with a_site(a_tracker()) as browser:
        text = browser.get("/").text
        style = next(address for address in re.findall(r'href="([^"]+)"', text) if address.endswith("tocsin.css"))
        answer = browser.client.get(style, headers=GZIP)
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]


def test_an_answer_that_is_kept_comes_packed_plain_or_not_at_all() -> None:
    with a_site(a_tracker()) as browser:
        packed = browser.client.get("/api/v1/incidents", headers=GZIP)
        plain = browser.client.get("/api/v1/incidents", headers={"Accept-Encoding": "identity"})
        known = browser.client.get("/api/v1/incidents", headers={"If-None-Match": packed.headers["etag"]})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()
    assert packed.headers["etag"] == plain.headers["etag"]
    assert "Accept-Encoding" in plain.headers["vary"]
    assert (known.status_code, known.content) == (304, b"")


def test_what_is_kept_is_given_no_more_once_something_was_decided() -> None:
    ledger = a_tracker()
    with a_site(ledger) as browser:
        first = browser.client.get("/api/v1/incidents")
        incident = the_incident(ledger)
        browser.get(f"/incidents/{incident}")
        assert browser.post("/decisions", ids=incident, do="reject", why="told twice").status_code == 200
        then = browser.client.get("/api/v1/incidents", headers={"If-None-Match": first.headers["etag"]})
    assert then.status_code == 200
    assert then.json() != first.json()
