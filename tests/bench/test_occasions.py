import numpy as np

from bench.occasions.made import LENGTH, UNRELATED, before_visits
from bench.occasions.measure import answers, coverage, shares
from bench.severity.measure import found, shift, targets


def test_what_is_made_up_has_occasions_within_reach() -> None:
    for make in UNRELATED.values():
        made = make(np.random.default_rng(1))
        assert made.counts.min() >= 0
        assert made.counts.size in {60, LENGTH}
        assert answers(made)


def test_attacks_before_visits_are_found() -> None:
    assert shares(before_visits(4.0, 10), 5).found == 1.0
    assert coverage(3.0, 5) >= 0.8


def test_a_share_that_changes_much_is_found_and_one_that_does_not_is_not() -> None:
    made = [found(shift(np.random.default_rng(seed), 0.1, 0.9, 25)) for seed in range(5)]
    assert all(made)
    assert not any(found(targets(np.random.default_rng(seed), 0.0, (20, 20))) for seed in range(5))
