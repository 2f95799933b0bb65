"""States of a training: written so that a stop at any moment leaves a whole one, and taken up only where they fit."""

import json
import os
import pickle
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import torch

from tocsin.errors import InputError, OutputError

FORMAT = 2
PARTS = ("network", "average", "optimizer", "schedule")
MEND = "delete it, and this stage is trained from its beginning"
Facts = dict[str, Any]
Line = dict[str, Any]


class Learner(Protocol):
    """Learns from batches; network, average, optimizer and schedule have PyTorch's `state_dict`."""

    network: Any
    average: Any
    optimizer: Any
    schedule: Any
    steps: int

    def step(self, batch: Any, rng: Any) -> dict[str, float]:
        """Learn from one batch; return its losses by name."""
        ...

    def load(self, saved: dict[str, Any]) -> None:
        """Take up a state where it was saved."""
        ...

    def begin_with(self, saved: dict[str, Any]) -> None:
        """Take the averaged weights of a finished training."""
        ...


@dataclass(slots=True)
class Position:
    """How far a training has come: whole passes, batches of the pass begun, its summed losses and its seconds.

    `history` has a line for each whole pass.
    """

    passes: int = 0
    batches: int = 0
    totals: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0
    history: list[Line] = field(default_factory=list)


def save_state(path: Path, learner: Learner, position: Position, facts: Facts) -> None:
    """Write a state; the old one stays whole until the new one is. Raises OutputError, with the old one in place."""
    state = {part: getattr(learner, part).state_dict() for part in PARTS}
    state |= {
        "format": FORMAT, "steps": learner.steps, "facts": json.dumps(facts, sort_keys=True),
        "passes": position.passes, "batches": position.batches, "totals": dict(position.totals),
        "seconds": position.seconds, "history": position.history,
    }  # fmt: skip
    partial = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as stream:
            torch.save(state, stream)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
    except (OSError, RuntimeError) as error:  # PyTorch tells of a full disk as a RuntimeError
        raise OutputError(f"{path}: the state cannot be written: {error}; make room and run the same again") from error


def load_state(path: Path) -> dict[str, Any]:
    """Return the state in the file at `path`. Raises InputError with the mend if it is damaged or of another make."""
    state = _read(path)
    if state.get("format") != FORMAT:
        raise InputError(f"{path}: the state is of another version of the program; {MEND}")
    return state


def begin_with(path: Path, learner: Learner) -> None:
    """Give `learner` the averaged weights of the state at `path`. Raises InputError if they are damaged or do not fit.

    The state may be of another version: only its weights are taken.
    """
    try:
        learner.begin_with(_read(path))
    except (RuntimeError, ValueError, KeyError) as error:
        raise InputError(f"{path}: has no weights of this network to begin with; train it anew") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(path) as archive:
            broken = archive.testzip()  # PyTorch itself does not look at the checksums
        if broken is not None:
            raise InputError(f"{path}: the state is damaged ({broken}); {MEND}")
        state = torch.load(path, map_location="cpu", weights_only=True)
    except (zipfile.BadZipFile, pickle.UnpicklingError, RuntimeError, EOFError, KeyError) as error:
        raise InputError(f"{path}: the state is damaged or cut short; {MEND}") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror or error}") from error
    if not isinstance(state, dict):
        raise InputError(f"{path}: is no state of a training; {MEND}")
    return state


def check_facts(path: Path, state: dict[str, Any], facts: Facts) -> None:
    """Raise InputError that names what differs if `state` was made with other data or another recipe than `facts`."""
    was, now = json.loads(state["facts"]), json.loads(json.dumps(facts))
    differing = sorted(name for name in was.keys() | now.keys() if was.get(name) != now.get(name))
    if differing:
        raise InputError(
            f"{path}: was trained with other {', '.join(differing)}; go on with those, delete its folder to train"
            " anew, or train into another folder"
        )


def take_up(path: Path, state: dict[str, Any], learner: Learner) -> None:
    """Load `state`, read from `path`, into `learner`. Raises InputError if it is of a network of another shape."""
    try:
        learner.load(state)
    except (RuntimeError, ValueError, KeyError) as error:
        raise InputError(f"{path}: is of another network; delete it, and this stage is trained anew") from error


def position_of(state: dict[str, Any]) -> Position:
    """Return how far the training of `state` has come."""
    return Position(
        state["passes"], state["batches"], dict(state["totals"]), state["seconds"], [dict(x) for x in state["history"]]
    )
