"""The description of the API (OpenAPI 3.1), and whether the API keeps to it."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.web.api.conftest import API, Served
from tocsin.settings import Settings
from tocsin.web.errors import PROBLEM


def operations(described: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method} {path}", operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]


@pytest.fixture(scope="session")
def described(shown: Served) -> dict[str, Any]:
    found: dict[str, Any] = shown.client.get(f"{API}/openapi.json").json()
    return found


def test_it_is_openapi_and_has_the_api_alone(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1.")
    assert all(path.startswith(f"{API}/") for path in described["paths"])
    assert described["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    names = [operation["operationId"] for _, operation in operations(described)]
    assert len(names) == len(set(names))


def test_every_status_is_described_and_every_error_is_a_problem(described: dict[str, Any]) -> None:
    for name, operation in operations(described):
        assert operation["summary"], name
        assert operation["description"], name
        errors = {status: found for status, found in operation["responses"].items() if int(status) >= 400}
        assert set(errors) >= {"401", "403", "422", "429", "500", "503"}, name
        for found in errors.values():
            assert found["content"] == {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}, name
        if "{id}" in name:
            assert "404" in errors, name


def test_every_answer_that_is_json_has_a_shape(described: dict[str, Any]) -> None:
    for name, operation in operations(described):
        for status, found in operation["responses"].items():
            if status.startswith("2") and "application/json" in found.get("content", {}):
                assert "$ref" in found["content"]["application/json"]["schema"], name


def test_the_api_keeps_to_its_description(full: Path, tmp_path: Path, reading: Settings) -> None:
    pytest.importorskip("schemathesis", reason="schemathesis is not installed; it belongs to the group dev")
    from bench.web.contract import Plan, ask, told  # noqa: PLC0415  imports schemathesis

    shutil.copy(full, tmp_path / "tracker.db")
    found = ask(tmp_path / "tracker.db", reading, Plan(3, ("examples", "fuzzing")))
    assert found.requests > 80
    assert (found.failures, found.breaches, found.errors) == (0, [], []), told(found)
