"""Who may do what by the API: a token does what it was made for and what its user may, and nothing else."""

import pytest
from fastapi.routing import APIRoute

from tests.web.api.conftest import API, Asker, Served
from tocsin.tasks.users import Caller, change_role

LOOKS = ["/incidents", "/reports", "/sources", "/stats", "/claims", "/actors", "/tempo", "/reviews", "/doubts"]
LINES = {"Content-Type": "application/x-ndjson"}


@pytest.mark.parametrize("path", [*LOOKS, "/jobs", "/events?seconds=0"])
def test_nobody_is_answered_who_does_not_say_who_they_are(shown: Served, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer tcs_guessed"}, {"Authorization": "Basic eDp5"}):
        found = shown.client.get(f"{API}{path}", headers=headers)
        assert found.status_code == 401
        assert found.headers["www-authenticate"] == "Bearer"
        assert found.headers["content-type"] == "application/problem+json"


def test_a_viewer_cannot_write(viewer: Asker) -> None:
    assert viewer.get("/incidents").status_code == 200
    assert viewer.post("/reviews", json={"kind": "undo"}).status_code == 403
    assert viewer.patch("/sources/X", json={"grade": "B"}).status_code == 403
    assert viewer.post("/reports", content="{}", headers=LINES).status_code == 403
    assert viewer.get("/jobs").status_code == 403


@pytest.mark.parametrize("right", ["read", "add", "review", "admin"])
def test_a_token_does_what_it_was_made_for_alone(shown: Served, right: str) -> None:
    asker = shown.asker("Zaid", right)
    statuses = {
        "read": asker.get("/incidents?limit=1").status_code,
        "add": asker.post("/reports", content="", headers=LINES).status_code,
        "review": asker.post("/reviews", json={"kind": "undo"}).status_code,
    }
    assert {one for one, status in statuses.items() if status != 403} == {right} - {"admin"}


def test_a_user_who_may_less_takes_it_from_their_tokens(served: Served, reviewer: Asker) -> None:
    assert reviewer.post("/reviews", json={"kind": "undo"}).status_code == 422
    accounts = served.client.app.state.shared.accounts  # type: ignore[attr-defined]
    change_role(accounts, "Rana", "viewer", Caller("Zaid"))
    assert reviewer.get("/incidents").status_code == 200
    assert reviewer.post("/reviews", json={"kind": "undo"}).status_code == 403


def test_every_write_is_in_the_audit(served: Served, reviewer: Asker) -> None:
    accounts = served.client.app.state.shared.accounts  # type: ignore[attr-defined]
    id_ = reviewer.get("/incidents?limit=1").json()["incidents"][0]["id"]
    review = reviewer.post("/reviews", json={"kind": "confirm", "id": id_}).json()["reviews"][0]["id"]
    job = reviewer.post("/reports", content='{"text": "x"}', headers=LINES).json()["id"]
    reviewer.patch("/sources/Two Rivers Wire", json={"grade": "B"})
    found = [(deed.who, deed.what, deed.subject) for deed in accounts.deeds(limit=3)]
    assert found == [
        ("Rana", "describe source", "Two Rivers Wire"), ("Rana", "hand in", job), ("Rana", "decide", review),
    ]  # fmt: skip


def test_every_route_of_the_api_needs_a_right(shown: Served) -> None:
    routes = [route for route in shown.client.app.routes if isinstance(route, APIRoute) and route.path.startswith(API)]  # type: ignore[attr-defined]
    described = shown.client.get(f"{API}/openapi.json").json()["paths"]
    assert len(described) > 15
    for path in described:
        for method in described[path]:
            called = path.replace("{id}", "x")
            assert shown.client.request(method.upper(), called).status_code == 401, (method, path, routes)
