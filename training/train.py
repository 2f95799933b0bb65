"""Train the reader: `python -m training.train --data FILES --base MINILM --out FOLDER`; fixed seed, can be resumed."""

import argparse
import copy
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from tocsin.gazetteer.table import open_table
from tocsin.settings import load_settings
from training.augment import augmented
from training.batches import batches, inputs, mark_targets
from training.examples import Example, Examples, reports
from training.losses import WEIGHTS, head_losses
from training.muc import muc_reports
from training.network import Encoder, Heads

SLOW, FAST, WARM_UP = 1.5e-4, 1e-3, 0.06
MARK_WEIGHTS = (1.0, 2.0, 1.6)  # outside, begin, inside: spans are rare, and a missed one costs more
AVERAGED = 0.995
"""How much of the running average of the weights each step keeps; the average is what is exported."""
AUGMENTED = 0.5
"""Share of the reports that each pass sees in another wording."""


def fold_of(report: str, folds: int = 5) -> int:
    """Return the fold of a report id, the same in every run."""
    return sum(ord(c) * (i + 7) for i, c in enumerate(report)) % folds


@dataclass(frozen=True, slots=True)
class Plan:
    """What is trained: `base` the folder of MiniLM, `out` where the states go, `start` a state to begin with."""

    base: Path
    out: Path
    epochs: int
    seed: int = 7
    start: Path | None = None
    augment: float = AUGMENTED


class Training:
    """Encoder, heads and optimizer, and one step over a batch."""

    def __init__(self, base: Path, steps: int) -> None:
        self.network = nn.ModuleDict({"encoder": Encoder(base), "heads": Heads()})
        body = list(self.network["encoder"].body.parameters())
        known = {id(p) for p in body}
        rest = [p for p in self.network.parameters() if id(p) not in known]
        groups = [{"params": body, "lr": SLOW}, {"params": rest, "lr": FAST}]
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

    def save(self, path: Path, epoch: int, rng: random.Random) -> None:
        """Write the state; the old one stays whole until the new one is."""
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")
        state = {
            "network": self.network.state_dict(), "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(), "schedule": self.schedule.state_dict(),
            "steps": self.steps, "epoch": epoch, "random": rng.getstate(), "torch": torch.get_rng_state(),
        }  # fmt: skip
        torch.save(state, partial)
        partial.replace(path)


def train(told: Sequence[dict[str, Any]], make: Examples, plan: Plan) -> None:
    """Train over the annotated reports `told`; `state.pt` and `log.jsonl` in `plan.out` are renewed after each pass.

    A state that is there is gone on with.
    """
    torch.manual_seed(plan.seed)
    rng = random.Random(plan.seed)  # noqa: S311 - chooses batches, not secrets
    plain = [list(make.of(report)) for report in told]
    steps = plan.epochs * len(list(batches([e for found in plain for e in found], rng)))
    training, first, state = Training(plan.base, steps), 0, plan.out / "state.pt"
    if state.is_file():
        saved = torch.load(state, weights_only=False)
        training.load(saved)
        first = saved["epoch"]
        rng.setstate(saved["random"])
        torch.set_rng_state(saved["torch"])
    elif plan.start is not None:
        training.begin_with(torch.load(plan.start, weights_only=False))
    training.network.train()
    with Progress(TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn()) as bar:
        task = bar.add_task("training", total=steps, completed=training.steps)
        for epoch in range(first, plan.epochs):
            begun = time.monotonic()
            totals: dict[str, float] = defaultdict(float)
            shown = list(_shown(told, plain, make, plan.augment if epoch else 0.0, rng))
            parts = list(batches(shown, rng))
            for batch in parts:
                for name, value in training.step(batch, rng).items():
                    totals[name] += value
                bar.advance(task)
            training.save(state, epoch + 1, rng)
            means = {name: round(value / len(parts), 4) for name, value in sorted(totals.items())}
            line = {"epoch": epoch + 1, "of": plan.epochs, "seconds": round(time.monotonic() - begun), **means}
            with (plan.out / "log.jsonl").open("a", encoding="utf-8") as log:
                log.write(json.dumps(line) + "\n")


def _shown(
    told: Sequence[dict[str, Any]], plain: Sequence[list[Example]], make: Examples, share: float, rng: random.Random
) -> Iterator[Example]:
    """Yield the examples of one pass: a `share` of the reports in another wording, with everything that it changes."""
    for report, found in zip(told, plain, strict=True):
        if rng.random() < share and not report.get("muc"):
            yield from make.of(augmented(report, rng))
        else:
            yield from found


def gathered(options: argparse.Namespace) -> list[dict[str, Any]]:
    """Return the annotated reports that the command line asks for."""
    told = [r for r in reports(options.data) if fold_of(r["id"]) != options.hold_out]
    told.extend(reports(options.extra))
    if options.muc:
        told.extend(muc_reports(options.muc))
    return told


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", nargs="*", type=Path, default=[], help="annotated reports, JSON Lines")
    parser.add_argument("--extra", nargs="*", type=Path, default=[], help="more of them, never held out")
    parser.add_argument("--muc", type=Path, help="folder of MUC-4 with texts and keys, a second task")
    parser.add_argument("--base", type=Path, required=True, help="folder of MiniLM-L6")
    parser.add_argument("--start", type=Path, help="a state to begin with in place of MiniLM's weights")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hold-out", type=int, default=-1, help="fold of --data (0 to 4) that is not trained on")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--augment", type=float, default=AUGMENTED, help="share of reports shown in another wording")
    options = parser.parse_args()
    torch.set_num_threads(2)
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    make = Examples(tokenizer, open_table(load_settings()))
    plan = Plan(options.base, options.out, options.epochs, options.seed, options.start, options.augment)
    train(gathered(options), make, plan)


if __name__ == "__main__":
    main()
