from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from tocsin.analysis.tempo.changes import changes
from tocsin.analysis.tempo.counting import Window
from tocsin.analysis.tempo.judging import judge
from tocsin.analysis.tempo.rates import Interval
from tocsin.analysis.tempo.turns import all_changes
from tocsin.analysis.tempo.verdict import verdict

FIRST = date(2024, 1, 1)


def window(days: int) -> Window:
    return Window(FIRST, FIRST + timedelta(days=days - 1))


def test_each_change_is_named_with_its_days_and_its_ratio() -> None:
    counts = np.random.default_rng(2).poisson(np.repeat([1.0, 6.0, 0.5], [60, 50, 40]))
    up, down = all_changes(changes(counts[None, :].astype(float), np.ones(150)), window(150))
    assert (up.direction, down.direction) == ("rise", "fall")
    assert up.start <= FIRST + timedelta(days=60) <= up.end
    assert down.start <= FIRST + timedelta(days=110) <= down.end
    assert up.low < 6 < up.high
    assert down.low < 1 / 12 < down.high
    assert up.probability >= 0.8


def test_a_constant_rate_has_no_changes_to_name() -> None:
    counts = np.random.default_rng(2).poisson(1.0, 120)
    assert all_changes(changes(counts[None, :].astype(float), np.ones(120)), window(120)) == ()


def test_a_rate_that_changed_either_way_is_said_to_have_changed() -> None:
    counts = np.random.default_rng(2).poisson(np.repeat([1.0, 4.0], [60, 60]))
    judged = judge(counts[None, :], np.ones(120), window(120))
    open_ = replace(judged, finding="change", rise=0.5, fall=0.48)
    found = verdict(open_, Interval(17.0, 14.0, 20.0), 120)
    assert found.sentence.startswith(
        "It is almost certain (98%) that the rate changed, but it is open whether it rose (50%) or fell (48%) at last;"
    )
    assert (found.finding, found.change) == ("change", None)
