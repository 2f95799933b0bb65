"""What training and reading must compute alike; the parts that need torch are not installed with the tests."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.extraction.model.heads import TABLES, Heads, softmax
from tocsin.extraction.model.labels import DISTANCES, GAPS, distance_bucket, gap_bucket, shape_of


@given(st.integers(0, 500), st.integers(0, 500))
def test_buckets_stay_in_their_tables_and_tell_before_from_behind(first: int, second: int) -> None:
    assert 0 <= distance_bucket(first, second) < DISTANCES
    assert 0 <= gap_bucket(first, second) < GAPS
    assert (distance_bucket(first, second) >= DISTANCES // 2) == (second >= first)


@pytest.mark.parametrize(("word", "shape"), [("bomb", 0), ("Mosul", 1), ("IED", 2), ("107mm", 3), ("-", 4), ("A", 1)])
def test_shapes(word: str, shape: int) -> None:
    assert shape_of(word) == shape


def test_softmax_gives_shares() -> None:
    shares = softmax(np.array([[1.0, 2.0, 700.0]], dtype=np.float32))
    assert shares.sum() == pytest.approx(1)
    assert shares.argmax() == 2


def test_the_heads_join_what_their_weights_say() -> None:
    rng = np.random.default_rng(7)

    def weight(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return rng.normal(size=shape).astype(np.float32)

    weights = {
        "first.weight": weight(4, 8), "first.bias": weight(4), "second.weight": weight(4, 8), "second.bias": weight(4),
        "distance.weight": weight(DISTANCES, 2), "gap.weight": weight(GAPS, 2), "role.weight": weight(10, 2),
        "opinion.weight": weight(4, 2), "pair.weight": weight(5, 20), "pair.bias": weight(5),
        "belongs.weight": weight(1, 5), "belongs.bias": weight(1),
        "stance.weight": weight(7, 5), "stance.bias": weight(7),
    }  # fmt: skip
    spans, links = weight(4, 8), [(0, 1), (0, 3), (2, 3)]
    buckets = np.array([[0, 1, 2, 0], [15, 7, 9, 3], [8, 3, 0, 1]])
    belongs, stances = Heads(weights).pairs(spans, [a for a, _ in links], [b for _, b in links], buckets)
    # The layers one after another, as training has them.

    def linear(name: str, x: Any) -> Any:
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    first, second = (np.maximum(linear(name, spans), 0) for name in ("first", "second"))
    for row, (a, b) in enumerate(links):
        looked_up = [weights[f"{name}.weight"][buckets[row, k]] for k, name in enumerate(TABLES)]
        joined = np.concatenate([first[a], second[b], first[a] * second[b], *looked_up])
        joined = np.maximum(linear("pair", joined), 0)
        assert belongs[row] == pytest.approx(1 / (1 + np.exp(-linear("belongs", joined)[0])), abs=1e-5)
        assert stances[row] == pytest.approx(softmax(linear("stance", joined)), abs=1e-5)
