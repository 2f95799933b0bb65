"""The passes of one stage: resumable between any two batches, with the same result as without a stop.

What is drawn at random in a pass follows from the seed, the number of the pass and the number of the batch alone. So a
state needs no generator, and a pass that was left in its middle is set up again and gone on with.
"""

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from tokenizers import Tokenizer
from transformers.utils import logging

from tocsin.gazetteer.table import open_table
from tocsin.settings import load_settings
from training.augment import augmented
from training.batches import batches
from training.examples import Example, Examples
from training.losses import WEIGHTS
from training.state import (
    Facts,
    Learner,
    Line,
    Position,
    begin_with,
    check_facts,
    load_state,
    position_of,
    save_state,
    take_up,
)
from training.stopping import Stopped

Report = dict[str, Any]
SMALL_WEIGHT = 0.2
"""How much a loss counts that `training.losses.WEIGHTS` does not name."""


@dataclass(frozen=True, slots=True)
class Course:
    """How one stage is trained; `facts` are what a state must agree with to be gone on with."""

    name: str
    folder: Path
    epochs: int
    seed: int
    augment: float
    state_minutes: float = 5.0
    facts: Facts = field(default_factory=dict)
    start: Path | None = None
    """The state of the stage before, whose averaged weights this one begins with."""

    @property
    def state(self) -> Path:
        """Return where the state is kept."""
        return self.folder / "state.pt"


def prepare(threads: int) -> None:
    """Set PyTorch up so that the same seed gives the same weights, and silence what is no news to anyone."""
    torch.set_num_threads(threads)
    torch.use_deterministic_algorithms(True)  # sums are taken in one order
    torch.utils.deterministic.fill_uninitialized_memory = False  # nothing reads it, and filling takes time
    logging.set_verbosity_error()
    logging.disable_progress_bar()


def examples_of(base: Path) -> Examples:
    """Return what makes examples of reports, with the tokenizer of the encoder in the folder `base`."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Examples(tokenizer, open_table(load_settings()))


def never() -> bool:
    """Return False: nobody asks to stop."""
    return False


def learn(
    course: Course,
    told: Sequence[Report],
    make: Examples,
    build: Callable[[int], Learner],
    asked: Callable[[], bool] = never,
) -> list[Line]:
    """Train over the annotated reports `told`; return a line of losses for each pass.

    `build` makes what learns for a number of steps. `state.pt` and `log.jsonl` in the folder of `course` are renewed
    after each pass, and the state every few minutes; one that is there is gone on with, and a finished one is left as
    it is. Raises Stopped, with the state written, soon after `asked` returns True; InputError for a state that cannot
    be used, OutputError if none can be written.
    """
    saved, position = None, Position()
    if course.state.is_file():
        saved = load_state(course.state)
        check_facts(course.state, saved, course.facts)
        position = position_of(saved)
        if position.passes >= course.epochs:
            return position.history
    with _bar() as bar:
        plain = _read(told, make, bar, asked)
        size = len(list(batches([e for found in plain for e in found], _drawn(course, 0))))
        torch.manual_seed(course.seed)
        learner = build(course.epochs * size)
        if saved is not None:
            take_up(course.state, saved, learner)
        elif course.start is not None:
            begin_with(course.start, learner)
        learner.network.train()
        passes = _Passes(course, learner, position, bar, asked)
        while position.passes < course.epochs:
            rng = _drawn(course, position.passes)
            shown = _shown(told, plain, make, course.augment if position.passes else 0.0, rng)
            passes.run(list(batches(list(shown), rng)))
    return position.history


@dataclass(slots=True)
class _Passes:
    """Runs one pass after another; `saved` is when the last state was written, on the monotonic clock."""

    course: Course
    learner: Learner
    position: Position
    bar: Progress
    asked: Callable[[], bool]
    saved: float = field(default_factory=time.monotonic)

    def run(self, parts: Sequence[list[Example]]) -> None:
        """Learn from the batches of one pass that are still to do, and write its line."""
        at = self.position
        task = self.bar.add_task("", total=len(parts), completed=at.batches)
        begun, before = time.monotonic(), at.seconds
        for number in range(at.batches, len(parts)):
            if self.asked():
                self.save()
                raise Stopped
            rng = _drawn(self.course, at.passes, number)
            torch.manual_seed(rng.getrandbits(63))
            for name, value in self.learner.step(parts[number], rng).items():
                at.totals[name] = at.totals.get(name, 0.0) + value
            at.batches, at.seconds = number + 1, before + time.monotonic() - begun
            self._show(task)
            due = time.monotonic() - self.saved > 60 * self.course.state_minutes
            if due and at.batches < len(parts):
                self.save()
        at.history.append(self._line(len(parts)))
        at.passes, at.batches, at.totals, at.seconds = at.passes + 1, 0, {}, 0.0
        self.save()
        write_log(self.course.folder / "log.jsonl", at.history)

    def save(self) -> None:
        """Write the state."""
        save_state(self.course.state, self.learner, self.position, self.course.facts)
        self.saved = time.monotonic()

    def _show(self, task: Any) -> None:
        at = self.position
        told = f"{self.course.name} {at.passes + 1}/{self.course.epochs}  loss {loss_of(at.totals, at.batches):.3f}"
        self.bar.update(task, completed=at.batches, description=told)

    def _line(self, size: int) -> Line:
        at = self.position
        means = {name: round(value / size, 6) for name, value in sorted(at.totals.items())}
        head = {"stage": self.course.name, "pass": at.passes + 1, "of": self.course.epochs, "batches": size}
        return {**head, "seconds": round(at.seconds, 1), "loss": round(loss_of(at.totals, size), 6), "losses": means}


def loss_of(totals: dict[str, float], size: int) -> float:
    """Return the mean over `size` batches of the weighted sum of the losses, given their sums by name."""
    return sum(value * WEIGHTS.get(name, SMALL_WEIGHT) for name, value in totals.items()) / max(1, size)


def write_log(path: Path, history: Sequence[Line]) -> None:
    """Write the lines of all passes as JSON Lines; like the state, the log never holds a pass twice."""
    partial = path.with_suffix(".part")
    partial.write_text("".join(json.dumps(line) + "\n" for line in history), encoding="utf-8")
    partial.replace(path)


def _drawn(course: Course, *numbers: int) -> random.Random:
    return random.Random(f"{course.seed} {numbers}")  # noqa: S311 - chooses batches and words, not secrets


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns)


def _read(told: Sequence[Report], make: Examples, bar: Progress, asked: Callable[[], bool]) -> list[list[Example]]:
    """Return the examples of each report as it was written."""
    found = []
    for report in bar.track(told, description="reading the reports"):
        if asked():
            raise Stopped
        found.append(list(make.of(report)))
    return found


def _shown(
    told: Sequence[Report], plain: Sequence[list[Example]], make: Examples, share: float, rng: random.Random
) -> Iterator[Example]:
    """Yield the examples of one pass: a `share` of the reports in another wording, with everything that it changes."""
    for report, found in zip(told, plain, strict=True):
        if rng.random() < share and not report.get("muc"):
            yield from make.of(augmented(report, rng))
        else:
            yield from found
