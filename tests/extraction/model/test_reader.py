"""What training and reading must compute alike; the parts that need torch are not installed with the tests."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.extraction.model.heads import Heads, softmax
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
    left, right = weight(3, 8), weight(3, 8)
    buckets = np.array([[0, 1, 2, 0], [15, 7, 9, 3], [8, 3, 0, 1]])
    belongs, stances = Heads(weights).pairs(left, right, buckets)
    assert belongs.shape == (3,)
    assert ((belongs > 0) & (belongs < 1)).all()
    assert stances.sum(-1) == pytest.approx(np.ones(3), abs=1e-5)
    again, _ = Heads(weights).pairs(left[1:2], right[1:2], buckets[1:2])
    assert again[0] == pytest.approx(belongs[1], abs=1e-6)
