"""The command with all that is built in: reading, places and each way to find incidents, on the bundled samples."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.export.test_record import quotes
from tocsin.cli.main import app

RUN = CliRunner()


@pytest.fixture(scope="module", params=["model", "rules"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def found(name: str) -> list[dict[str, Any]]:
    done = RUN.invoke(app, ["read", "--samples", "--json", "--text", "--explain", "--quiet", "--extractor", name])
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


def methods(part: object) -> Iterator[str]:
    """Yield every method that is named in `part` of a record."""
    if isinstance(part, dict):
        if "method" in part:
            yield str(part["method"])
        for inner in part.values():
            yield from methods(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from methods(inner)


def test_every_value_names_what_made_it(found: list[dict[str, Any]], name: str) -> None:
    """Ties and occasions are the rules' finds whoever reads; what they fill in for the network is theirs too."""
    made = {part: set(methods([report[part] for report in found])) for part in ("incidents", "relations", "context")}
    makers = {part: {method.split()[0] for method in by} for part, by in made.items()}
    assert name in makers["incidents"] <= {name, "rules"}
    assert makers["relations"] == makers["context"] == {"rules"}
    assert all(len(method.split()) == 2 for by in made.values() for method in by), "each with its version"


def test_an_explanation_says_who_made_each_value(name: str, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(
        "Two rockets struck the airport in Basra on Monday, wounding three guards, police said.\n\n"
        "The Dawn Brigade, which officials call a front for the Harbour League, claimed the attack.\n",
        encoding="utf-8",
    )
    done = RUN.invoke(
        app, ["read", str(path), "--explain", "--published", "2024-05-08", "--extractor", name], env={"COLUMNS": "140"}
    )
    incidents, _, groups = done.stdout.partition("Incident 1")[2].partition("Groups")
    values = [line for line in incidents.splitlines() if re.search(r"[●○]{5} \d\.\d\d", line)]
    assert len(values) >= 5
    assert [line for line in values if not re.search(rf"\b({name}|rules) \d[.\d]*$", line.rstrip())] == []
    assert any(f" {name} " in line for line in values if line.split()[0] in {"kind", "status", "trigger"})
    assert re.search(r"\brules \d[.\d]*\s*$", groups, re.MULTILINE)


def test_the_arabic_sample_is_skipped_with_a_reason(found: list[dict[str, Any]]) -> None:
    (arabic,) = [report for report in found if report["id"] == "shatt-0816-arabic"]
    assert (arabic["language"], arabic["incidents"]) == ("ar", [])
    assert arabic["rejections"][0]["reason"]


def test_a_relative_day_is_resolved_against_the_day_that_is_given(tmp_path: Path, name: str) -> None:
    path = tmp_path / "story.txt"
    path.write_text(
        "Two rockets struck the airport in Basra on Monday, wounding three guards, police said.\n", encoding="utf-8"
    )
    named = ["--extractor", name]
    dated = RUN.invoke(app, ["read", str(path), "--json", "--published", "2024-05-08", *named])
    assert json.loads(dated.stdout)["incidents"][0]["when"]["start"] == "2024-05-06"
    undated = json.loads(RUN.invoke(app, ["read", str(path), "--json", *named]).stdout)
    days = [incident["when"] for incident in undated["incidents"]]
    assert undated["published"] is None
    assert all(day is None or day["start"] is None for day in days)


def test_the_samples_make_a_page(tmp_path: Path, found: list[dict[str, Any]], name: str) -> None:
    path = tmp_path / "samples.html"
    done = RUN.invoke(app, ["read", "--samples", "--save", str(path), "--quiet", "--extractor", name])
    assert done.exit_code == 0
    assert path.read_text(encoding="utf-8").count('<section class="report"') == len(found)
