"""The command with all that is built in: reading, places and rules together, on the bundled samples."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.export.test_record import quotes
from tocsin.cli.main import app

RUN = CliRunner()


@pytest.fixture(scope="module")
def found() -> list[dict[str, Any]]:
    done = RUN.invoke(app, ["read", "--samples", "--json", "--text", "--quiet"])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_sample_is_read_and_most_tell_of_something(found: list[dict[str, Any]]) -> None:
    assert len(found) == len({report["id"] for report in found}) >= 30
    assert sum(bool(report["incidents"]) for report in found) > len(found) / 2


def test_every_quote_stands_where_it_is_said_to(found: list[dict[str, Any]]) -> None:
    cited = [(r["text"], q) for r in found for q in quotes([r["incidents"], r["relations"], r["context"]])]
    assert len(cited) > 300
    assert [q for text, q in cited if text[q[1] : q[2]] != q[0]] == []


def test_every_incident_has_a_trigger_a_sentence_and_a_confidence(found: list[dict[str, Any]]) -> None:
    incidents = [incident for report in found for incident in report["incidents"]]
    assert all(incident["triggers"] and incident["evidence"] for incident in incidents)
    assert all(0 < incident["confidence"] <= 1 for incident in incidents)


def test_the_arabic_sample_is_skipped_with_a_reason(found: list[dict[str, Any]]) -> None:
    (arabic,) = [report for report in found if report["id"] == "shatt-0816-arabic"]
    assert (arabic["language"], arabic["incidents"]) == ("ar", [])
    assert arabic["rejections"][0]["reason"]


def test_a_relative_day_is_resolved_against_the_day_that_is_given(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(
        "Two rockets struck the airport in Basra on Monday, wounding three guards, police said.\n", encoding="utf-8"
    )
    dated = RUN.invoke(app, ["read", str(path), "--json", "--published", "2024-05-08"])
    assert json.loads(dated.stdout)["incidents"][0]["when"]["start"] == "2024-05-06"
    undated = json.loads(RUN.invoke(app, ["read", str(path), "--json"]).stdout)
    assert (undated["published"], undated["incidents"][0]["when"]["start"]) == (None, None)


def test_the_samples_make_a_page(tmp_path: Path, found: list[dict[str, Any]]) -> None:
    path = tmp_path / "samples.html"
    assert RUN.invoke(app, ["read", "--samples", "--save", str(path), "--quiet"]).exit_code == 0
    assert path.read_text(encoding="utf-8").count('<section class="report"') == len(found)
