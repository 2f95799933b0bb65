"""Train the reader: `python -m training.train --data FILES --base MINILM --out FOLDER`; fixed seed."""

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy

from training.batches import batches, mark_targets, tensors
from training.examples import Example, examples, reports
from training.losses import WEIGHTS, head_losses
from training.network import Encoder, Heads

SLOW, FAST, WARM_UP = 1.2e-4, 1e-3, 0.08
MARK_WEIGHTS = (1.0, 2.0, 1.6)  # outside, begin, inside: spans are rare, and a missed one costs more


def fold_of(report: str, folds: int = 5) -> int:
    """Return the fold of a report id, the same in every run."""
    return sum(ord(c) * (i + 7) for i, c in enumerate(report)) % folds


class Training:
    """Encoder, heads and optimizer, and one step over a batch."""

    def __init__(self, base: Path, steps: int) -> None:
        self.encoder, self.heads = Encoder(base), Heads()
        body = [p for name, p in self.encoder.named_parameters() if name.startswith("body")]
        rest = [p for name, p in self.encoder.named_parameters() if not name.startswith("body")]
        self.parameters = [*body, *rest, *self.heads.parameters()]
        groups = [{"params": body, "lr": SLOW}, {"params": [*rest, *self.heads.parameters()], "lr": FAST}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: min(1.0, step / (WARM_UP * steps)) * max(0.02, 1 - step / steps)
        )

    def step(self, batch: list[Example], rng: random.Random) -> dict[str, float]:
        """Learn from one batch; return its losses by name."""
        parts = self._losses(batch, rng)
        loss = torch.stack([value * WEIGHTS.get(name, 0.2) for name, value in parts.items()])
        self.optimizer.zero_grad()
        loss.sum().backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        self.schedule.step()
        return {name: float(value.detach()) for name, value in parts.items()}

    def _losses(self, batch: list[Example], rng: random.Random) -> dict[str, Tensor]:
        ids, shapes, mask = tensors(batch, rng)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden, marks = self.encoder(ids, shapes, mask)
        hidden, marks = hidden.float(), marks.float()
        target = mark_targets(batch, ids.shape[1])
        each = cross_entropy(marks.flatten(0, 2), target.flatten(), weight=torch.tensor(MARK_WEIGHTS), reduction="none")
        parts: dict[str, list[Tensor]] = defaultdict(list)
        for row, example in enumerate(batch):
            for name, value in head_losses(example, hidden[row], self.heads, rng).items():
                parts[name].append(value)
        marked = (each.view_as(target).sum(-1) * mask).sum() / mask.sum()
        return {"mark": marked, **{name: torch.stack(values).mean() for name, values in parts.items()}}

    def save(self, path: Path) -> None:
        """Write the state; the old one stays whole until the new one is."""
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")
        torch.save({"encoder": self.encoder.state_dict(), "heads": self.heads.state_dict()}, partial)
        partial.replace(path)


def train(data: Sequence[Example], base: Path, out: Path, epochs: int, seed: int) -> None:
    """Train for `epochs` over `data` and leave `state.pt` in `out` after each."""
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311 - chooses batches, not secrets
    steps = epochs * len(list(batches(data, rng)))
    training = Training(base, steps)
    training.encoder.train()
    training.heads.train()
    begun, done = time.monotonic(), 0
    for epoch in range(epochs):
        totals: dict[str, float] = defaultdict(float)
        seen = 0
        for batch in batches(data, rng):
            for name, value in training.step(batch, rng).items():
                totals[name] += value
            seen, done = seen + 1, done + 1
        left = (time.monotonic() - begun) / done * max(0, steps - done) / 60
        told = " ".join(f"{name} {value / seen:.3f}" for name, value in sorted(totals.items()))
        print(f"epoch {epoch + 1} of {epochs}, {left:.1f} min left: {told}", flush=True)
        training.save(out / "state.pt")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path, required=True, help="annotated reports, JSON Lines")
    parser.add_argument("--extra", nargs="*", type=Path, default=[], help="more of them, never held out")
    parser.add_argument("--base", type=Path, required=True, help="folder of MiniLM-L6")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hold-out", type=int, default=-1, help="fold of --data (0 to 4) that is not trained on")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    torch.set_num_threads(2)
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    told = [r for r in reports(options.data) if fold_of(r["id"]) != options.hold_out] + list(reports(options.extra))
    data = [example for report in told for example in examples(report, tokenizer)]
    print(f"{len(told)} reports, {len(data)} windows, {sum(len(e.window.ids) for e in data)} tokens", flush=True)
    train(data, options.base, options.out, options.epochs, options.seed)


if __name__ == "__main__":
    main()
