"""What the way from quotes to values loses: the annotators' own quotes take the place of a model's."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.extraction.llm.scripted import saying
from tocsin.export.record import record
from tocsin.gazetteer.base import Gazetteer
from tocsin.reading.decoding import tidy
from tocsin.scoring.figures import score
from tocsin.scoring.gold import Gold, gold_of
from tocsin.vocabulary.report import Report, Source

PATH = Path(__file__).parents[3] / "training" / "corpus" / "asia.jsonl"
REPORTS = 40
Json = dict[str, Any]


def quote(entry: Json | None) -> str:
    return str((entry or {}).get("quote") or "")


def entries(incident: Json, name: str, *terms: str) -> list[Json]:
    return [{"quote": quote(entry), **{term: entry[term] for term in terms}} for entry in incident.get(name) or ()]


def told(incident: Json) -> Json:
    """Return an annotated incident as a model would tell it: its quotes and terms, none of its values."""
    spoken = [
        {"quote": quote(one), "kind": one["kind"], "stance": one["stance"], "speaker": quote(one.get("speaker"))}
        for one in incident["perpetrators"]
    ]
    return {
        **{name: incident[name] for name in ("kind", "status", "main")},
        **{name: quote(incident.get(name)) for name in ("when", "killed", "wounded", "abducted")},
        **{name: [quote(one) for one in incident.get(name) or ()] for name in ("triggers", "weapons", "damage")},
        "where": entries(incident, "where", "relation", "kind"),
        "targets": entries(incident, "targets", "category", "kind"),
        "perpetrators": spoken,
        "denials": entries(incident, "denials"),
    }


@pytest.fixture(scope="module")
def annotated() -> Gold:
    with PATH.open("rb") as stream:
        lines = [next(stream) for _ in range(REPORTS)]
    return gold_of(iter(lines), PATH.name)


def test_what_annotators_quote_comes_through(annotated: Gold, gazetteer: Gazetteer) -> None:
    found: dict[str, Json] = {}
    for gold in annotated.reports:
        published = date.fromisoformat(gold["published"]) if gold["published"] else None
        report = Report(gold["id"], tidy(gold["text"]), Source("The wire"), gold["headline"], published)
        answer = {"incidents": [told(incident) for incident in gold["incidents"]]}
        found[gold["id"]] = record(saying(json.dumps(answer)).extractor(gazetteer, 100_000).extract(report), text=True)
    figures = score(annotated.reports, found)
    assert len(annotated.reports) == REPORTS
    assert figures.quotes == 1.0
    assert figures.incidents is not None
    assert figures.slots is not None
    assert figures.incidents.precision == 1.0
    assert figures.incidents.recall > 0.97
    assert figures.slots.precision > 0.95
    assert figures.slots.recall > 0.9
