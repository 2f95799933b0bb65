"""The application as a whole: it answers, and every answer carries what keeps it safe."""

from pathlib import Path

from starlette.testclient import TestClient

from tocsin.settings import Settings
from tocsin.web.app import create_app
from tocsin.web.security import HEADERS
from tocsin.web.site import Site

LOCAL = "http://localhost"


def a_client(tmp_path: Path) -> TestClient:
    return TestClient(create_app(Site(Settings(tracker=str(tmp_path / "t.db")), login=False)), LOCAL)


def test_the_first_page_answers_with_all_that_keeps_it_safe(tmp_path: Path) -> None:
    with a_client(tmp_path) as client:
        found = client.get("/")
    assert found.status_code == 200
    assert "0 incidents" in found.text
    assert {name: found.headers[name] for name in HEADERS} == HEADERS
    assert found.headers["cache-control"] == "private, no-cache"


def test_what_is_not_there_is_said_to_people_and_to_programs(tmp_path: Path) -> None:
    with a_client(tmp_path) as client:
        page, problem = client.get("/nowhere"), client.get("/api/v1/nowhere")
    assert page.status_code == problem.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["status"] == 404


def test_without_login_no_other_name_is_answered_to(tmp_path: Path) -> None:
    with a_client(tmp_path) as client:
        assert client.get("/", headers={"host": "evil.example"}).status_code == 400
