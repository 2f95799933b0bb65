"""What is measured is put together rightly; how fast anything is, no test asks."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from bench import speed
from bench.pace import child, texts
from bench.pace.subjects import SCAN, Absent, open_subject
from bench.speed import Measured, measure, needs

FAST = Measured(reports=200.0, tokens=9000.0, tokens_a_processor_second=5000.0, peak_mb=300.0, start_up=1.5)
SLOW = Measured(reports=20.0, tokens=4000.0, tokens_a_processor_second=4000.0, peak_mb=900.0, start_up=3.0)


def test_without_the_corpus_the_samples_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.quality.sets.SHARED", tmp_path)
    name, over = texts.reports(5)
    assert (name, len(over)) == ("the samples", 5)
    assert over[0].published is not None
    assert SCAN.findall(over[0].text)


def test_words_and_marks_are_counted() -> None:
    assert texts.tokens([texts.FIRST, texts.FIRST]) == 2 * 13


def test_a_subject_is_timed_in_a_process_of_its_own() -> None:
    found = measure("scan", 3, 2, 600)
    assert isinstance(found, Measured)
    assert found.tokens == pytest.approx(200 * found.reports)
    assert found.start_up > 0
    assert found.peak_mb is None or found.peak_mb > 1


def test_what_is_not_there_is_told_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Absent, match="no extractor named 'oracle'"):
        open_subject("oracle")
    child.main(["oracle", "3", "1"])
    assert "oracle" in json.loads(capsys.readouterr().out)["absent"]


def test_the_least_disturbed_round_counts() -> None:
    seen: list[int] = []
    wall, processor = child.timed(lambda over: seen.append(len(over)), [texts.FIRST], 3)
    assert seen == [1, 1, 1]
    assert wall >= 0
    assert processor >= 0
    assert child.timed(lambda _: None, [], 0) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("found", "missed"),
    [
        ({"model": FAST, "rules": FAST, "spacy": SLOW}, []),
        ({"model": FAST, "rules": FAST, "spacy": FAST}, ["model: times as fast as spaCy"]),
        (
            {"model": SLOW, "rules": SLOW, "spacy": "not installed"},
            ["model: tokens a second", "model: MB at its peak", "model: seconds to start", "rules: reports a second"],
        ),
        ({}, []),
    ],
)
def test_needs_are_held_against_what_was_measured(found: Mapping[str, Measured | str], missed: list[str]) -> None:
    assert [need.what for need in needs(found) if need.missed] == missed


@pytest.mark.parametrize(
    ("model", "code", "said"),
    [(FAST, 0, "ok"), (SLOW, 1, "MISSED"), ("the weights are not there", 2, "not measured: the weights are not there")],
)
def test_the_exit_code_tells(
    model: Measured | str, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(speed, "measure", lambda *_: model)
    monkeypatch.setattr(speed, "_machine", lambda: "2 processors")
    assert speed.main(["--only", "model", "--reports", "4"]) == code
    assert said in capsys.readouterr().out
