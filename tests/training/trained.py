"""What the tests of training share: a small encoder to begin with, a few reports, and how a stage is trained."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from training.base import find_base, with_layers
from training.course import Course, examples_of, learn, never, prepare
from training.data import annotated
from training.examples import Examples
from training.recipe import ROOT
from training.state import Learner, Line
from training.train import Training

REPORTS = 16
"""Enough for three batches a pass: a stop in its middle needs more than one."""
SEED = 11


def small_base(folder: Path) -> Path:
    """Return MiniLM with one layer, written to `folder`."""
    prepare(threads=2)
    return with_layers(find_base(), 1, folder)


class Stage:
    """A stage over a few reports of the training corpus."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.make: Examples = examples_of(base)
        self.told = annotated(ROOT / "training" / "corpus" / "middle-east.jsonl")[:REPORTS]

    def build(self, steps: int) -> Learner:
        learner: Learner = Training(self.base, steps, 1.2e-4)
        return learner

    def train(self, folder: Path, asked: Callable[[], bool] = never, **changes: Any) -> list[Line]:
        """Train two passes into `folder`; return their lines."""
        options = {"epochs": 2, "seed": SEED, "augment": 0.5, "facts": {"reports": "these"}, **changes}
        return learn(Course("one", folder, **options), self.told, self.make, self.build, asked)


def weights_in(folder: Path) -> dict[str, Any]:
    """Return the averaged weights of the state in `folder`."""
    state = torch.load(folder / "state.pt", weights_only=True)
    return dict(state["average"])


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two sets of weights are the same to the last bit."""
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def plain(history: list[Line]) -> list[Line]:
    """Return the lines without how long the passes took."""
    return [{name: value for name, value in line.items() if name != "seconds"} for line in history]
