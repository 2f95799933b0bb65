"""The training corpus keeps to its scheme: no fault in any report, no id twice, no text twice."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.golden.annotation import Record, faults, occurs

CORPUS = sorted((Path(__file__).parents[2] / "training" / "corpus").glob("*.jsonl"))


def reports(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", CORPUS, ids=[path.stem for path in CORPUS])
def test_no_report_has_a_fault(path: Path) -> None:
    found = {report["id"]: wrong for report in reports(path) if (wrong := list(faults(report)))}
    assert found == {}


def test_ids_and_texts_stand_once() -> None:
    told = [report for path in CORPUS for report in reports(path)]
    assert len(told) >= 400
    for name in ("id", "text"):
        assert [value for value, times in Counter(r[name] for r in told).items() if times > 1] == []


def test_the_checks_can_fail() -> None:
    (report,) = [r for r in reports(CORPUS[0]) if r["incidents"]][:1]
    assert not occurs(report["text"], "words that stand nowhere in it")
    report["incidents"][0]["kind"] = "explosion"
    report["incidents"][0]["triggers"] = [{"quote": "words that stand nowhere in it"}]
    assert len(list(faults(report))) == 2
