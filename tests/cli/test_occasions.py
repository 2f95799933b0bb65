"""`tocsin occasions` and `tocsin severity` on a ledger of short stories."""

import csv
import io
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
DAYS = ("--since", "2024-05-06", "--until", "2024-06-20")
VISIT = "date,kind,name\n2024-05-26,visit,The minister in =Basra\n"


@pytest.fixture
def tocsin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tocsin:
    ledger = open_ledger(str(tmp_path / "stories.db"))
    for number, day in enumerate((0, 14, 15, 17, 19, 31, 40)):
        add_story(ledger, a_story(number, Told(day=day, killed=(0, 2, 0, 0, 0, None, 0)[number])), number)
    resolve(ledger)
    ledger.close()
    (tmp_path / "own.csv").write_text(VISIT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOCSIN_TRACKER", "stories.db")
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *arguments: CliRunner().invoke(app, [*map(str, arguments), *([] if "--since" in arguments else DAYS)])


def test_the_verdict_comes_first_and_every_number_has_its_ids(tocsin: Tocsin) -> None:
    done = tocsin("occasions", "--calendar", "own.csv")
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert "there were more attacks than usual in the 7 days before visits: 4 on 7 days where" in lines[0]
    assert "Attacks       7" in lines
    at = next(
        number for number, line in enumerate(lines) if line.startswith("In the 7 days before visits: 4 on 7 days")
    )
    assert len(lines[at + 2].split()) == 4
    assert all(word.startswith("inc-") for word in lines[at + 2].split())
    assert any("26 May 2024 · visit · The minister in =Basra (occ-" in line for line in lines)
    assert "    calendar own.csv, line 2" in lines
    assert lines.index("Each by itself") < lines.index("Assumed")


def test_json_and_csv_hold_the_same_figures(tocsin: Tocsin) -> None:
    found = json.loads(tocsin("occasions", "--calendar", "own.csv", "--format", "json").output)
    rows = list(csv.DictReader(io.StringIO(tocsin("occasions", "--calendar", "own.csv", "--format", "csv").output)))
    assert [row["question"] for row in rows] == ["sort", "sort", "occasion", "occasion"]
    before = found["sorts"][0]
    assert (before["name"], before["side"], before["incidents"]) == ("visit", "before", 4)
    assert rows[0]["incident_ids"].split() == before["incident_ids"]
    assert float(rows[0]["chance"]) == pytest.approx(before["chance"], abs=1e-6)
    assert rows[2]["name"] == "The minister in =Basra"
    assert rows[2]["start"] == "2024-05-26"
    assert found["tested"][0]["tellings"][0]["origin"] == {"file": "own.csv", "line": 2}


def test_days_about_and_words_are_as_asked_for(tocsin: Tocsin) -> None:
    done = tocsin("occasions", "--calendar", "own.csv", "--before", "3", "--after", "0", "--occasion", "minister")
    assert "In the 3 days before visits: 2 on 3 days" in done.output
    assert " from visits on" not in done.output
    none = tocsin("occasions", "--calendar", "own.csv", "--occasion", "talks")
    assert none.output.startswith("No occasion whose day is known lies near enough")
    refused = tocsin("occasions", "--before", "0", "--after", "0")
    assert refused.exit_code == 2
    assert "nothing to count" in refused.output


def test_what_cannot_be_read_is_named_and_the_rest_counts(tocsin: Tocsin, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(f"{VISIT}26/5/2024,visit,Another\n", encoding="utf-8")
    done = tocsin("occasions", "--calendar", "own.csv", "--calendar", "gone.ics", "--calendar-only")
    assert done.exit_code == 1
    assert "own.csv, line 3: '26/5/2024' is not a day; write the day as year-month-day" in done.output
    assert "gone.ics: cannot be read: No such file" in done.output
    assert "Occasions     1 looked at, 0 passed over" in done.output


def test_severity_tells_tolls_shares_and_runs(tocsin: Tocsin) -> None:
    done = tocsin("severity")
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert lines[0] == "7 attacks: 2 killed (6 tell of it, 1 does not)."
    assert "    killed: 2 (told of 6; not told of 1)" in lines
    assert "  May 2024: 5 attacks" in lines
    assert any(line.startswith("  rocket: 7, 100% (65 to 100%)") for line in lines)
    assert "  An attack of which no toll is told is in no toll: it is not taken for one that hurt nobody." in lines


def test_severity_as_json_and_csv(tocsin: Tocsin) -> None:
    found = json.loads(tocsin("severity", "--by", "week", "--format", "json").output)
    rows = list(csv.DictReader(io.StringIO(tocsin("severity", "--by", "week", "--format", "csv").output)))
    killed = next(row for row in rows if row["name"] == "killed")
    assert (killed["stretch"], killed["low"], killed["told"], killed["untold"]) == ("all", "2", "6", "1")
    assert killed["incident_ids"].split() == found["whole"]["tolls"][0]["told_ids"]
    wounded = next(row for row in rows if row["name"] == "wounded")
    assert (wounded["low"], wounded["told"]) == ("", "0"), "nothing told is no number"
    assert found["by"] == "week"
    assert found["stretches"][0]["start"] == "2024-05-06"


def test_a_selection_without_attacks_is_told_in_one_line(tocsin: Tocsin) -> None:
    done = tocsin("occasions", "--since", "2031-01-01")
    assert done.exit_code == 1
    assert "no attack with a day is in this selection" in done.output
    assert tocsin("severity", "--since", "2031-01-01").output.startswith("0 attacks: none tells")
