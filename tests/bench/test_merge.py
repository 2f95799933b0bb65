"""The figures of merging are what they say; halves share no incident; the stories of our own follow the scheme."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench import merge
from bench.merging.figures import merging, told_apart
from bench.merging.gold import annotated
from bench.merging.halves import halves, stories
from bench.merging.reading import aligned
from bench.quality.sets import lines
from tests.golden.annotation import faults
from tocsin.extraction.base import Extraction
from tocsin.plugins import load
from tocsin.settings import load_settings
from tocsin.testing.builders import a_method, a_span
from tocsin.vocabulary.claim import Claim, Slot, Value
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.values import Where

ROOT = Path(__file__).parents[2]
STORIES = ROOT / "training" / "corpus-pairs" / "stories.jsonl"
GOLD = ROOT / "tests" / "golden" / "samples.jsonl"


def test_perfect_merging() -> None:
    found = merging({"a": "1", "b": "1", "c": "2"}, {"a": "x", "b": "x", "c": "y"})
    assert (found.precision, found.recall, found.f, found.merges, found.wrong) == (1, 1, 1, 1, 0)


def test_everything_in_one() -> None:
    found = merging({"a": "1", "b": "1", "c": "2", "d": "3"}, dict.fromkeys("abcd", "x"))
    assert found.precision == pytest.approx((0.5 + 0.5 + 0.25 + 0.25) / 4)
    assert found.recall == 1
    assert (found.merges, found.wrong) == (3, 2)
    assert found.wrong_share == pytest.approx(2 / 3)


def test_nothing_merged() -> None:
    found = merging({"a": "1", "b": "1", "c": "2"}, {"a": "x", "b": "y", "c": "z"})
    assert found.precision == 1
    assert found.recall == pytest.approx((0.5 + 0.5 + 1) / 3)
    assert (found.merges, found.wrong_share) == (0, 0.0)


def test_what_reading_made_one_may_count_as_either() -> None:
    keys, together = {"a": "1", "b": "2", "c": "2"}, dict.fromkeys("abc", "x")
    strict = merging(keys, together)
    assert (strict.wrong, strict.wrong_as_read) == (1, 1)
    either = merging(keys, together, {"a": frozenset({"2"})})
    assert (either.wrong, either.wrong_as_read) == (1, 0)
    bridge = merging(keys, together, {"c": frozenset({"1"})})
    assert bridge.wrong_as_read == 1, "the one that tells of both makes no one of the two others"
    assert bridge.wrong_as_read_share == pytest.approx(1 / 2)


def test_a_missed_incident_whose_trigger_another_has_was_read_with_it() -> None:
    given: dict[str, Any] = {
        "id": "r", "text": "A bomb killed two in Kaya and shots hurt one in Jolo.", "published": "2024-03-05",
        "incidents": [
            {"kind": "ied", "key": "kaya", "triggers": [{"quote": "bomb"}], "where": [{"quote": "Kaya"}]},
            {"kind": "shooting", "key": "jolo", "triggers": [{"quote": "shots"}], "where": [{"quote": "Jolo"}]},
        ],
    }  # fmt: skip
    report = Report("r", str(given["text"]), Source("The Gulf Courier"))
    values: tuple[tuple[Slot, str, Value], ...] = (
        ("kind", "bomb", "ied"), ("status", "bomb", "reported"), ("trigger", "bomb", "bomb"),
        ("trigger", "shots", "shots"), ("where", "Kaya", Where("Kaya")),
    )  # fmt: skip
    claims = tuple(Claim(slot, value, a_span(quote, report), a_method()) for slot, quote, value in values)
    found = aligned(given, Extraction(report, (Mention("r#1", "r", claims),)))
    assert found.keys == {"r#1": "kaya"}
    assert found.also == {"r#1": frozenset({"jolo"})}


def test_nothing_at_all() -> None:
    assert merging({}, {}).f == 0.0


def test_mentions_of_one_report_in_one_incident_are_found() -> None:
    assert told_apart({"a": "r", "b": "r", "c": "s"}, {"a": "x", "b": "x", "c": "x"}) == ["x"]
    assert told_apart({"a": "r", "b": "r", "c": "s"}, {"a": "x", "b": "y", "c": "x"}) == []


def test_halves_share_no_incident() -> None:
    reports = [json.loads(line) for line in STORIES.read_text(encoding="utf-8").splitlines()]
    first, second = halves(reports)
    keys = [{incident["key"] for report in half for incident in report["incidents"]} for half in (first, second)]
    assert not keys[0] & keys[1]
    assert len(first) + len(second) == len(reports)
    assert len(set(stories(reports))) > 15


def test_the_stories_have_no_fault_and_a_key_for_each_incident() -> None:
    for report in lines(STORIES):
        assert list(faults(report)) == []
        assert all(incident["key"] for incident in report["incidents"])


def test_mentions_are_those_of_the_annotation() -> None:
    settings = load_settings()
    gazetteer = load("gazetteers", settings.gazetteer)(settings)
    for report in list(lines(STORIES))[:8]:
        found = annotated(report, gazetteer)
        assert len(found.mentions) == len(found.keys) == len(report["incidents"])
        for mention, incident in zip(found.mentions, report["incidents"], strict=True):
            assert mention.of("kind")[0].value == incident["kind"]
            assert len(mention.of("where")) == len(incident["where"])
            assert [claim.span.quote for claim in mention.of("trigger")] == [t["quote"] for t in incident["triggers"]]


def test_the_dossier_is_merged_as_annotated(capsys: pytest.CaptureFixture[str]) -> None:
    assert merge.main([str(GOLD), "--gold"]) == 0
    main = next(line for line in capsys.readouterr().out.splitlines() if " main " in line).split()
    assert float(main[5].rstrip("%")) >= 93
