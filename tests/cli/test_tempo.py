"""`tocsin tempo` on a ledger of short stories."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.tasks.stories import Told, a_story, add_story
from tocsin.cli.main import app
from tocsin.ledger.opening import open_ledger
from tocsin.tasks.resolve import resolve

Tocsin = Callable[..., Any]


@pytest.fixture
def tocsin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tocsin:
    ledger = open_ledger(str(tmp_path / "stories.db"))
    for number, day in enumerate((0, 9, 18, 27, 30, 31, 33, 35, 36, 38)):
        add_story(ledger, a_story(number, Told(day=day)), number)
    resolve(ledger)
    ledger.close()
    monkeypatch.setenv("TOCSIN_TRACKER", str(tmp_path / "stories.db"))
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *arguments: CliRunner().invoke(app, list(map(str, arguments)))


def test_the_verdict_comes_first_and_the_assumptions_last(tocsin: Tocsin) -> None:
    done = tocsin("tempo", "--since", "2024-05-01", "--until", "2024-06-15")
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert lines[0].startswith(("It is ", "There is "))
    assert "10 incidents are few: a constant rate would look like this" in lines[0]
    assert "Days          1 May to 15 June 2024 (46)" in lines
    assert "Incidents     10" in lines
    assert any(line.startswith("A day ") for line in lines)
    assert lines.index("Counted otherwise") < lines.index("Assumed")
    assert "  Each incident counts once, however many reports tell of it." in lines


def test_json_holds_the_same_figures(tocsin: Tocsin) -> None:
    arguments = ("tempo", "--since", "2024-05-01", "--until", "2024-06-15")
    found = json.loads(tocsin(*arguments, "--format", "json").output)
    assert found["verdict"]["sentence"] == tocsin(*arguments).output.splitlines()[0]
    assert found["window"] == {"start": "2024-05-01", "end": "2024-06-15"}
    assert sum(found["series"]["counts"]) == 10
    assert sum(found["number_of_changes"]) == pytest.approx(1)
    assert found["pieces"][0]["start"] == "2024-05-01"


def test_a_selection_without_incidents_is_told_in_one_line(tocsin: Tocsin) -> None:
    done = tocsin("tempo", "--since", "2031-01-01")
    assert done.exit_code == 1
    assert "no incident with a day is in this selection" in done.output
