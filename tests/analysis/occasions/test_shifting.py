import numpy as np
import pytest

from tocsin.analysis.occasions.shifting import SHIFTS, contrast, corrected

LENGTH = 200
EVERY = np.ones(LENGTH)


def on(*days: int) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    marks = np.zeros(LENGTH, dtype=np.bool_)
    marks[list(days)] = True
    return marks


def test_the_usual_number_is_that_of_the_days_about_without_those_looked_at() -> None:
    counts = np.ones(LENGTH)
    days = on(*range(90, 97))
    counts[days] = 5.0
    found = contrast(counts, EVERY, days, days)
    assert found.seen == 35
    assert found.expected == pytest.approx(7, rel=0.01)
    assert found.chance == 1 / LENGTH == found.least


def test_the_chance_is_the_share_of_shifts_counted_one_by_one() -> None:
    counts = np.random.default_rng(2).poisson(0.5, LENGTH).astype(float)
    days = on(*range(40, 47), *range(120, 127))
    found = contrast(counts, EVERY, days, days)
    scores = []
    for shift in range(LENGTH):
        moved = np.roll(days, shift)
        alone = contrast(counts, EVERY, moved, moved)
        scores.append(np.sqrt(alone.seen + 0.375) - np.sqrt(alone.expected + 0.375))
    far = np.abs(scores)
    assert found.chance == pytest.approx(np.mean(far >= far[0] - 1e-9))


def test_a_rise_of_everything_is_not_taken_for_an_effect() -> None:
    chances = []
    for seed in range(40):
        generator = np.random.default_rng((3, seed))
        counts = generator.poisson(np.where(np.arange(LENGTH) < 100, 0.1, 1.0)).astype(float)
        start = int(generator.integers(130, 190))
        days = on(*range(start, start + 7))
        chances.append(contrast(counts, EVERY, days, days).chance)
    assert np.mean(np.array(chances) <= 0.05) <= 0.1
    assert 0.3 < np.mean(chances) < 0.8


def test_no_attack_at_all_is_as_usual() -> None:
    found = contrast(np.zeros(LENGTH), EVERY, on(5), on(5))
    assert (found.seen, found.chance) == (0, 1.0)


def test_days_that_are_seen_in_part_have_less_to_expect() -> None:
    seen = EVERY.copy()
    seen[90:97] = 0.5
    days = on(*range(90, 97))
    counts = EVERY.copy()
    assert contrast(counts, seen, days, days).expected == pytest.approx(3.5, rel=0.01)


def test_of_long_series_evenly_spaced_shifts_are_tried() -> None:
    counts = np.random.default_rng(4).poisson(0.5, 3000).astype(float)
    days = np.zeros(3000, dtype=np.bool_)
    days[100:107] = True
    found = contrast(counts, np.ones(3000), days, days)
    assert found.scores.size == SHIFTS


def test_chances_are_corrected_by_what_is_farthest_in_any_question() -> None:
    scores = np.array([[3.0, 0.5, 0.1, -0.2], [1.0, 2.0, 0.3, 0.1], [0.0, 0.4, -3.5, 0.2]])
    assert corrected(scores) == pytest.approx([2 / 4, 3 / 4, 4 / 4])
    assert corrected(scores[:1]) == [1 / 4]


def test_the_same_question_twice_costs_nothing() -> None:
    scores = np.random.default_rng(5).normal(size=(1, 100))
    alone = corrected(scores)[0]
    assert corrected(np.concatenate([scores, scores])) == [alone, alone]
