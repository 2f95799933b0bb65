"""Fits the small logistic models of bench/muc: many features that are there or not, a few answers."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]  # the package ships no types
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

Case = tuple[Sequence[str], str]
"""Features that are there, and the right answer."""
LEAST_SEEN = 3
SMALLEST = 0.08
"""Weights nearer to nothing than this are not stored."""


def fit(cases: Sequence[Case], strength: float = 1.0) -> dict[str, Any]:
    """Return the table of the judge that explains `cases` best; `strength` of the pull of weights to zero."""
    seen = Counter(feature for features, _ in cases for feature in set(features))
    names = sorted(feature for feature, times in seen.items() if times >= LEAST_SEEN)
    answers = sorted({answer for _, answer in cases})
    found = _minimum(_matrix(cases, names), [answers.index(answer) for _, answer in cases], len(answers), strength)
    bias, weights = found[-1], found[:-1]
    return {
        "answers": answers,
        "bias": [round(float(b), 2) for b in bias],
        "weights": {
            name: [round(float(w), 2) for w in row]
            for name, row in zip(names, weights, strict=True)
            if max(abs(row)) >= SMALLEST
        },
    }


def _matrix(cases: Sequence[Case], names: Sequence[str]) -> Any:
    number = {name: n for n, name in enumerate(names)}
    pairs = sorted({(row, number[f]) for row, (features, _) in enumerate(cases) for f in features if f in number})
    rows = [row for row, _ in pairs] + list(range(len(cases)))
    columns = [column for _, column in pairs] + [len(names)] * len(cases)
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(cases), len(names) + 1))


def _minimum(matrix: Any, answers: Sequence[int], kinds: int, strength: float) -> NDArray[np.float64]:
    """Return the weights [features + 1, answers] of the logistic model; the last row, the bias, is pulled nowhere."""
    wanted = np.zeros((len(answers), kinds))
    wanted[np.arange(len(answers)), answers] = 1.0
    shape = (matrix.shape[1], kinds)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(shape)
        scores = matrix @ weights
        scores -= scores.max(1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(1, keepdims=True))
        pulled = weights.copy()
        pulled[-1] = 0
        value = -(wanted * logs).sum() + strength * (pulled**2).sum() / 2
        slope = matrix.T @ (np.exp(logs) - wanted) + strength * pulled
        return float(value), np.asarray(slope).ravel()

    found = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(found.x).reshape(shape)
