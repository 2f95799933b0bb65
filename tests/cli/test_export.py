"""Import, export, archive and verify, as people type them."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tests.cli.conftest import Tocsin, command
from tocsin.cli.columns import settle
from tocsin.tasks.importing.guessing import guess
from tocsin.tasks.importing.mapping import Mapping
from tocsin.tasks.importing.rows import Table

OLD = (
    "No,Date,Lat,Lon,Place,Type,Killed,What happened\n"
    "1,03/04/2024,36.34,43.13,Mosul,IED,2,A bomb hit a patrol\n"
    "2,05/04/2024,36.34,43.13,Mosul,Firebomb,some,A shop burned\n"
)
needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.csv"
    path.write_text(OLD, encoding="utf-8")
    return path


def test_a_tracker_goes_in_and_out_again(tocsin: Tocsin, old: Path, tmp_path: Path) -> None:
    done = tocsin("import", old, "--yes")
    assert done.returncode == 0, done.stderr
    assert "old:2: Killed is left out: 'some' is no number of people" in done.stderr
    assert "2 new rows, 1 value left out" in done.stderr
    again = tocsin("import", old, "--mapping", tmp_path / "old.mapping.toml")
    assert "0 new rows, 2 rows known already" in again.stderr
    unasked = tocsin("import", old)
    assert f"taken from {old.with_suffix('.mapping.toml')}" in unasked.stderr
    assert "0 new rows, 2 rows known already" in unasked.stderr
    listed = tocsin("export", "--output", "-", "--format", "jsonl", "--quiet")
    assert listed.stderr == ""
    assert [json.loads(line)["kind"] for line in listed.stdout.splitlines()] == ["ied", "other"]
    written = tocsin("export", "--output", "bombs.geojson", "--kind", "ied")
    assert written.stderr == "tocsin: wrote 1 incident to bombs.geojson\n"
    assert len(json.loads((tmp_path / "bombs.geojson").read_text(encoding="utf-8"))["features"]) == 1
    archived = tocsin("archive", "--output", "all.wacz")
    assert archived.stderr == "tocsin: wrote 2 originals to all.wacz\n"
    verified = tocsin("verify", "all.wacz")
    assert (verified.returncode, verified.stderr) == (0, "")
    assert tocsin("verify").stdout == "the ledger: 2 parts as they were written\n"


def test_bad_rows_are_named_and_stop_nothing(tocsin: Tocsin, old: Path) -> None:
    old.write_text(
        f"{OLD}3,04/04/2024,1,2,X,IED,1,a,cell,too many\n1,06/04/2024,,,Basra,IED,,the same id\n", encoding="utf-8"
    )
    done = tocsin("import", old, "--yes")
    assert done.returncode == 1
    assert "old.csv, line 4: has 10 cells, the heading 8" in done.stderr
    assert "old.csv, line 5: has the same id as a row before it: old:1" in done.stderr
    assert "2 new rows" in done.stderr


def test_without_a_terminal_nobody_is_asked(tocsin: Tocsin, old: Path) -> None:
    done = tocsin("import", old)
    assert done.returncode == 1
    assert "nobody is here to say which column is what; answer in a terminal, or say --yes" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("import", "gone.csv"), 1, "there is no file gone.csv"),
        (("import", "."), 1, "is a folder"),
        (("import", "old.csv", "--from", "acled"), 1, "has no column event_id_cnty"),
        (("export", "--output", "x.kml"), 4, "there is no tracker"),
        (("export", "--output", "x", "--format", "pdf"), 2, "there is no format 'pdf'; there are acled, csv"),
        (("archive", "--output", "x.wacz"), 4, "there is no tracker"),
        (("verify", "old.csv"), 1, "neither a WARC nor a WACZ"),
        (("verify", "gone.wacz"), 1, "gone.wacz cannot be opened"),
        (("verify",), 4, "there is no tracker"),
    ],
)
def test_what_cannot_be_is_told(
    arguments: tuple[str, ...], code: int, words: str, tocsin: Tocsin, old: Path, tmp_path: Path
) -> None:
    done = tocsin(*arguments)
    assert done.returncode == code
    assert words in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.glob("*.*")) == ["old.csv"]


def settled(old: Path, answers: list[str]) -> tuple[Mapping, str]:
    """Return what the dialogue makes of `answers`, and what it prints."""
    app, given = typer.Typer(), list[Mapping]()

    @app.command()
    def ask() -> None:
        table = Table(old)
        given.append(settle(table, *guess(table)))

    done = CliRunner().invoke(app, [], input="".join(f"{answer}\n" for answer in answers))
    assert done.exit_code == 0, done.output
    return given[0], done.output


def test_the_dialogue_shows_examples_and_takes_enter_for_yes(old: Path) -> None:
    mapping, output = settled(old, [""] * 9 + ["arson"])
    assert "Place  (Mosul) [place]" in output
    assert "Date  (03/04/2024 | 05/04/2024) [start]" in output
    assert mapping.columns["killed"] == "Killed"
    assert mapping.day_first is True
    assert mapping.kinds == {"Firebomb": "arson"}


def test_the_dialogue_takes_other_answers_and_asks_again(old: Path) -> None:
    answers = ["", "", "", "", "place", "", "soldiers", "killed", "-", "n", "bang", "other"]
    mapping, output = settled(old, answers)
    assert "say id, start, end" in output
    assert "description" not in mapping.columns
    assert mapping.columns["killed"] == "Killed"
    assert (mapping.day_first, mapping.kinds) == (False, {"Firebomb": "other"})


def test_no_column_can_be_what_another_is(old: Path) -> None:
    mapping, output = settled(old, ["place", "", "", "", "-", "", "", "", "", ""])
    assert mapping.columns["place"] == "No"
    again, output = settled(old, ["place", "", "", "", "place", "-", "", "", "", "", ""])
    assert "that is No already" in output
    assert again == mapping


@needs_terminal
def test_in_a_terminal_the_answers_are_kept(environment: dict[str, str], old: Path, tmp_path: Path) -> None:
    import pty  # noqa: PLC0415  not there on Windows

    ours, theirs = pty.openpty()
    os.write(ours, b"\n" * 9 + b"arson\n")
    done = subprocess.run(  # noqa: S603  the command under test
        command("import", old, "--quiet"),
        stdin=theirs,
        capture_output=True,
        cwd=tmp_path,
        env=environment,
        timeout=60,
        check=False,
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 0, done.stderr
    kept = tomllib.loads((tmp_path / "old.mapping.toml").read_text(encoding="utf-8"))
    assert kept["kinds"] == {"Firebomb": "arson"}
    assert kept["columns"]["start"] == "Date"
