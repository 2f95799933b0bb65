"""The whole path on a few reports: data, stages, export, figures, card; and what comes out reads."""

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="PyTorch is not installed; `make training` installs it")

import torch

from tocsin.extraction.model.heads import Floats, softmax
from tocsin.extraction.model.network import load_weights
from tocsin.testing.builders import a_report
from training.base import find_base, with_layers
from training.course import examples_of
from training.data import annotated
from training.examples import Example
from training.figures import open_reader, read_figures
from training.network import Encoder
from training.recipe import ROOT, load_recipe
from training.run import main

RECIPE = ROOT / "training" / "recipe-small.toml"
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


def test_the_figures_are_those_of_these_weights_and_the_card_names_the_data(out: Path) -> None:
    (figures,) = read_figures(out / "into")
    assert figures["name"] == "held-out"
    assert figures["reports"] > 0
    card = (out / "into" / "CARD.md").read_text(encoding="utf-8")
    for stage in load_recipe(RECIPE).stages:
        for name in stage.reports:
            assert f"| {stage.name} | `{name}` |" in card
    assert str(out) not in card
    assert str(out) not in (out / "into" / "trained.json").read_text(encoding="utf-8")


def test_a_second_call_trains_nothing_again(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    states = [out / "out" / stage.name / "state.pt" for stage in load_recipe(RECIPE).stages]
    before = [state.stat().st_mtime_ns for state in states]
    assert main([str(RECIPE), "--out", str(out / "out")]) == 0
    assert [state.stat().st_mtime_ns for state in states] == before
    assert "loss" not in capsys.readouterr().out


def test_what_cannot_be_done_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "gone.toml")]) == 1
    assert main([str(RECIPE), "--base", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert "gone.toml: cannot be opened" in told
    assert "is no folder of MiniLM: model.safetensors, config.json, tokenizer.json is not there" in told
    assert "Traceback" not in told
