"""The small heads in numpy: what a span is, and what it belongs to. The layers are those of training/network.py."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
TABLES = ("distance", "gap", "role", "opinion")
"""What is looked up for a pair, in the order of its buckets."""


class Heads:
    """The weights of the heads by name, as training saved them."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self._weights = weights

    def _linear(self, name: str, x: Floats) -> Floats:
        return x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]

    def incident(self, mean: Floats) -> float:
        """Return how likely the window whose mean hidden vector is `mean` tells of an incident."""
        return float(sigmoid(self._linear("incident", mean))[0])

    def judge(self, features: Floats) -> Floats | None:
        """Return how likely each incident [incidents] with features [incidents, features] is real; None if unfitted."""
        if "judge.weight" not in self._weights:
            return None
        return sigmoid(self._linear("judge", features))[:, 0]

    def fact(self, name: str, span: Floats) -> Floats:
        """Return the probabilities [spans, values] of the fact `name` for mean vectors [spans, hidden]."""
        return softmax(self._linear(f"facts.{name}", span))

    def attributes(self, triggers: Floats, mean: Floats) -> dict[str, Floats]:
        """Return the probabilities [triggers, values] of every attribute."""
        joined = np.concatenate([triggers, np.broadcast_to(mean, triggers.shape)], -1)
        features = relu(self._linear("trigger", joined))
        names = {key.split(".")[1] for key in self._weights if key.startswith("attributes.")}
        return {name: softmax(self._linear(f"attributes.{name}", features)) for name in names}

    def pairs(
        self, spans: Floats, left: Sequence[int], right: Sequence[int], buckets: NDArray[np.int64]
    ) -> tuple[Floats, Floats]:
        """Return how likely the spans of each pair belong together [pairs], and the stances [pairs, stances].

        `left` and `right` are rows of `spans` [spans, hidden]. `buckets` [pairs, 4] are distance, gap in sentences,
        role of the right span, and what the rules think of both.
        """
        first, starts = np.unique(np.asarray(left), return_inverse=True)
        second, ends = np.unique(np.asarray(right), return_inverse=True)
        a, b = relu(self._linear("first", spans[first])), relu(self._linear("second", spans[second]))
        # The layer is taken apart: what it makes of one span or of one bucket is worked out once, not for each pair.
        weights, width = self._weights["pair.weight"].T, a.shape[1]
        both = np.asarray(a[starts] * b[ends], dtype=np.float32)
        joined: Floats = both @ weights[2 * width : 3 * width] + self._weights["pair.bias"]
        joined += (a @ weights[:width])[starts]
        joined += (b @ weights[width : 2 * width])[ends]
        at = 3 * width
        for number, name in enumerate(TABLES):
            table = self._weights[f"{name}.weight"]
            joined += (table @ weights[at : at + table.shape[1]])[buckets[:, number]]
            at += table.shape[1]
        joined = relu(joined)
        return sigmoid(self._linear("belongs", joined))[:, 0], softmax(self._linear("stance", joined))


def relu(x: Floats) -> Floats:
    """Return `x` where it is positive, else 0."""
    return np.maximum(x, 0)


def sigmoid(x: Floats) -> Floats:
    """Return the logistic function of `x`."""
    return np.asarray(1 / (1 + np.exp(-x)), dtype=np.float32)


def softmax(x: Floats) -> Floats:
    """Return the exponentials of `x` as shares of their sum over the last axis."""
    powers = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), dtype=np.float32)
