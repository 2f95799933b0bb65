"""The model card: every figure is the measurement's, and a card of other weights cannot be written."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tocsin.errors import InputError
from tocsin.extraction.model.network import FILES
from training.card import card, main, write_card
from training.figures import NAME, measure, with_known, write_figures

SHARE = {"precision": 0.8125, "recall": 0.4321, "f": 0.5641}
SETS: list[dict[str, Any]] = [
    {
        "name": "mine", "reports": 17, "annotated_incidents": 23, "incidents": SHARE, "slots": None, "relations": None,
        "clean": 0.9375, "exact": None, "dates": None, "quotes": 1.0,
        "calibration_error": {"incidents": 0.0357, "slots": None}, "by_slot": {"date": {**SHARE, "wanted": 19}},
    }
]  # fmt: skip
NOTES: dict[str, Any] = {
    "name": "reader", "base": {"name": "minilm 0.1", "digest": "0" * 64},
    "recipe": {"seed": 7, "layers": 0, "hold_out": 3, "folds": None,
               "stages": [{"name": "first", "epochs": 1, "muc": ""}, {"name": "second", "epochs": 4, "muc": "../muc"}]},
    "data": {"first": {"sources": [{"name": "a.jsonl", "digest": "f" * 64, "reports": 31, "incidents": 77}],
                       "missing": ["../elsewhere"]}},
    "folds": {}, "held_out": 12, "judged": True, "calibrated": True,
    "log": [{"stage": "first", "pass": 1, "of": 1, "loss": 2.7182, "seconds": 61.8}],
    "versions": {"torch": "9.9.9"}, "files": {"encoder.onnx": {"bytes": 4242, "digest": "e" * 64}},
}  # fmt: skip


def a_reader(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for name in FILES:
        (folder / name).write_text(name, encoding="utf-8")
    (folder / "trained.json").write_text(json.dumps(NOTES), encoding="utf-8")
    return folder


def test_the_card_says_what_was_noted_and_measured() -> None:
    text = card(NOTES, SETS)
    assert "2 stages of 1 pass and 4 passes, seed 7" in text
    assert "| first | `a.jsonl` | 31 | 77 | ffffffffffff |" in text
    assert "| mine | 17 | 23 | 56.4 | 81.2 | 43.2 | - | - | - | 93.8 | - |" in text
    assert "| mine | 3.6 | - |" in text
    assert "| date | 56.4 (19) |" in text
    assert "Not there when it was trained: `../elsewhere`." in text
    told = "12 reports (fold 3) were held out of all stages, and on them the judge and the calibration were fitted."
    assert told in text
    assert "MUC-4 is a second task" not in text
    assert "Apache-2.0" in text
    assert "## What it is not for" in text


def cross_validated() -> dict[str, Any]:
    notes = copy.deepcopy(NOTES)
    notes["recipe"]["folds"] = {"stage": "second", "reports": ["b/*.jsonl"], "epochs": 2, "name": "mine"}
    passes = [{"stage": "fold-0", "pass": n, "of": 3, "loss": 1.5, "seconds": 4} for n in (1, 2, 3)]
    return notes | {"folds": {"0": 5, "1": 6}, "held_out": 0, "log": notes["log"] + passes}


def test_the_card_says_what_was_done_without_folds() -> None:
    text = " ".join(card(cross_validated(), SETS).split())
    assert "2 more readers were trained" in text
    assert (
        "as that stage was, but for 3 passes, without MUC-4 and each without one of five parts of `b/*.jsonl`" in text
    )
    assert "11 reports together, the judge and the calibration were fitted." in text
    assert "mine: each report was read by a reader that had not learned from it" in text
    assert "| fold-0 | 3 of 3 | 1.500 | 4 |" in text


def test_the_card_says_what_of_it_was_too_little_to_fit() -> None:
    text = " ".join(card(cross_validated() | {"judged": False}, SETS).split())
    assert "11 reports together, the calibration was fitted." in text
    text = " ".join(card(cross_validated() | {"judged": False, "calibrated": False}, SETS).split())
    assert "11 reports together, nothing was fitted: it was too little." in text


def test_the_card_tells_of_the_second_task_where_it_was_there() -> None:
    notes = copy.deepcopy(NOTES)
    notes["data"]["second"] = {"sources": [notes["data"]["first"]["sources"][0] | {"name": "../muc"}], "missing": []}
    assert "MUC-4 is a second task" in card(notes, SETS)


def test_the_card_says_that_published_figures_were_never_trained_on() -> None:
    assert "news-dev" not in card(NOTES, SETS)
    assert "news-dev: never trained or fitted on" in card(NOTES, [{**SETS[0], "name": "news-dev"}])


def test_no_figure_stands_in_the_card_that_was_not_measured() -> None:
    section = re.search(r"^## Figures$(.*?)^## ", card(NOTES, SETS), re.MULTILINE | re.DOTALL)
    assert section is not None
    numbers = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", section[1])]
    measured = _numbers(SETS)
    assert [n for n in numbers if not any(abs(n - v) < 0.051 or abs(n - 100 * v) < 0.051 for v in measured)] == []
    assert len(numbers) == 9


def _numbers(node: Any) -> list[float]:
    if isinstance(node, dict | list):
        values = node.values() if isinstance(node, dict) else node
        return [number for value in values for number in _numbers(value)]
    return [float(node)] if isinstance(node, int | float) else []


def test_a_reader_that_was_not_calibrated_or_measured_says_so() -> None:
    notes = copy.deepcopy(NOTES) | {"judged": False, "calibrated": False, "held_out": 0}
    text = card(notes, [])
    assert "this one was not calibrated" in text
    assert "Nothing was measured" in text
    assert "held out" not in text


def test_the_card_is_written_beside_the_weights(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = a_reader(tmp_path / "weights")
    write_figures(folder, SETS)
    assert main([str(folder)]) == 0
    assert (folder / "CARD.md").read_text(encoding="utf-8") == card(NOTES, SETS)
    assert str(folder / "CARD.md") in capsys.readouterr().out


def test_figures_of_other_weights_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = a_reader(tmp_path / "weights")
    write_figures(folder, SETS)
    (folder / FILES[0]).write_text("trained again", encoding="utf-8")
    assert main([str(folder)]) == 1
    assert "has the figures of other weights; measure the reader again" in capsys.readouterr().err
    assert not (folder / "CARD.md").exists()


def test_a_calibration_belongs_to_the_weights_that_figures_are_of(tmp_path: Path) -> None:
    folder = a_reader(tmp_path / "weights")
    write_figures(folder, SETS)
    (folder / "calibration.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="has the figures of other weights"):
        write_card(folder)


def test_sets_measured_before_stay_if_the_weights_are_the_same(tmp_path: Path) -> None:
    folder = a_reader(tmp_path / "weights")
    other, again = {**SETS[0], "name": "other"}, {**SETS[0], "reports": 18}
    assert with_known(folder, SETS) == SETS
    write_figures(folder, [*SETS, other])
    assert with_known(folder, [again]) == [other, again]
    (folder / FILES[0]).write_text("trained again", encoding="utf-8")
    assert with_known(folder, [again]) == [again]


@pytest.mark.parametrize(
    ("name", "contents", "told"),
    [
        (NAME, None, "measure the reader first"),
        (NAME, "[]", "holds no figures"),
        ("trained.json", None, "train the reader first"),
        ("trained.json", "{}", "holds no notes of a training"),
        (FILES[0], None, "is missing; export the reader again"),
    ],
)
def test_what_is_missing_or_damaged_is_named(name: str, contents: str | None, told: str, tmp_path: Path) -> None:
    folder = a_reader(tmp_path / "weights")
    write_figures(folder, SETS)
    if contents is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(contents, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        write_card(folder)


def test_figures_are_those_of_the_records(tmp_path: Path) -> None:
    report = {"id": "a", "text": "Rockets fell.", "incidents": [{"kind": "rocket", "where": [], "targets": []}]}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(report) + "\n", encoding="utf-8")
    found = {"a": {**report, "incidents": [{**report["incidents"][0], "confidence": 0.75}]}}  # type: ignore[dict-item]
    right, nothing = measure("mine", [gold], found), measure("mine", [gold], {})
    assert right["incidents"] == {"precision": 1.0, "recall": 1.0, "f": 1.0}
    assert right["calibration_error"]["incidents"] == 0.25
    assert nothing["incidents"] == {"precision": 0.0, "recall": 0.0, "f": 0.0}
    assert (right["reports"], right["annotated_incidents"]) == (1, 1)
