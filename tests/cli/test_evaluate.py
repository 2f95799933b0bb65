import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Tocsin
from tests.cli.test_read import ARABIC

STORY = "Rockets struck the airport in Basra on Monday."


def write(path: Path, *reports: Any) -> Path:
    path.write_text("".join(f"{json.dumps(report)}\n" for report in reports), encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    rocket = {"kind": "rocket", "status": "claimed", "where": [{"quote": "Basra"}]}
    return write(
        tmp_path / "gold.jsonl",
        {"id": "a", "text": STORY, "incidents": [rocket]},
        {"id": "b", "text": "The mayor opened a school.", "incidents": []},
    )


def test_a_table_for_people(tocsin: Tocsin, gold: Path) -> None:
    done = tocsin("evaluate", gold.name)
    assert (done.returncode, done.stderr) == (0, "")
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line.strip()}
    assert rows["gold.jsonl"] == "· 2 reports · extractor struck".split()
    assert rows["incidents"] == ["100.0%"] * 3
    assert rows["relations"] == ["-", "-", "-"]
    assert rows["clean"][0] == rows["quotes"][0] == "100.0%"


def test_slots_and_faults_on_demand(tocsin: Tocsin, gold: Path) -> None:
    plain = tocsin("evaluate", gold.name).stdout
    done = tocsin("evaluate", gold.name, "--by-slot", "--faults", "1").stdout
    assert done.endswith(plain)
    first = done.splitlines()[0].split(" | ")
    assert first[:2] == ["a", "place"]
    assert (json.loads(first[2]), first[3]) == ([{"quote": "Basra"}], "null")
    assert any(line.split()[:1] == ["status"] for line in done.splitlines())


def test_json_is_one_object(tocsin: Tocsin, gold: Path) -> None:
    done = tocsin("evaluate", gold.name, "--json", "--by-slot", "--faults", "9", "--extractor", "struck")
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    assert (found["gold"], found["extractor"], found["reports"], found["unread"]) == ("gold.jsonl", "struck", 2, 0)
    assert found["incidents"].keys() == {"precision", "recall", "f"}
    assert (found["relations"], found["clean"], found["quotes"], found["count_error"]) == (None, 1.0, 1.0, 0.0)
    assert found["by_slot"]["place"] == {"precision": 0.0, "recall": 0.0, "f": 0.0, "gold": 1}
    assert found["faults"][0] == {"report": "a", "slot": "place", "wanted": [{"quote": "Basra"}], "found": None}
    assert "faults" not in json.loads(tocsin("evaluate", gold.name, "--json").stdout)


def test_how_far_confidences_can_be_trusted_on_demand(tocsin: Tocsin, gold: Path) -> None:
    plain = tocsin("evaluate", gold.name).stdout
    done = tocsin("evaluate", gold.name, "--confidence").stdout
    assert done.endswith(plain)
    rows = [line.split() for line in done.removesuffix(plain).splitlines() if line.strip()]
    # Kind is right, status is not, and nothing else is found: both said to be half sure.
    assert ["over", "0.4", "to", "0.5", "2", "50.0%", "50.0%"] in rows
    assert ["0.00", "2", "50.0%", "33.3%"] in rows
    assert [row[:3] for row in rows if row[0] == "calibration"] == [
        ["calibration", "error", value] for value in ("0.0%", "0.0%")
    ]
    assert "recall at 90%          -  at a precision of 90% or more, which no threshold gives" in done


def test_confidences_in_json(tocsin: Tocsin, gold: Path) -> None:
    found = json.loads(tocsin("evaluate", gold.name, "--json", "--confidence").stdout)["confidence"]
    assert found["slots"] == {
        "calibration_error": 0.0,
        "calibration_error_equal_mass": 0.0,
        "recall_at_90": None,
        "bins": [{"low": 0.4, "high": 0.5, "count": 2, "confidence": 0.5, "right": 0.5}],
        "curve": [{"threshold": 0.5, "kept": 2, "precision": 0.5, "recall": 1 / 3}],
    }
    assert found["incidents"]["recall_at_90"] == 1.0
    assert "confidence" not in json.loads(tocsin("evaluate", gold.name, "--json").stdout)


def test_bad_lines_are_named_and_the_exit_code_tells(tocsin: Tocsin, gold: Path) -> None:
    with gold.open("a", encoding="utf-8") as stream:
        stream.write('{"id": "c", "text": "Calm."}\n{"id": "d", "text": "STUMBLE", "incidents": []}\n')
    done = tocsin("evaluate", gold.name, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["reports"] == 3
    assert done.stderr.splitlines() == [
        'tocsin: gold.jsonl, line 3: has no "incidents"; write [] for a report that tells of none',
        "tocsin: d: the extractor failed on it: ValueError: stumbled",
        "tocsin: 1 report could not be read, scored as if nothing was found",
    ]


def test_reports_in_another_language_are_told_of(tocsin: Tocsin, tmp_path: Path) -> None:
    arabic = {"id": "a", "text": ARABIC, "incidents": [{"kind": "ied"}]}
    write(tmp_path / "two.jsonl", arabic, {"id": "b", "text": STORY, "incidents": []})
    done = tocsin("evaluate", "two.jsonl", "--json")
    found = json.loads(done.stdout)
    assert (done.returncode, found["skipped"], found["unread"], found["incidents"]["recall"]) == (0, 1, 0, 0.0)
    assert done.stderr.startswith("tocsin: 1 report skipped, scored as if nothing was found; the first: its language")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["gone.jsonl"], 1, "gone.jsonl: there is no such file; check the name"),
        (["gold.jsonl", "--extractor", "oracle"], 2, "oracle"),
        (["gold.jsonl", "--faults", "-1"], 2, "--faults"),
        ([], 2, "GOLD"),
    ],
)
def test_what_is_wrong_is_told(tocsin: Tocsin, gold: Path, arguments: list[str], code: int, message: str) -> None:
    done = tocsin("evaluate", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr


def test_text_of_others_does_not_steer_the_terminal(tocsin: Tocsin, tmp_path: Path) -> None:
    odd = {"kind": "rocket", "where": [{"quote": "Basra\x1b[2J"}]}
    write(tmp_path / "odd.jsonl", {"id": "\x1b[31m[bold]a", "text": STORY, "incidents": [odd]})
    done = tocsin("evaluate", "odd.jsonl", "--faults", "5")
    assert "\x1b" not in done.stdout + done.stderr
    assert "[bold]a" in done.stdout
