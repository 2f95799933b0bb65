"""The verbs of the ledger as people type them, on a tracker in a file."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.cli.conftest import Tocsin
from tests.tasks.stories import Told, a_story, add_story
from tocsin.cli.main import app
from tocsin.ledger.opening import open_ledger
from tocsin.tasks.resolve import resolve

Run = Callable[..., str]


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    """Three reports of one attack in Basra, one of another in Mosul, one next day in Basra, as a file."""
    path = tmp_path / "tracker.db"
    ledger = open_ledger(str(path))
    for number in range(3):
        add_story(ledger, a_story(number, Told(killed=number)), number)
    add_story(ledger, a_story(3, Told("Mosul", 4, "ied", 2), source="=cmd|' /C calc'!A0"), 3)
    resolve(ledger)
    ledger.close()
    return path


@pytest.fixture
def run(tracker: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("TOCSIN_TRACKER", str(tracker))
    monkeypatch.setenv("TOCSIN_AUTHOR", "Ann")
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: str, stdin: str = "", code: int = 0) -> str:
        done = CliRunner().invoke(app, arguments, input=stdin)
        assert done.exit_code == code, done.output
        return done.output

    return call


def ids(run: Run) -> dict[str, str]:
    """Return the ids of the incidents by their oldest mention."""
    return {record["mentions"][0]["id"]: record["id"] for record in json.loads(run("incidents", "--format", "json"))}


def test_incidents_as_a_table_name_what_is_in_dispute(run: Run) -> None:
    out = run("incidents")
    assert "Basra" in out
    assert "0 to 2 told" in " ".join(out.split())
    assert "≠" in out
    assert "2 incidents" in out
    assert "1 of 2 incidents" in run("incidents", "--limit", "1")
    assert "No incident matches" in run("incidents", "--country", "NO")
    narrow = CliRunner(env={"COLUMNS": "60"}).invoke(app, ["incidents"])
    assert max(map(len, narrow.output.splitlines())) <= 60


def test_incidents_as_json_hold_every_mention_with_its_report_and_its_own_values(run: Run) -> None:
    records = json.loads(run("incidents", "--format", "json"))
    assert [json.loads(line) for line in run("incidents", "--format", "jsonl").splitlines()] == records
    basra = next(record for record in records if len(record["mentions"]) == 3)
    assert [mention["report_id"] for mention in basra["mentions"]] == ["story-0", "story-1", "story-2"]
    assert [mention["killed"]["low"] for mention in basra["mentions"]] == [0, 1, 2]
    assert basra["mentions"][0]["when"]["start"] == "2024-05-06"
    assert basra["mentions"][0]["where"][0]["lat"] == 30.51
    assert basra["disputed"] == ["killed"]
    assert (basra["slots"]["killed"]["lowest"], basra["slots"]["killed"]["highest"]) == (0, 2)
    assert {telling["quote"] for telling in basra["slots"]["killed"]["tellings"]} == {
        "0 people", "1 people", "2 people",
    }  # fmt: skip
    assert json.loads(run("incidents", "--format", "json", "--country", "NO")) == []


def test_incidents_as_csv_compute_nothing_in_a_spreadsheet(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("incidents", "--format", "csv"))))
    assert [row["kind"] for row in rows] == ["rocket", "ied"]
    assert rows[1]["sources"] == "'=cmd|' /C calc'!A0"
    assert (rows[1]["killed_low"], rows[1]["latitude"]) == ("2", "36.34")
    assert run("incidents", "--format", "csv") == run("export", "--format", "csv", "--output", "-", "--quiet")


def test_show_opens_every_claim_and_the_original(run: Run) -> None:
    name = ids(run)["story-0#1"]
    out = run("show", name)
    for words in ("In dispute: killed", "“2 people”", "Paper 2", "[F", "SHA-256", "tocsin show story-1 --original"):
        assert words in out
    assert "Kept as story-1, version 1" in run("show", "story-1")
    assert run("show", "story-1", "--original").startswith("In Basra on day 0 rockets struck")
    assert json.loads(run("show", name, "--json"))["id"] == name
    assert json.loads(run("show", "story-1", "--json"))["incident_ids"] == [name]
    assert "there is no incident" in run("show", "gone", code=1)


def test_a_decision_is_kept_told_and_taken_back(run: Run) -> None:
    name = ids(run)["story-0#1"]
    assert "merge by Ann" in run("review", "merge", name, "story-3#1", "--why", "one order")
    assert len(ids(run)) == 1
    assert "one order" in run("history", name)
    assert "undo by Ann" in run("undo")
    assert len(ids(run)) == 2
    assert "set by Ann" in run("review", "set", name, "killed", "2-3")
    assert "confirm by Ann" in run("review", "confirm", name, "--slot", "when")
    assert "split by Ann" in run("review", "split", "story-2#1")
    other = ids(run)["story-3#1"]
    assert "reject by Ann" in run("review", "reject", "story-3#1", "--why", "a drill")
    for verb in ("show", "history"):
        assert "was rejected by Ann" in run(verb, other, code=1)
        assert "saying 'a drill'; tocsin undo rev-" in run(verb, "story-3#1", code=1)
    assert "note by Ann" in run("review", "note", name, "call them")
    assert "call them" in run("show", name)
    events = [json.loads(line) for line in run("history", name, "--json").splitlines()]
    assert [event["who"] for event in events if event["kind"] == "review"].count("Ann") >= 4
    assert "the same as before" in run("rebuild")
    assert "is none of" in run("review", "set", name, "colour", "red", code=2)


def test_sources_are_listed_and_graded(run: Run) -> None:
    assert "Paper 1" in run("sources")
    assert "changed" in run("sources", "set", "Paper 1", "--grade", "b", "--kind", "wire")
    graded = [json.loads(line) for line in run("sources", "list", "--json").splitlines()]
    assert {"name": "Paper 1", "country": None, "kind": "wire", "grade": "B", "language": ""} in graded
    assert "nothing to set" in run("sources", "set", "Paper 1", code=2)
    assert "no report is by" in run("sources", "set", "Nobody", "--grade", "A", code=1)
    assert "behind set" in run("sources", "--tracker", "x.db", "set", "Paper 1", "--grade", "A", code=2)


def test_what_is_not_resolved_is_resolved_later(run: Run, tracker: Path) -> None:
    ledger = open_ledger(str(tracker))
    add_story(ledger, a_story(5, Told("Kirkuk", 2)), 5)
    ledger.close()
    record = json.loads(run("resolve", "--json"))
    assert (record["mentions"], len(record["new_incidents"])) == (1, 1)
    assert json.loads(run("rebuild", "--json"))["same"] is True


@pytest.mark.parametrize("verb", ["incidents", "resolve", "rebuild", "sources", "review", "undo"])
def test_a_tracker_that_is_not_there_is_told_and_not_made(verb: str, run: Run, tmp_path: Path) -> None:
    gone = tmp_path / "gone.db"
    assert "there is no tracker" in run(verb, "--tracker", str(gone), code=4)
    assert not gone.exists()


STORIES = [
    {"id": "a", "source": "The Gulf Courier", "text": "Shells struck the old ferry landing at dusk, said a pilot."},
    {"id": "b", "source": "Marsh Gazette", "text": "Nothing at all happened on the quay this week, said a clerk."},
]


def test_add_makes_the_tracker_and_says_what_came_of_it(tocsin: Tocsin, tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(story) + "\n" for story in STORIES), encoding="utf-8")
    done = tocsin("add", path, "gone.txt")
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == "2 new reports, 1 input not readable"
    assert "1 mention resolved: 1 new incident" in done.stdout
    assert "gone.txt" in done.stderr
    again = tocsin("add", path, "--json")
    assert again.returncode == 0
    record = json.loads(again.stdout)
    assert (record["reports"]["known"], record["new_incidents"]) == (2, [])
    assert (tmp_path / "tracker.db").is_file()


def test_a_day_that_is_none_costs_the_day_and_not_the_report(tocsin: Tocsin, tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(json.dumps({**STORIES[0], "published": "some day"}) + "\n", encoding="utf-8")
    done = tocsin("add", path, "--no-resolve")
    assert (done.returncode, done.stdout) == (0, "1 new report, 1 value left out\n")
    assert "published is no ISO date" in done.stderr


def test_nothing_to_add_and_a_folder_that_is_not_there_are_told(tocsin: Tocsin) -> None:
    assert tocsin("add").returncode == 2
    done = tocsin("add", "-", "--tracker", "gone/tracker.db", stdin=b"Shells struck the pier.")
    assert done.returncode == 4
    assert "gone" in done.stderr


def test_help_loads_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import sys\nfrom tocsin.cli.main import app\n"
        "try: app(['incidents', '--help'])\nexcept SystemExit: pass\n"
        "print('loaded', *sorted({name.split('.')[0] for name in sys.modules}))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout  # noqa: S603
    assert not set(out.splitlines()[-1].split()) & {"sqlalchemy", "alembic", "numpy", "lxml", "httpx"}


def test_add_names_a_report_that_it_keeps_but_cannot_read(tocsin: Tocsin, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("هجوم صاروخي على مطار البصرة يوم الاثنين أدى إلى مقتل ثلاثة جنود في القاعدة", encoding="utf-8")
    done = tocsin("add", str(page), "--tracker", str(tmp_path / "t.db"), "--extractor", "rules")
    assert done.returncode == 0
    assert "1 report passed over" in done.stdout
    assert f"{page} (" in done.stderr
    assert "'ar'" in done.stderr
    again = tocsin("add", "--again", "--tracker", str(tmp_path / "t.db"), "--extractor", "rules")
    assert again.returncode == 0
    assert again.stdout.startswith("1 report read again, 0 of them tell of incidents now, 1 report passed over\n")
    assert tocsin("add", "--again", str(page)).returncode == 2
