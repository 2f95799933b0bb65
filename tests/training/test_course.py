"""One stage: the same seed gives the same weights, also after a stop at any batch; what is damaged is told."""

import json
import os
import signal
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="PyTorch is not installed; `make training` installs it")

import torch

from tests.training.trained import Stage, plain, same, small_base, weights_in
from tocsin.errors import InputError, OutputError
from training import state as states
from training.course import Course, learn
from training.state import Position, load_state, save_state
from training.stopping import Stop, Stopped


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(small_base(tmp_path_factory.mktemp("base")))


@pytest.fixture(scope="module")
def whole(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    stage.train(folder)
    return folder


def log_of(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()]


def asked_after(calls: int) -> Callable[[], bool]:
    """Return what asks to stop when it is called for the last of so many times."""
    counter = count(1)
    return lambda: next(counter) > calls


def test_the_log_has_a_line_for_each_pass(whole: Path) -> None:
    log = log_of(whole)
    assert [(line["stage"], line["pass"], line["of"]) for line in log] == [("one", 1, 2), ("one", 2, 2)]
    assert log[1]["loss"] < log[0]["loss"]
    assert {"mark", "belongs", "kind"} <= log[0]["losses"].keys()


def test_the_same_seed_gives_the_same_weights(stage: Stage, whole: Path, tmp_path: Path) -> None:
    assert plain(stage.train(tmp_path)) == plain(log_of(whole))
    assert same(weights_in(tmp_path), weights_in(whole))


def test_stopping_every_other_batch_changes_nothing(stage: Stage, whole: Path, tmp_path: Path) -> None:
    stops = 0
    for _ in range(50):
        try:
            history = stage.train(tmp_path, asked_after(len(stage.told) + 2))
            break
        except Stopped:
            stops += 1
    assert stops >= 1
    assert plain(history) == plain(log_of(whole))
    assert log_of(tmp_path) == history
    assert same(weights_in(tmp_path), weights_in(whole))


def test_ctrl_c_in_a_pass_leaves_a_state_to_go_on_with(stage: Stage, whole: Path, tmp_path: Path) -> None:
    def interrupted(steps: int) -> Any:
        learner = stage.build(steps)
        step = learner.step

        def stepping(batch: Any, rng: Any) -> dict[str, float]:
            os.kill(os.getpid(), signal.SIGINT)
            return step(batch, rng)

        learner.step = stepping  # type: ignore[method-assign]  # the signal comes in the midst of a batch
        return learner

    course = Course("one", tmp_path, 2, 11, 0.5, facts={"reports": "these"})
    with Stop() as stop, pytest.raises(Stopped):
        learn(course, stage.told, stage.make, interrupted, lambda: stop.asked)
    assert load_state(tmp_path / "state.pt")["batches"] == 1
    stage.train(tmp_path)
    assert same(weights_in(tmp_path), weights_in(whole))


def test_a_finished_stage_is_not_trained_again(stage: Stage, whole: Path) -> None:
    before = (whole / "state.pt").stat().st_mtime_ns
    course = Course("one", whole, 2, 11, 0.5, facts={"reports": "these"})

    def build(steps: int) -> Any:
        raise AssertionError(f"is built again for {steps} steps")

    assert learn(course, stage.told, stage.make, build) == log_of(whole)
    assert (whole / "state.pt").stat().st_mtime_ns == before


def test_the_next_stage_begins_with_the_weights_of_the_one_before(stage: Stage, whole: Path, tmp_path: Path) -> None:
    (one,) = stage.train(tmp_path / "two", epochs=1, start=whole / "state.pt")
    assert one["loss"] < log_of(whole)[0]["loss"]
    (tmp_path / "half.pt").write_bytes((whole / "state.pt").read_bytes()[:1000])
    with pytest.raises(InputError, match=r"half\.pt: the state is damaged or cut short"):
        stage.train(tmp_path / "three", start=tmp_path / "half.pt")


class Linear:
    """The least that learns: enough for states."""

    def __init__(self, size: int = 3) -> None:
        self.network = torch.nn.Linear(size, size)
        self.average = torch.nn.Linear(size, size)
        self.optimizer = torch.optim.AdamW(self.network.parameters())
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, lambda _: 1.0)
        self.steps = 4

    def step(self, batch: Any, rng: Any) -> dict[str, float]:
        return {}

    def load(self, saved: dict[str, Any]) -> None:
        self.network.load_state_dict(saved["network"])

    def begin_with(self, saved: dict[str, Any]) -> None:
        self.network.load_state_dict(saved["average"])


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "state.pt"
    save_state(path, Linear(), Position(1, 2, {"mark": 3.0}, 4.0, [{"pass": 1}]), {"seed": 7})
    return path


def test_a_state_says_how_far_it_is(saved: Path) -> None:
    assert states.position_of(load_state(saved)) == Position(1, 2, {"mark": 3.0}, 4.0, [{"pass": 1}])


def test_half_a_state_is_told_with_the_mend(saved: Path) -> None:
    whole = saved.read_bytes()
    for size in (0, 1, len(whole) // 2, len(whole) - 1):
        saved.write_bytes(whole[:size])
        with pytest.raises(InputError, match=r"state\.pt: the state is damaged or cut short; delete it"):
            load_state(saved)


def test_a_state_with_a_wrong_byte_is_told(saved: Path) -> None:
    contents = bytearray(saved.read_bytes())
    place = contents.find(load_state(saved)["network"]["weight"].numpy().tobytes())
    contents[place] ^= 0xFF
    saved.write_bytes(contents)
    with pytest.raises(InputError, match=r"state\.pt: the state is damaged"):
        load_state(saved)


def test_a_state_of_another_version_is_told(tmp_path: Path) -> None:
    torch.save({"epoch": 1}, tmp_path / "state.pt")
    with pytest.raises(InputError, match="is of another version of the program; delete it"):
        load_state(tmp_path / "state.pt")


def test_a_state_of_other_data_is_told_by_what_differs(saved: Path) -> None:
    states.check_facts(saved, load_state(saved), {"seed": 7})
    with pytest.raises(InputError, match=r"was trained with other reports, seed; go on with those"):
        states.check_facts(saved, load_state(saved), {"seed": 8, "reports": "more"})


def test_a_state_of_another_network_is_told(saved: Path) -> None:
    with pytest.raises(InputError, match="is of another network; delete it"):
        states.take_up(saved, load_state(saved), Linear(size=5))
    with pytest.raises(InputError, match="has no weights of this network to begin with"):
        states.begin_with(saved, Linear(size=5))


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), RuntimeError("write failed")])
def test_a_state_that_cannot_be_written_leaves_the_old_one(
    error: Exception, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = saved.read_bytes()

    def fail(_: Any, stream: Any) -> None:
        stream.write(b"half")
        raise error

    monkeypatch.setattr(torch, "save", fail)
    with pytest.raises(OutputError, match=r"the state cannot be written: .*; make room and run the same again"):
        save_state(saved, Linear(), Position(), {})
    assert saved.read_bytes() == before
