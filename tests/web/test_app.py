"""The application as a whole: it answers, and every answer carries what keeps it safe."""

from collections.abc import Iterable, Iterator

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from tests.web.site import a_member, a_site
from tocsin.web.app import create_app
from tocsin.web.depends import identity_of, user_of
from tocsin.web.forms import sent_proof
from tocsin.web.security import HEADERS, UNSAFE
from tocsin.web.site import Site


def test_the_first_page_answers_with_all_that_keeps_it_safe() -> None:
    with a_site() as browser:
        found = browser.get("/")
    assert found.status_code == 200
    assert {name: found.headers[name] for name in HEADERS} == HEADERS
    assert found.headers["cache-control"] == "private, no-cache"


def test_what_is_not_there_is_said_to_people_and_to_programs() -> None:
    with a_site() as browser:
        page, problem = browser.get("/nowhere"), browser.get("/api/v1/nowhere")
    assert page.status_code == problem.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["status"] == 404


def test_without_login_no_other_name_is_answered_to() -> None:
    with a_site() as browser:
        assert browser.get("/", headers={"host": "evil.example"}).status_code == 400
        assert browser.get("/", headers={"host": "[::1]:8000"}).status_code == 200


@pytest.mark.parametrize("size", ["20000001", "-1", "many"])
def test_a_body_that_is_too_large_is_not_taken(size: str) -> None:
    with a_site(max_bytes=20_000_000) as browser:
        assert browser.client.post("/login", headers={"content-length": size}).status_code == 413


def test_a_body_that_grows_is_broken_off() -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b"a" * 1000

    with a_site(login=True, max_bytes=5_000) as browser:
        found = browser.client.post("/login", content=endless(), headers={"content-type": "text/plain"})
    assert found.status_code in (400, 403, 413)


def calls(dependant: Dependant) -> Iterator[object]:
    for inner in dependant.dependencies:
        yield inner.call
        yield from calls(inner)


def api_routes(routes: Iterable[object]) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        else:
            inner = getattr(route, "original_router", None) or getattr(route, "router", None)
            yield from api_routes(getattr(inner, "routes", []))


def test_whatever_changes_something_asks_who_and_for_proof() -> None:
    routes = [route for route in api_routes(create_app(Site()).routes) if UNSAFE & (route.methods or set())]
    assert len(routes) > 5
    for route in routes:
        asked = set(calls(route.dependant))
        assert sent_proof in asked, route.path
        assert route.path == "/login" or {identity_of, user_of} & asked, route.path


def test_a_fault_of_ours_is_told_to_nobody(caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(Site())

    @app.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError("the secret number")

    from starlette.testclient import TestClient  # noqa: PLC0415  one that does not raise what the site answers

    client = TestClient(app, "http://localhost", raise_server_exceptions=False)
    found = client.get("/broken")
    assert found.status_code == 500
    assert "secret" not in found.text
    assert "secret" in caplog.text


def test_who_may_not_is_told_so() -> None:
    with a_site(login=True) as browser:
        a_member(browser, "Vera", "viewer")
        browser.sign_in("Vera")
        assert browser.get("/users").status_code == 403
        assert browser.post("/users", name="Eve", role="admin").status_code == 403
        assert [user.name for user in browser.accounts.users()] == ["Vera"]
