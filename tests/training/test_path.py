"""The whole path on a few reports: data, stages, folds, export, figures, card; and what comes out reads."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="PyTorch is not installed; `make training` installs it")

import torch

from tocsin.extraction.model.heads import Floats, softmax
from tocsin.extraction.model.network import load_weights
from tocsin.testing.builders import a_report
from training import judge, notes
from training.base import find_base, with_layers
from training.course import examples_of
from training.data import annotated, fold_of, held_out
from training.examples import Example
from training.figures import open_reader, read_figures
from training.network import Encoder
from training.recipe import ROOT, Folds, load_recipe
from training.run import main, run, use_held_out
from training.stages import Workplace

pytestmark = pytest.mark.xdist_group("path")  # one worker trains the reader that all of these look at
SHIPPED = ROOT / "src" / "tocsin" / "data" / "reader"
RECIPE = ROOT / "training" / "recipe-small.toml"
FOLDS = ("fold-0", "fold-1")
TEXT = "Gunmen fired on a checkpoint in Mosul on Monday, killing two policemen. Nobody claimed the attack."


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reader")
    assert main([str(RECIPE), "--out", str(folder / "out"), "--into", str(folder / "into")]) == 0
    return folder


def test_the_loss_falls(out: Path) -> None:
    recipe = load_recipe(RECIPE)
    losses = []
    for stage in recipe.stages:
        log = (out / "out" / stage.name / "log.jsonl").read_text(encoding="utf-8").splitlines()
        assert len(log) == stage.epochs
        losses += [json.loads(line)["loss"] for line in log]
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 0.8 * losses[0]


def test_the_exported_marks_are_those_of_the_trained_network(out: Path) -> None:
    base = with_layers(find_base(), load_recipe(RECIPE).layers, out / "base")
    encoder = Encoder(base)
    state = torch.load(out / "out" / "second" / "state.pt", weights_only=True)["average"]
    encoder.load_state_dict({name.split(".", 1)[1]: v for name, v in state.items() if name.startswith("encoder.")})
    encoder.eval()
    make = examples_of(base)
    told = annotated(ROOT / "training" / "corpus" / "asia.jsonl")[:4]
    examples = [example for report in told for example in make.of(report)]
    exported = load_weights(out / "into").encoder([e.window for e in examples], [e.bits for e in examples])
    for example, (hidden, marks) in zip(examples, exported, strict=True):
        wanted_hidden, wanted = seen_by(encoder, example)
        assert np.abs(softmax(marks) - softmax(wanted)).mean() < 0.02
        assert (marks.argmax(-1) == wanted.argmax(-1)).mean() > 0.97
        assert cosines(hidden, wanted_hidden).min() > 0.9


def seen_by(encoder: Encoder, example: Example) -> tuple[Floats, Floats]:
    ids = torch.tensor([example.window.ids])
    shapes = torch.tensor([example.window.shapes])
    hints = torch.from_numpy(example.bits)[None].float()
    with torch.no_grad():
        hidden, marks = encoder(ids, shapes, hints, torch.ones_like(ids))
    return hidden[0].numpy(), marks[0].numpy()


def cosines(one: Floats, other: Floats) -> Floats:
    lengths = np.linalg.norm(one, axis=-1) * np.linalg.norm(other, axis=-1)
    return np.asarray((one * other).sum(-1) / lengths, dtype=np.float32)


def test_what_is_exported_reads_a_report(out: Path) -> None:
    extraction = open_reader(out / "into").extract(a_report(TEXT))
    assert extraction.rejections == ()
    assert all(TEXT[c.span.start : c.span.end] == c.span.quote for m in extraction.mentions for c in m.claims)


def states_in(out: Path) -> list[Path]:
    """Return the states of all stages and readers without a fold."""
    stages = [out / "out" / stage.name for stage in load_recipe(RECIPE).stages]
    return [folder / "state.pt" for folder in (*stages, *(out / "out" / "folds" / name for name in FOLDS))]


def ids_in(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_figures_are_those_of_the_folds_and_the_card_names_the_data(out: Path) -> None:
    (figures,) = read_figures(out / "into")
    folds = ids_in(out / "out" / "folds" / "reports-0.jsonl")
    assert figures["name"] == "cross-validated"
    assert figures["reports"] == len(folds) > 0
    assert {fold_of(one) for one in folds} == {0, 1}
    card = (out / "into" / "CARD.md").read_text(encoding="utf-8")
    for stage in load_recipe(RECIPE).stages:
        for name in stage.reports:
            assert f"| {stage.name} | `{name}` |" in card
    assert f"On what they found in those parts, {len(folds)} reports together" in " ".join(card.split())
    assert str(out) not in card
    assert str(out) not in (out / "into" / "trained.json").read_text(encoding="utf-8")


def test_each_reader_without_a_fold_begins_where_its_stage_began(out: Path) -> None:
    one, other, final = (torch.load(path, weights_only=True) for path in (*states_in(out)[2:], states_in(out)[1]))
    assert one["steps"] < final["steps"]
    assert not all(torch.equal(one["average"][name], other["average"][name]) for name in one["average"])
    facts, wanted = json.loads(one["facts"]), json.loads(final["facts"])
    assert facts["recipe of stage first"] == wanted["recipe of stage first"]
    assert "recipe of stage second" not in facts


def test_the_notes_of_a_training_by_hand_are_those_of_the_run(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weights, base = out / "by-hand", out / "out" / "base"
    shutil.copytree(out / "into", weights)
    (weights / "trained.json").unlink()
    names = ("first", "second", *FOLDS)
    logs = [f"{name}={state.parent}" for name, state in zip(names, states_in(out), strict=True)]
    asked = ["--recipe", str(RECIPE), "--base", str(base)]
    assert notes.main([str(weights), *logs, *asked]) == 0
    assert (weights / "trained.json").read_bytes() == (out / "into" / "trained.json").read_bytes()
    assert notes.main([str(weights), logs[0], *asked]) == 1
    assert notes.main([str(weights), *logs, f"fold-2={out}", *asked]) == 1
    told = capsys.readouterr().err
    assert "name the folder of the stage second" in told
    assert "fold-2: reader-small has no stage and no fold of that name" in told


def test_a_fold_of_all_reports_serves_where_there_are_no_readers_without_one(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge, "FEWEST", 1)
    recipe = replace(load_recipe(RECIPE), hold_out=0, folds=None)
    place = Workplace(recipe, out / "out" / "base", tmp_path, print)
    shutil.copytree(SHIPPED, place.weights)  # the small one finds too little to fit anything on
    kept = held_out(recipe)
    (figures,) = use_held_out(place, kept, fitted=False)
    assert (figures["name"], figures["reports"]) == ("held-out", len(kept))
    assert load_weights(place.weights).calibration.knots
    with np.load(place.weights / "heads.npz") as heads:
        assert np.isfinite(heads["judge.weight"]).all()
    assert use_held_out(place, kept, fitted=True) == [figures]
    assert use_held_out(place, [], fitted=False) == []


def test_a_second_call_trains_nothing_again(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = [state.stat().st_mtime_ns for state in states_in(out)]
    assert main([str(RECIPE), "--out", str(out / "out")]) == 0
    assert [state.stat().st_mtime_ns for state in states_in(out)] == before
    assert "loss" not in capsys.readouterr().out


def test_where_the_reports_of_the_folds_are_not_there_it_is_said(out: Path) -> None:
    recipe = replace(load_recipe(RECIPE), folds=Folds("second", ("gone/*.jsonl",), 1))
    said: list[str] = []
    weights = run(Workplace(recipe, out / "out" / "base", out / "out", said.append))
    assert "gone/*.jsonl: not there, so no reader is trained without a fold of it" in said
    assert "no reports are held out, so the reader gets neither a judge nor a calibration" in said
    assert not (weights / "calibration.json").exists()
    assert "this one was not calibrated" in (weights / "CARD.md").read_text(encoding="utf-8")


def test_what_cannot_be_done_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "gone.toml")]) == 1
    assert main([str(RECIPE), "--base", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert "gone.toml: cannot be opened" in told
    assert "is no folder of MiniLM: model.safetensors, config.json, tokenizer.json is not there" in told
    assert "Traceback" not in told
