import importlib.util
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.annotated import SAMPLES, extraction_of
from tocsin.export.record import json_line, record
from tocsin.extraction.base import Extraction
from tocsin.testing.builders import a_claim, a_mention, a_report, a_span, a_tie, a_when, an_occasion
from tocsin.vocabulary.claim import Speaker
from tocsin.vocabulary.values import Toll

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
CONTRACT = ["id", "url", "source", "published", "title", "language", "incidents", "relations", "context", "rejections"]
INCIDENT = [
    "n", "kind", "status", "main", "count", "triggers", "when", "where", "weapons", "targets", "perpetrators",
    "killed", "wounded", "abducted", "damage", "denials", "evidence", "confidence", "slot_confidence", "grounds",
]  # fmt: skip


def load_script(path: Path) -> ModuleType:
    if not path.is_file():
        pytest.skip(f"no {path.name}: the shared development data are not beside the checkout")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def quotes(node: Any) -> list[tuple[str, int, int]]:
    """Every quote below `node` with its offsets, whatever they are called beside days."""
    if isinstance(node, list):
        return [found for item in node for found in quotes(item)]
    if not isinstance(node, dict):
        return []
    found = [q for value in node.values() for q in quotes(value)]
    if node.get("quote") is not None:
        moved = "quote_start" in node
        found.append((node["quote"], node["quote_start" if moved else "start"], node["quote_end" if moved else "end"]))
    ends = [end for end in ("head", "tail") if end in node]
    return found + [(node[end], node[f"{end}_start"], node[f"{end}_end"]) for end in ends]


def test_shape_is_the_contract() -> None:
    out = record(extraction_of(SAMPLES[0]))
    assert list(out) == CONTRACT
    assert out["incidents"]
    assert all(list(incident) == INCIDENT for incident in out["incidents"])
    assert [incident["n"] for incident in out["incidents"]] == list(range(1, len(out["incidents"]) + 1))
    assert "text" not in out
    assert list(record(extraction_of(SAMPLES[0]), text=True)) == [*CONTRACT, "text"]


@pytest.mark.parametrize("annotated", SAMPLES, ids=[sample["id"] for sample in SAMPLES])
def test_every_offset_leads_to_its_quote(annotated: dict[str, Any]) -> None:
    out = json.loads(json_line(record(extraction_of(annotated), text=True)))
    found = quotes([out["incidents"], out["relations"], out["context"]])
    assert len(found) >= len(annotated["incidents"])
    assert all(out["text"][start:end] == quote for quote, start, end in found)


@pytest.mark.parametrize("annotated", SAMPLES, ids=[sample["id"] for sample in SAMPLES])
def test_the_scorer_finds_every_annotated_incident_again(annotated: dict[str, Any]) -> None:
    score = load_script(SHARED / "score.py")
    out = record(extraction_of(annotated))
    pairs = score.align(annotated["incidents"], out["incidents"])
    assert sorted(pairs) == [(n, n) for n in range(len(annotated["incidents"]))]
    for gold, found in zip(annotated["incidents"], out["incidents"], strict=True):
        wanted, got = score.slots(gold), score.slots(found)
        wanted_with_words = {name for name in wanted if name != "date" or gold["when"]["quote"]}
        assert wanted_with_words <= set(got)
        assert all(score.slot_score(name, wanted[name], got[name]) == 1.0 for name in wanted_with_words)
    relations = [(r["head"], r["relation"], r["tail"]) for r in annotated.get("relations", [])]
    assert [tuple(score.quoted({"quote": x}) for x in r) for r in relations] == [
        (r["head"], r["relation"], r["tail"]) for r in out["relations"]
    ]


@pytest.mark.parametrize("annotated", SAMPLES, ids=[sample["id"] for sample in SAMPLES])
def test_the_checker_of_the_corpus_finds_no_fault(annotated: dict[str, Any]) -> None:
    check = load_script(SHARED / "corpus" / "check.py")
    assert list(check.faults(record(extraction_of(annotated), text=True))) == []


def test_a_place_has_its_coordinates_and_an_unplaced_one_has_none() -> None:
    placed = record(Extraction(a_report(), (a_mention(a_claim("where")),)))["incidents"][0]["where"][0]
    assert (placed["name"], placed["country"], placed["admin1"]) == ("Basra Airport", "IQ", "Basra")
    assert (placed["lat"], placed["lon"], placed["precision_km"]) == (30.55, 47.66, 3.0)
    assert (placed["quote"], placed["relation"], placed["kind"]) == ("the airport", "at", "facility")
    assert placed["id"] == "test:basra-airport"
    bare = next(w for s in SAMPLES for i in record(extraction_of(s))["incidents"] for w in i["where"] if not w["name"])
    assert [bare[key] for key in ("lat", "lon", "country", "admin1", "precision_km", "id")] == [None] * 6


def test_days_and_offsets_of_when_do_not_collide() -> None:
    when = record(Extraction(a_report(), (a_mention(a_claim("when")),)))["incidents"][0]["when"]
    assert (when["start"], when["end"], when["precision"]) == ("2024-05-06", "2024-05-06", "day")
    assert a_report().text[when["quote_start"] : when["quote_end"]] == when["quote"] == "on Monday"
    assert "ambiguous" not in when
    doubtful = a_claim("when", replace(a_when(), ambiguous=True))
    assert record(Extraction(a_report(), (a_mention(doubtful),)))["incidents"][0]["when"]["ambiguous"] is True


def test_an_unknown_day_is_null_and_not_the_day_of_publication() -> None:
    out = record(Extraction(a_report(), (a_mention(),)))["incidents"][0]
    assert out["when"] == {"quote": None, "start": None, "end": None, "precision": "unknown"}
    assert out["killed"] is None
    assert out["where"] == []


def test_rival_tolls_are_kept() -> None:
    first = a_claim("wounded", Toll(3, 3))
    second = a_claim("wounded", Toll(5, None), a_span("officials"), speaker=Speaker("officials", a_span("officials")))
    wounded = record(Extraction(a_report(), (a_mention(first, second),)))["incidents"][0]["wounded"]
    assert (wounded["low"], wounded["high"]) == (3, 3)
    assert [(other["low"], other["high"], other["speaker"]["quote"]) for other in wounded["also"]] == [
        (5, None, "officials")
    ]


def test_confidence_stands_at_incident_slot_and_value() -> None:
    low = a_claim("where", confidence=0.25)
    mention = a_mention(low, a_claim("when", confidence=0.123456))
    out = record(Extraction(a_report(), (mention,)))["incidents"][0]
    assert out["confidence"] == 1.0
    assert out["slot_confidence"] == {"kind": 1.0, "status": 1.0, "trigger": 1.0, "when": 0.123, "where": 0.25}
    assert (out["where"][0]["confidence"], out["when"]["confidence"]) == (0.25, 0.123)
    assert out["grounds"]["kind"]["quote"] == "rockets"


def test_methods_are_told_on_request() -> None:
    findings = Extraction(a_report(), (a_mention(a_claim("where")),), (a_tie(),), (an_occasion(),))
    assert '"method"' not in json_line(record(findings))
    out = record(findings, methods=True)
    told = [out["incidents"][0]["where"][0], out["incidents"][0]["grounds"]["kind"], *out["relations"], *out["context"]]
    assert [entry["method"] for entry in told] == ["test 1"] * 4


def test_a_speaker_without_words_is_named() -> None:
    tie = record(Extraction(a_report(), ties=(a_tie(),)))["relations"][0]
    assert tie["speaker"] == {"quote": None, "name": "officials"}
    assert (tie["head"], tie["relation"], tie["status"]) == ("The Dawn Brigade", "front-for", "stated")


@given(st.text(alphabet=st.characters(codec=None), max_size=40))
def test_any_text_is_one_line_of_valid_json(text: str) -> None:
    line = json_line({"text": text})
    assert line.endswith("\n")
    assert len(line.splitlines()) == 1
    assert json.loads(line.encode()) == {"text": text}


def test_other_scripts_stay_readable() -> None:
    assert json_line({"text": "انفجار"}) == '{"text": "انفجار"}\n'
