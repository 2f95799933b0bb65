"""`tocsin brief`, as people type it."""

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
PERIOD = ("--since", "2024-05-30", "--date", "2024-06-12")


@pytest.fixture
def tocsin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tocsin:
    ledger = open_ledger(str(tmp_path / "stories.db"))
    for number, day in enumerate((0, 9, 18, 27, 30, 31)):
        add_story(ledger, a_story(number, Told(day=day, town="Mosul" if day == 30 else "Basra")), number)
    resolve(ledger)
    ledger.close()
    monkeypatch.setenv("TOCSIN_TRACKER", str(tmp_path / "stories.db"))
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(app, ["brief", *map(str, arguments)])


def test_without_a_file_it_is_markdown_on_standard_output(tocsin: Tocsin) -> None:
    done = tocsin(*PERIOD)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("# All incidents\n\n**30 May 2024 – 12 Jun 2024.** Every incident in the tracker.")
    assert "## Is it rising?" in done.stdout


@pytest.mark.parametrize(("name", "begins"), [("b.html", b"<!doctype html>"), ("b.md", b"# All"), ("b.pdf", b"%PDF-")])
def test_the_name_of_the_file_says_the_form(tocsin: Tocsin, tmp_path: Path, name: str, begins: bytes) -> None:
    if name.endswith("pdf"):
        pytest.importorskip("typst", reason="PDF needs the package typst")
    done = tocsin(*PERIOD, "--output", name)
    assert done.exit_code == 0, done.output
    assert f"wrote a brief on 6 incidents to {name}" in done.stderr
    assert (tmp_path / name).read_bytes().startswith(begins)
    again = tocsin(*PERIOD, "--output", name)
    assert again.exit_code == 1
    assert "is there already" in again.stderr
    assert tocsin(*PERIOD, "--output", name, "--replace", "--quiet").stderr == ""


def test_a_place_by_degrees_and_a_country_by_its_letters(tocsin: Tocsin) -> None:
    near = tocsin(*PERIOD, "--where", "36.34,43.13", "--within", "20").stdout
    assert "Every incident within 20 km of 36.34,43.13" in near
    assert "rocket, Mosul, 5 Jun 2024" in near
    assert "rocket, Basra" not in near
    country = tocsin(*PERIOD, "--where", "iq", "--kind", "rocket").stdout
    assert country.startswith("# Iraq\n")
    assert "rocket incidents in Iraq" in country


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--output", "b.txt"], 2, "the form is not told by the name"),
        (["--since", "2031-01-01", "--date", "2030-01-01"], 1, "cannot begin on 2031-01-01"),
        (["--where", "QQ"], 3, "'QQ' is no country of ISO 3166"),
        (["--where", "99,44"], 2, "no such coordinates"),
        (["--tracker", "none.db"], 4, "there is no tracker none.db"),
        (["--calendar", "none.csv"], 1, "tocsin: none.csv: cannot be read: No such file"),
        (["--output", "nowhere/b.html"], 1, "there is no folder nowhere"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(tocsin: Tocsin, arguments: list[str], code: int, message: str) -> None:
    done = tocsin(*arguments)
    assert done.exit_code == code, done.output
    assert message in " ".join(done.output.replace("│", " ").split())


def test_days_without_anything_are_a_brief_too(tocsin: Tocsin) -> None:
    done = tocsin("--date", "1999-01-01")
    assert done.exit_code == 0
    assert "No attack is known from 26 Dec 1998 to 1 Jan 1999" in done.stdout
