from datetime import date, timedelta

import numpy as np
import pytest

from tocsin.analysis.tempo.counting import Window, imputed
from tocsin.analysis.tempo.events import Events
from tocsin.analysis.tempo.nowcast import AT_ONCE, LONGEST, delay_of, interval_score, nowcast
from tocsin.analysis.tempo.rates import Interval

FIRST = date(2024, 1, 1)
DAYS = 150
END = FIRST + timedelta(days=DAYS - 1)


def late(seed: int = 1, rate: float = 4.0) -> tuple[Events, int]:
    """Return what is known at the end, and how many there really were on the last week; half is known at once."""
    generator = np.random.default_rng(seed)
    happened = np.repeat(np.arange(DAYS), generator.poisson(rate, DAYS))
    told = happened + np.where(generator.random(happened.size) < 0.5, 0, generator.geometric(0.2, happened.size))
    known = told < DAYS
    days, seen = happened[known] + FIRST.toordinal(), told[known] + FIRST.toordinal()
    return Events(days, days, seen), int((happened >= DAYS - 7).sum())


def test_the_delay_of_reports_is_found_although_the_late_ones_are_not_known_yet() -> None:
    delay = delay_of(late()[0], END)
    true = [0.5 + 0.5 * (1 - 0.8**age) for age in range(10)]
    assert delay.known
    assert delay.share[:10] == pytest.approx(true, abs=0.06)
    assert (np.diff(delay.share) >= 0).all()
    assert delay.share[-1] == 1
    assert delay.drawn.min() >= 0
    assert delay.drawn.max() <= 1


def test_a_nowcast_adds_what_is_not_known_yet() -> None:
    held = []
    for seed in range(12):
        events, truth = late(seed)
        window = Window(FIRST, END)
        found = nowcast(imputed(events, window), delay_of(events, END, seed), window, END, seed=seed)
        assert found.start == END - timedelta(days=6)
        assert found.total.low >= sum(found.reported)
        held.append(found.total.low <= truth <= found.total.high)
    assert sum(held) >= 7  # of 12 at a level of 80 %; fewer have a probability below 0.4 %


def test_one_old_list_tells_no_delay() -> None:
    events, _ = late()
    listed = Events(events.first, events.last, np.full_like(events.told, END.toordinal()))
    assert delay_of(listed, END) is AT_ONCE
    seen, draws = AT_ONCE.seen(np.array([0, 3, LONGEST + 9]))
    assert seen.tolist() == [1, 1, 1]
    assert draws.tolist() == [[1, 1, 1]]


def test_without_a_delay_nothing_is_added() -> None:
    window = Window(FIRST, END)
    events, _ = late()
    found = nowcast(imputed(events, window), AT_ONCE, window, END)
    assert found.total.low == found.total.high == sum(found.reported)


def test_the_score_of_intervals_is_their_width_and_what_they_miss() -> None:
    assert interval_score([Interval(5, 3, 8, 0.8)], [4]) == 5
    assert interval_score([Interval(5, 3, 8, 0.8), Interval(5, 3, 8, 0.8)], [1, 10]) == pytest.approx(5 + 10 * 2)


def test_counts_that_vary_more_leave_more_doubt_about_what_is_missing() -> None:
    generator = np.random.default_rng(3)
    factors = generator.gamma(0.5, 2.0, DAYS)
    window, delay = Window(FIRST, END), delay_of(late()[0], END)
    calm, varied = generator.poisson(4.0, DAYS), generator.poisson(4.0 * factors)
    varied[-7:] = calm[-7:]
    wide = [nowcast(counts[None, :], delay, window, END).total for counts in (calm, varied)]
    assert wide[1].high - wide[1].low > wide[0].high - wide[0].low
