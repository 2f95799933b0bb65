from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.scoring.assignment import best_pairs

optimize = pytest.importorskip("scipy.optimize", reason="the assignment is compared with SciPy's, which is not there")

Rows = list[list[float]]


def matrices(values: st.SearchStrategy[float], most: int) -> st.SearchStrategy[Rows]:
    sizes = st.tuples(st.integers(1, most), st.integers(1, most))
    return sizes.flatmap(
        lambda size: st.lists(st.lists(values, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
    )


def scipys(rows: Rows) -> list[tuple[int, int]]:
    return [(int(i), int(j)) for i, j in zip(*optimize.linear_sum_assignment(rows, maximize=True), strict=True)]


@given(matrices(st.floats(-100, 100, allow_nan=False), 9))
def test_the_pairs_are_those_of_scipy(rows: Rows) -> None:
    assert best_pairs(rows) == scipys(rows)


@given(matrices(st.sampled_from((0.0, 0.1, 0.25, 0.3, 0.4, 0.55, 0.75, 1.0)), 12))
def test_so_they_are_where_many_pairings_are_equally_good(rows: Rows) -> None:
    assert best_pairs(rows) == scipys(rows)


@given(matrices(st.floats(0, 1), 5))
def test_no_pairing_has_a_higher_sum(rows: Rows) -> None:
    turned = rows if len(rows) <= len(rows[0]) else [list(column) for column in zip(*rows, strict=True)]
    sums = (
        sum(turned[row][column] for row, column in enumerate(columns))
        for columns in permutations(range(len(turned[0])), len(turned))
    )
    assert sum(rows[i][j] for i, j in best_pairs(rows)) == pytest.approx(max(sums))


@given(matrices(st.floats(0, 1), 8))
def test_the_shorter_side_is_paired_whole_and_nothing_twice(rows: Rows) -> None:
    pairs = best_pairs(rows)
    assert len(pairs) == len({i for i, _ in pairs}) == len({j for _, j in pairs}) == min(len(rows), len(rows[0]))
    assert pairs == sorted(pairs)


def test_equal_scores_keep_the_order() -> None:
    assert best_pairs([[0.5] * 4] * 4) == [(0, 0), (1, 1), (2, 2), (3, 3)]


def test_nothing_pairs_with_nothing() -> None:
    assert best_pairs([]) == best_pairs([[], []]) == []
