"""Health and metrics: what is told, to whom, and what becomes of it where the ledger is gone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from tests.web.ledgers import a_tracker
from tests.web.site import LOCAL, Browser, a_member, a_site
from tocsin.errors import LedgerError
from tocsin.ledger.memory import MemoryLedger
from tocsin.settings import Settings
from tocsin.tasks.users import Caller, make_token
from tocsin.vocabulary.selection import Selection
from tocsin.web.app import create_app
from tocsin.web.site import Site


class GoneLedger(MemoryLedger):
    """A ledger whose database went away."""

    def mark(self) -> str:
        raise LedgerError("postgresql://tocsin@db/tocsin: cannot be used: gone")

    def count(self, selection: Selection) -> int:
        raise LedgerError("gone")


def numbers(text: str) -> dict[str, float]:
    """Return each number by its name and labels, read by Prometheus's own reader."""
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


@contextmanager
def asked_from(address: str, **settings: object) -> Iterator[Browser]:
    """Open a site that is asked from `address`."""
    app = create_app(Site(Settings(tracker="memory:", **settings)), a_tracker())  # type: ignore[arg-type]
    with TestClient(app, LOCAL, client=(address, 50000)) as client:
        yield Browser(client)


def test_health_is_told_to_everybody() -> None:
    with a_site(login=True) as browser:
        for path, told in (("/health/live", {"live": True}), ("/health/ready", {"ready": True})):
            found = browser.client.get(path)
            assert (found.status_code, found.json()) == (200, told)
            assert found.headers["cache-control"] == "no-store"


def test_a_site_whose_ledger_is_gone_lives_but_is_not_ready_and_says_no_more(caplog: pytest.LogCaptureFixture) -> None:
    with a_site(GoneLedger(), login=True) as browser:
        assert browser.client.get("/health/live").status_code == 200
        found = browser.client.get("/health/ready")
        assert (found.status_code, found.json()) == (503, {"ready": False})
    assert "postgresql://tocsin@db/tocsin" in caplog.text


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_numbers_are_told_to_this_machine(address: str) -> None:
    with asked_from(address) as browser:
        browser.client.get("/login")
        browser.client.get("/api/v1/incidents")
        browser.client.get("/nothing/that/there/is")
        browser.client.request("BREW", "/login")
        found = browser.client.get("/metrics")
        assert found.headers["content-type"].startswith("text/plain")
        told = numbers(found.text)
    assert told["tocsin_http_requests_total{method=GET,route=/login,status=200}"] == 1
    assert told["tocsin_http_requests_total{method=GET,route=/api/v1/incidents,status=401}"] == 1
    assert told["tocsin_http_requests_total{method=GET,route=other,status=404}"] == 1
    assert told["tocsin_http_requests_total{method=other,route=/login,status=405}"] == 1
    assert told["tocsin_http_request_seconds_bucket{le=+Inf,method=GET,route=/login}"] == 1
    assert told["tocsin_incidents"] == 3
    assert told["tocsin_ledger_up"] == 1
    assert any(re.match(r"tocsin_info\{version=", name) for name in told)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_numbers_are_not_told_to_whoever_is_behind_a_proxy(header: str) -> None:
    with asked_from("127.0.0.1") as browser:
        found = browser.client.get("/metrics", headers={header: "127.0.0.1"})
        assert found.status_code == 401
        assert "tocsin_http" not in found.text


@pytest.mark.parametrize("address", ["10.0.0.7", "203.0.113.5", "testclient"])
def test_outsiders_need_a_token_that_may_read(address: str) -> None:
    with asked_from(address) as browser:
        assert browser.client.get("/metrics").status_code == 401
        a_member(browser, "scraper", "reviewer")
        for rights, status in ((["read"], 200), (["add"], 401)):
            _, key = make_token(browser.accounts, "scraper", "prometheus", rights, 30, Caller("admin"))
            found = browser.client.get("/metrics", headers={"Authorization": f"Bearer {key}"})
            assert found.status_code == status
        assert browser.client.get("/metrics", headers={"Authorization": "Bearer tcs_wrong"}).status_code == 401


def test_the_setting_closes_them() -> None:
    with asked_from("127.0.0.1", metrics="token") as browser:
        assert browser.client.get("/metrics").status_code == 401
    with asked_from("127.0.0.1", metrics="off") as browser:
        assert browser.client.get("/metrics").status_code == 404


def test_numbers_say_that_the_ledger_is_gone() -> None:
    app = create_app(Site(Settings(tracker="memory:")), GoneLedger())
    with TestClient(app, LOCAL, client=("127.0.0.1", 1)) as client:
        told = numbers(client.get("/metrics").text)
    assert told["tocsin_ledger_up"] == 0
    assert "tocsin_incidents" not in told
