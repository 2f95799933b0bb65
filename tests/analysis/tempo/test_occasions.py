from datetime import date, timedelta

import numpy as np
import pytest

from tocsin.analysis.tempo.counting import Window
from tocsin.analysis.tempo.occasions import around, holm

FIRST = date(2024, 1, 1)
DAYS = 300
WINDOW = Window(FIRST, FIRST + timedelta(days=DAYS - 1))
VISITS = [FIRST + timedelta(days=day) for day in (40, 97, 181, 260)]


def test_attacks_before_visits_are_found_and_others_are_not() -> None:
    generator = np.random.default_rng(1)
    counts = generator.poisson(0.3, (1, DAYS))
    for visit in VISITS:
        at = (visit - FIRST).days
        counts[0, at - 7 : at] += generator.poisson(1.0, 7)
    votes = [FIRST + timedelta(days=day) for day in (10, 70, 140, 215)]
    found = {
        (one.sort, one.side): one for one in around(counts, np.ones(DAYS), WINDOW, {"visit": VISITS, "vote": votes})
    }
    before = found["visit", "before"]
    assert before.occasions == 4
    assert before.incidents == sum(counts[0, (v - FIRST).days - 7 : (v - FIRST).days].sum() for v in VISITS)
    assert before.expected == pytest.approx(28 * counts.sum() / DAYS)
    assert before.ratio > 2
    assert before.chance <= before.corrected < 0.05
    assert found["vote", "before"].corrected > 0.05


def test_the_chance_is_the_share_of_shifts_counted_one_by_one() -> None:
    counts = np.random.default_rng(2).poisson(0.5, (1, DAYS))
    (_, after) = around(counts, np.ones(DAYS), WINDOW, {"visit": VISITS})
    mask = np.zeros(DAYS)
    for visit in VISITS:
        mask[(visit - FIRST).days : (visit - FIRST).days + 7] = 1
    sums = [float((np.roll(mask, shift) * counts[0]).sum()) for shift in range(DAYS)]
    extreme = [one >= sums[0] if after.ratio >= 1 else one <= sums[0] for one in sums]
    assert after.chance == pytest.approx(np.mean(extreme))


def test_what_lies_outside_is_passed_over() -> None:
    assert around(np.ones((1, DAYS), dtype=np.int64), np.ones(DAYS), WINDOW, {"visit": [date(2030, 1, 1)]}) == ()


def test_many_chances_are_corrected() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([]) == []
