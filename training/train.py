"""Train one stage of a reader: `python -m training.train --data FILES --out FOLDER`; fixed seed, can be resumed.

`python -m training.run` carries out a whole recipe.
"""

import argparse
import copy
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from tocsin.errors import TocsinError
from training.base import find_base
from training.batches import inputs, mark_targets
from training.course import Course, examples_of, learn, prepare
from training.data import annotated, balanced, digest, fold_of, loosened
from training.examples import Example
from training.losses import WEIGHTS, head_losses
from training.muc import muc_reports
from training.network import Encoder, Heads
from training.stopping import Stop, Stopped

FAST, WARM_UP = 8e-4, 0.06
MARK_WEIGHTS = (1.0, 2.0, 1.6)  # outside, begin, inside: spans are rare, and a missed one costs more
AVERAGED = 0.98
"""How much of the running average of the weights each step keeps; the average is what is exported."""
AUGMENTED = 0.5
"""Share of the reports that each pass sees in another wording."""


class Training:
    """Encoder, heads and optimizer, and one step over a batch."""

    def __init__(self, base: Path, steps: int, rate: float) -> None:
        self.network = nn.ModuleDict({"encoder": Encoder(base), "heads": Heads()})
        body = list(self.network["encoder"].body.parameters())
        known = {id(p) for p in body}
        rest = [p for p in self.network.parameters() if id(p) not in known]
        groups = [{"params": body, "lr": rate}, {"params": rest, "lr": FAST}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: min(1.0, (step + 1) / (WARM_UP * steps)) * max(0.02, 1 - step / steps)
        )
        self.average = copy.deepcopy(self.network)
        self.steps = 0

    def step(self, batch: list[Example], rng: random.Random) -> dict[str, float]:
        """Learn from one batch; return its losses by name."""
        parts = self._losses(batch, rng)
        loss = torch.stack([value * WEIGHTS.get(name, 0.2) for name, value in parts.items()])
        self.optimizer.zero_grad()
        loss.sum().backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.steps += 1
        kept = min(AVERAGED, self.steps / (self.steps + 9))
        with torch.no_grad():
            for mean, now in zip(self.average.parameters(), self.network.parameters(), strict=True):
                mean.lerp_(now, 1 - kept)
        return {name: float(value.detach()) for name, value in parts.items()}

    def _losses(self, batch: list[Example], rng: random.Random) -> dict[str, Tensor]:
        seen = inputs(batch, rng)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden, marks = self.network["encoder"](seen.ids, seen.shapes, seen.hints, seen.mask)
        hidden, marks = hidden.float(), marks.float()
        target, taught = mark_targets(batch, seen.ids.shape[1])
        each = cross_entropy(marks.flatten(0, 2), target.flatten(), weight=torch.tensor(MARK_WEIGHTS), reduction="none")
        marked = (each.view_as(target) * taught).sum() / seen.mask.sum()
        return {"mark": marked, **head_losses(batch, hidden, self.network["heads"], rng)}

    def load(self, saved: dict[str, Any]) -> None:
        """Take up a state where it was saved."""
        self.network.load_state_dict(saved["network"])
        self.average.load_state_dict(saved["average"])
        self.optimizer.load_state_dict(saved["optimizer"])
        self.schedule.load_state_dict(saved["schedule"])
        self.steps = saved["steps"]

    def begin_with(self, saved: dict[str, Any]) -> None:
        """Take the averaged weights of a finished training; optimizer and schedule begin anew."""
        self.network.load_state_dict(saved["average"])
        self.average.load_state_dict(saved["average"])


def gathered(options: argparse.Namespace) -> list[dict[str, Any]]:
    """Return the annotated reports that the command line asks for."""
    told = [
        loosened(r) if path in options.loose else r
        for path in (*options.data, *options.loose)
        for r in annotated(path)
        if fold_of(str(r["id"])) != options.hold_out
    ]
    told.extend(loosened(r) for path in options.extra for r in annotated(path))
    if options.muc:
        told.extend(balanced(muc_reports(options.muc)))
    return told


def course_of(options: argparse.Namespace) -> Course:
    """Return the course that the command line asks for."""
    facts = {"reports": digest([*options.data, *options.loose, *options.extra]), "muc": bool(options.muc)}
    facts |= {name: getattr(options, name) for name in ("hold_out", "epochs", "seed", "augment", "rate")}
    return Course(
        options.out.name, options.out, options.epochs, options.seed, options.augment, facts=facts, start=options.start
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line; exit code 1 for what cannot be done, 130 after a stop that was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", nargs="*", type=Path, default=[], help="annotated reports, JSON Lines")
    parser.add_argument("--loose", nargs="*", type=Path, default=[], help="more, whose `confirmed` is not taught")
    parser.add_argument("--extra", nargs="*", type=Path, default=[], help="more of those, never held out")
    parser.add_argument("--muc", type=Path, help="folder of MUC-4 with texts and keys, a second task")
    parser.add_argument("--base", type=Path, help="folder of MiniLM-L6, if not that of the installed package")
    parser.add_argument("--start", type=Path, help="a state to begin with in place of MiniLM's weights")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hold-out", type=int, default=-1, help="fold of --data (0 to 4) that is not trained on")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rate", type=float, default=1.2e-4, help="highest learning rate of the encoder's body")
    parser.add_argument("--augment", type=float, default=AUGMENTED, help="share of reports shown in another wording")
    options = parser.parse_args(arguments)
    prepare(2)
    try:
        base = find_base(options.base)
        make = examples_of(base)
        with Stop() as stop:
            told = gathered(options)
            learn(course_of(options), told, make, lambda steps: Training(base, steps, options.rate), lambda: stop.asked)
    except (Stopped, KeyboardInterrupt):
        print("stopped; run the same again to go on", file=sys.stderr)
        return 130
    except (TocsinError, OSError) as error:
        print(f"train: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
