"""The log: a line for each request, with who asked and no secret, that cannot be forged from outside."""

import json
import logging
import logging.config
from typing import Any

import pytest
from fastapi import APIRouter
from starlette.testclient import TestClient

from tests.web.site import LOCAL, PASSWORD, Browser, a_member, a_site
from tocsin.settings import Settings
from tocsin.tasks.users import Caller, make_token
from tocsin.web.app import create_app
from tocsin.web.logs import FIELDS, REQUEST, JsonFormatter, PlainFormatter, logging_of
from tocsin.web.site import Site
from tocsin.web.watching import HEADER


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


def answered(log: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [getattr(record, FIELDS) for record in log.records if record.name == "tocsin.access"]


def test_a_request_is_told_with_who_asked(lines: pytest.LogCaptureFixture) -> None:
    with a_site(login=True) as browser:
        a_member(browser, "Amal", "viewer")
        browser.sign_in("Amal")
        _, key = make_token(browser.accounts, "Amal", "export", ["read"], 30, Caller("Amal"))
        browser.client.cookies.clear()
        lines.clear()
        browser.client.get("/api/v1/incidents?country=IQ", headers={"Authorization": f"Bearer {key}"})
    (line,) = answered(lines)
    assert line.pop("ms") > 0
    assert line == {
        "method": "GET", "path": "/api/v1/incidents", "status": 200, "user": "Amal", "way": "token",
        "address": "testclient",
    }  # fmt: skip


def test_no_secret_is_in_the_log(lines: pytest.LogCaptureFixture) -> None:
    with a_site(login=True) as browser:
        a_member(browser, "Amal", "viewer")
        browser.sign_in("Amal", "wrong wrong wrong")
        browser.sign_in("Amal")
        session = next(iter(browser.client.cookies.values()))
        _, key = make_token(browser.accounts, "Amal", "export", ["read"], 30, Caller("Amal"))
        browser.client.get(f"/?session={session}&key={key}", headers={"Authorization": f"Bearer {key}"})
        proof = browser.proof
    written = [f.format(record) for record in lines.records for f in (JsonFormatter(), PlainFormatter())]
    ours = "\n".join(line for line, record in zip(written[::2], lines.records, strict=True) if "tocsin" in record.name)
    assert "/login" in ours
    for secret in (PASSWORD, "wrong wrong wrong", session, key, proof):
        assert secret not in ours


def test_every_answer_has_the_id_of_its_request() -> None:
    with a_site() as browser:
        one, other = (browser.client.get("/health/live").headers[HEADER] for _ in range(2))
        assert one != other
        assert browser.client.get("/", headers={HEADER: "proxy-12345678"}).headers[HEADER] == "proxy-12345678"
        for bad in ("short", "x" * 65, "a b c d e f g h", "evil\u0085header"):
            assert browser.client.get("/", headers={HEADER.encode(): bad.encode()}).headers[HEADER] != bad


def test_a_fault_of_ours_is_told_whole_with_its_id(lines: pytest.LogCaptureFixture) -> None:
    app = create_app(Site(Settings(tracker="memory:")))
    router, seen = APIRouter(), list[str]()

    @router.get("/fails")
    def fail() -> None:
        seen.append(REQUEST.get())
        raise ZeroDivisionError("a fault for the test")

    app.include_router(router)
    with TestClient(app, LOCAL, raise_server_exceptions=False) as client:
        found = client.get("/fails", headers={HEADER: "proxy-12345678"})
    assert found.status_code == 500
    assert "ZeroDivisionError" not in found.text
    assert seen == ["proxy-12345678"]
    assert answered(lines)[-1]["status"] == 500
    assert answered(lines)[-1]["path"] == "/fails"
    (fault,) = (record for record in lines.records if record.name == "tocsin.web")
    assert "a fault for the test" in json.loads(JsonFormatter().format(fault))["exception"]


def test_what_is_asked_all_the_time_is_told_at_debug_alone(lines: pytest.LogCaptureFixture) -> None:
    lines.set_level(logging.INFO)
    with a_site() as browser:
        for path in ("/health/live", "/health/ready", "/metrics"):
            browser.client.get(path)
    assert answered(lines) == []


FORGED = "/x%0a2026-01-01T00:00:00Z%20INFO%20tocsin.access:%20forged%1b[31m%e2%80%ae"


def test_nobody_writes_a_line_of_the_log_from_outside(lines: pytest.LogCaptureFixture) -> None:
    with a_site() as browser:
        browser.client.get(FORGED)
    (record,) = (record for record in lines.records if record.name == "tocsin.access")
    plain = PlainFormatter().format(record)
    assert plain.isprintable()
    assert "\u202e" not in plain
    line = JsonFormatter().format(record)
    assert line.isascii()
    assert "\n" not in line
    assert json.loads(line)["path"].startswith("/x\n2026")


def test_a_line_for_programs_names_its_fields() -> None:
    record = logging.LogRecord("tocsin.access", logging.INFO, "", 0, "answered %s", ("it",), None)
    record.__dict__[FIELDS] = {"user": "", "status": 200}
    told = json.loads(JsonFormatter().format(record))
    assert {"at", "level", "logger", "message", "process", "status"} == set(told)
    assert (told["level"], told["message"]) == ("info", "answered it")


@pytest.mark.parametrize("form", ["plain", "json"])
def test_the_settings_say_how_and_how_much_is_told(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    root, before = logging.getLogger(), list(logging.getLogger().handlers)
    try:
        logging.config.dictConfig(logging_of(Settings(log_format=form, log_level="error")))
        logging.getLogger("tocsin.web").warning("not told")
        logging.getLogger("tocsin.web").error("told")
    finally:
        root.handlers[:] = before
        root.setLevel(logging.WARNING)
    found = capsys.readouterr().err
    assert "not told" not in found
    assert ("told" in json.loads(found)["message"]) if form == "json" else ("ERROR tocsin.web: told" in found)


def test_a_browser_that_is_signed_in_is_told_by_name(lines: pytest.LogCaptureFixture) -> None:
    with a_site(login=True) as browser:
        a_member(browser, "Amal", "viewer")
        browser.sign_in("Amal")
        lines.clear()
        ask(browser)
    assert (answered(lines)[-1]["user"], answered(lines)[-1]["way"]) == ("Amal", "session")


def ask(browser: Browser) -> None:
    assert browser.client.get("/").status_code == 200
