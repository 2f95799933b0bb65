"""`tocsin actors` and `tocsin claims` on a ledger of the bundled samples as they are annotated."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import networkx
import pytest
from typer.testing import CliRunner

from tests.analysis.network.dossier import SEEN, annotated
from tests.export.annotated import extraction_of
from tocsin.cli.main import app
from tocsin.ledger.opening import open_ledger
from tocsin.tasks.add import keep
from tocsin.tasks.resolve import resolve
from tocsin.vocabulary.report import Source
from tocsin.vocabulary.retrieval import Retrieval

Tocsin = Callable[..., Any]


@pytest.fixture(scope="session")
def tracker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tracker") / "samples.db"
    ledger = open_ledger(str(path))
    for number, given in enumerate(annotated()):
        found = extraction_of(given)
        report = replace(found.report, source=Source(given.get("source", "Paper")))
        at = SEEN + timedelta(minutes=number)
        keep(Retrieval(report, at, report.text.encode(), "text/plain", report.id), found, ledger)
    resolve(ledger)
    ledger.close()
    return path


@pytest.fixture
def tocsin(tracker: Path, monkeypatch: pytest.MonkeyPatch) -> Tocsin:
    monkeypatch.setenv("TOCSIN_TRACKER", str(tracker))
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *arguments: CliRunner().invoke(app, list(map(str, arguments)))


def test_actors_are_listed_with_ties_and_incidents(tocsin: Tocsin) -> None:
    done = tocsin("actors")
    assert done.exit_code == 0, done.output
    assert "Kataib Hezbollah is part of Popular Mobilization Forces  stated" in done.output
    assert "Companions of the Dawn is a front for Kataib Hezbollah  disputed" in done.output


def test_a_day_shows_what_was_told_by_then(tocsin: Tocsin) -> None:
    assert "front for" not in tocsin("actors", "--at", "2020-08-12").output
    assert "front for Kataib Hezbollah  suspected" in tocsin("actors", "--at", "2020-08-13").output


def test_a_selection_leaves_out_who_is_not_in_it(tocsin: Tocsin) -> None:
    done = tocsin("actors", "--since", "2020-08-10", "--until", "2020-08-10", "--format", "json")
    assert {actor["name"] for actor in json.loads(done.stdout)["actors"]} >= {"Companions of the Dawn"}
    assert "Palm Grove Brigade" not in done.stdout


@pytest.mark.parametrize("name", ["Kataib Hezbollah", "Kata'ib Hizballah", "كتائب حزب الله", "KH", "kh"])
def test_one_actor_is_found_by_any_of_its_names(name: str, tocsin: Tocsin) -> None:
    done = tocsin("actors", "show", name)
    assert done.exit_code == 0, done.output
    assert done.output.startswith("Kataib Hezbollah  group  act-")


def test_one_actor_as_a_record(tocsin: Tocsin) -> None:
    found = json.loads(tocsin("actors", "show", "Palm Grove Brigade", "--json").stdout)
    assert {tie["relation"] for tie in found["ties"]} == {"front-for"}
    assert len([one for one in found["incidents"] if one["stance"] == "claims"]) == 3


def test_an_actor_that_nobody_tells_of_is_told_with_those_that_are_close(tocsin: Tocsin) -> None:
    done = tocsin("actors", "show", "Palm Brigade")
    assert done.exit_code == 1
    assert "did you mean Palm Grove Brigade?" in done.output


@pytest.mark.parametrize("name", ["net.graphml", "net.gexf", "net.ftm.json", "net.json"])
def test_a_file_is_in_the_format_of_its_name_and_not_replaced_unasked(
    name: str, tocsin: Tocsin, tmp_path: Path
) -> None:
    path = tmp_path / name
    assert tocsin("actors", "--output", path).exit_code == 0
    data = path.read_bytes()
    assert b"Kataib Hezbollah" in data
    assert (path.suffix == ".json") == data.startswith(b"{")
    again = tocsin("actors", "--output", path)
    assert again.exit_code == 1
    assert "there already" in again.output
    assert tocsin("actors", "--output", path, "--replace").exit_code == 0
    assert path.read_bytes() == data


def test_standard_output_takes_a_graph(tocsin: Tocsin) -> None:
    graph = networkx.read_graphml(io.BytesIO(tocsin("actors", "--format", "graphml").stdout_bytes))
    assert any(node["label"] == "Palm Grove Brigade" for _, node in graph.nodes(data=True))


def test_words_go_to_no_file(tocsin: Tocsin, tmp_path: Path) -> None:
    assert tocsin("actors", "--output", tmp_path / "x.txt").exit_code == 2


def test_names_of_ones_own_hold(tocsin: Tocsin, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[actor]]\nname = "The Dawn"\nnames = [{ words = "Companions of the Dawn", source = "my notes" }]\n'
    )
    done = tocsin("actors", "show", "Companions of the Dawn", "--aliases", path)
    assert "The Dawn  group" in done.output
    assert "by the alias table: my notes" in done.output
    path.write_text("=")
    assert tocsin("actors", "--aliases", path).exit_code == 1


def test_around_five_are_claimed_and_one_is_denied_by_the_coalition(tocsin: Tocsin) -> None:
    done = tocsin("claims")
    assert done.exit_code == 0, done.output
    assert "Counted: around 5 attacks claimed by Armed groups" in done.output
    assert "1 denied by The Coalition" in done.output
    found = json.loads(tocsin("claims", "--format", "json").stdout)
    (tally,) = found["counted"]
    assert (tally["claimed"], tally["denied"], tally["approximate"]) == (5, 1, True)
    assert len(found["summary"]["refuted"]) == 1


def test_claims_as_a_table_have_a_source_a_line(tocsin: Tocsin) -> None:
    rows = list(csv.DictReader(io.StringIO(tocsin("claims", "--format", "csv").stdout)))
    words = [row for row in rows if row["word"]]
    assert words
    assert all(row["incident_id"] and row["report_id"] and row["quote"] for row in words)
    assert {row["word"] for row in words} == {
        "claims", "event_denials", "authorship_denials", "attributions", "unclaimed"
    }  # fmt: skip


def test_claims_of_no_incident(tocsin: Tocsin) -> None:
    assert tocsin("claims", "--since", "1999-01-01", "--until", "1999-01-02").output == "No incident matches.\n"


def test_names_are_decided_on_and_the_decision_holds(tracker: Path, tmp_path: Path, tocsin: Tocsin) -> None:
    own = tmp_path / "own.db"
    own.write_bytes(tracker.read_bytes())
    ledger = ("--tracker", own)
    done = tocsin("actors", "same", "Palm Grove Brigade", "Companions of the Dawn", "--author", "Ann", *ledger)
    assert done.exit_code == 0, done.output
    assert "“Palm Grove Brigade” and “Companions of the Dawn” are one actor; kept as rev-" in done.output
    assert "decided by Ann" in tocsin("actors", "show", "Companions of the Dawn", *ledger).output
    assert tocsin("undo", "--author", "Ann", *ledger).exit_code == 0
    assert "decided by Ann" not in tocsin("actors", "show", "Companions of the Dawn", *ledger).output


def test_names_that_are_alike_are_asked_about(tocsin: Tocsin, tmp_path: Path) -> None:
    ledger = ("--tracker", tmp_path / "alike.db")
    page = tmp_path / "alike.txt"
    page.write_text(
        "On 5 May 2024 the Harbour Lantern Brigade fired two rockets at the airport in Basra. "
        "On 7 May 2024 the Harbor Lantern Brigade claimed responsibility for a bomb in Mosul."
    )
    assert tocsin("add", page, "--extractor", "rules", *ledger).exit_code == 0
    asked = CliRunner().invoke(
        app, ["actors", "review", "--author", "Ann", *map(str, ledger)], input="x\nd two towns\n"
    )
    assert asked.exit_code == 0, asked.output
    assert "the names sound alike" in asked.output
    assert "are two actors: two towns; kept as rev-" in asked.output
    assert "1 decision kept; tocsin undo takes back the last one." in asked.output
    again = CliRunner().invoke(app, ["actors", "review", *map(str, ledger)], input="")
    assert "No names are alike that nobody has decided on." in again.output
