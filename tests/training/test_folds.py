"""Cross-validation: judge and calibration are fitted on what is found in the folds, and written into the reader."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from tocsin.extraction.model.judging import FEATURES
from tocsin.extraction.model.network import load_weights
from training import judge
from training.data import fold_of
from training.figures import read_figures
from training.folds import main
from training.recipe import ROOT

SHIPPED = ROOT / "src" / "tocsin" / "data" / "reader"
CORPUS = ROOT / "training" / "corpus" / "middle-east.jsonl"
REPORTS = 30


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(CORPUS.read_text(encoding="utf-8").splitlines(keepends=True)[:REPORTS]), encoding="utf-8")
    return path


def readers(folder: Path) -> tuple[Path, ...]:
    """Return three copies of the reader that is shipped, as it was exported: without judge and calibration."""
    found = tuple(folder / name for name in ("zero", "one", "final"))
    for path in found:
        shutil.copytree(SHIPPED, path)
        (path / "calibration.json").unlink(missing_ok=True)
        with np.load(path / "heads.npz") as saved:
            heads = {name: saved[name] for name in saved.files if not name.startswith("judge.")}
        np.savez_compressed(path / "heads.npz", **heads)
    return found


def ids_in(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]


def test_judge_calibration_and_figures_are_written_into_the_reader(
    gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(judge, "FEWEST", 1)
    zero, one, final = readers(tmp_path)
    work = tmp_path / "work"
    asked = [f"0={zero}", f"1={one}", "--gold", str(gold), "--into", str(final), "--work", str(work), "--name", "mine"]
    assert main(asked) == 0
    weights = load_weights(final)
    assert weights.calibration.knots
    assert weights.heads.judge(np.zeros((1, len(FEATURES)), dtype=np.float32)) is not None
    assert not (one / "calibration.json").exists()
    read = [report for report in ids_in(gold) if fold_of(report) in (0, 1)]
    assert 0 < len(read) < REPORTS
    assert sorted(ids_in(work / "folds-records.jsonl")) == sorted(ids_in(work / "folds-gold.jsonl")) == sorted(read)
    (figures,) = read_figures(final)
    assert (figures["name"], figures["reports"]) == ("mine", len(read))
    assert "the judge's weights" in capsys.readouterr().out


def test_a_second_set_is_fitted_on_too_and_measured_apart(
    gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge, "FEWEST", 1)
    lines = gold.read_text(encoding="utf-8").splitlines(keepends=True)
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    one.write_text("".join(lines[::2]), encoding="utf-8")
    other.write_text("".join(lines[1::2]), encoding="utf-8")
    zero, _, final = readers(tmp_path)
    asked = [f"0={zero}", "--gold", str(one), "--also", str(other), "--also-name", "b", "--name", "a"]
    assert main([*asked, "--into", str(final), "--work", str(tmp_path / "work")]) == 0
    wanted = {"a": [i for i in ids_in(one) if fold_of(i) == 0], "b": [i for i in ids_in(other) if fold_of(i) == 0]}
    assert {figures["name"]: figures["reports"] for figures in read_figures(final)} == {
        name: len(here) for name, here in wanted.items() if here
    }
    assert ids_in(tmp_path / "work" / "folds-gold.jsonl") == wanted["a"]


def test_too_little_to_fit_a_judge_is_said(
    gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(judge, "FEWEST", 1000)
    zero, _, final = readers(tmp_path)
    assert main([f"2={zero}", "--gold", str(gold), "--into", str(final), "--work", str(tmp_path / "work")]) == 0
    assert "too few of both sorts to fit a judge" in capsys.readouterr().out
    with np.load(final / "heads.npz") as heads:
        assert "judge.weight" not in heads.files


def test_what_cannot_be_fitted_is_named(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = next(
        line for line in gold.read_text(encoding="utf-8").splitlines() if fold_of(json.loads(line)["id"]) == 3
    )
    gold.write_text(report + "\n", encoding="utf-8")
    asked = ["--gold", str(gold), "--into", str(tmp_path), "--work", str(tmp_path / "work")]
    assert main([f"0={tmp_path}", *asked]) == 1
    assert f"{gold}: no report is of fold 0" in capsys.readouterr().err
    assert main([f"3={tmp_path}", *asked]) == 1
    assert "encoder.onnx" in capsys.readouterr().err
    for wrong in ("5=weights", "weights", "one=weights"):
        with pytest.raises(SystemExit):
            main([wrong, *asked])
        assert "write FOLD=WEIGHTS with a number from 0 to 4" in capsys.readouterr().err


def test_a_judge_finds_what_tells_real_incidents_from_others() -> None:
    rng = np.random.default_rng(3)
    right = rng.integers(0, 2, 400).astype(float)
    features = np.stack([right + rng.normal(0, 0.5, 400), rng.normal(0, 1, 400), np.ones(400)], axis=1)
    slopes, bias = judge.fit(features, right)
    told = 1 / (1 + np.exp(-(features @ slopes + bias)))
    assert slopes[0] > 3 * abs(slopes[1])
    assert ((told > 0.5) == right).mean() > 0.8
    assert abs(told.mean() - right.mean()) < 0.01


def test_a_judge_needs_some_of_both_sorts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "FEWEST", 2)
    right, wrong = np.ones(2), np.zeros(2)
    assert judge.enough(np.concatenate([right, wrong]))
    assert not judge.enough(np.concatenate([right, wrong[:1]]))
    assert not judge.enough(np.concatenate([right[:1], wrong]))
    assert not judge.enough(np.zeros(0))
