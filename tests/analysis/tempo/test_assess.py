from datetime import date, timedelta

import numpy as np
import pytest

from tocsin.analysis.tempo.assess import assess
from tocsin.analysis.tempo.counting import Window, imputed, series_of
from tocsin.analysis.tempo.events import Events, on_days
from tocsin.analysis.tempo.nowcast import AT_ONCE
from tocsin.analysis.tempo.preparing import judge_prepared, prepare
from tocsin.errors import VocabularyError

FIRST = date(2024, 3, 1)


def days(*numbers: int) -> list[date]:
    return [FIRST + timedelta(days=number) for number in numbers]


def window(length: int) -> Window:
    return Window(FIRST, FIRST + timedelta(days=length - 1))


def drawn(rates: list[float], seed: int = 1) -> list[date]:
    counts = np.random.default_rng(seed).poisson(rates)
    return days(*np.repeat(np.arange(len(rates)), counts).tolist())


def test_a_clear_rise_is_found_and_said() -> None:
    found = assess(on_days(drawn([0.3] * 60 + [2.0] * 30)), window(90))
    assert found.verdict.finding == "rise"
    assert found.verdict.sentence.startswith("It is ")
    assert "that the rate rose, about" in found.verdict.sentence
    assert found.verdict.change is not None
    assert found.verdict.change.start <= FIRST + timedelta(days=60) + timedelta(days=3)
    assert 1 < found.verdict.change.low < found.verdict.change.ratio < found.verdict.change.high
    assert found.verdict.chance <= 0.01
    assert found.trend is not None
    assert found.trend.weekly.low > 1


def test_a_clear_fall_is_found_and_said() -> None:
    found = assess(on_days(drawn([2.0] * 40 + [0.2] * 50)), window(90))
    assert found.verdict.finding == "fall"
    assert "the rate fell, to about" in found.verdict.sentence


def test_a_constant_rate_is_no_rise_and_the_sentence_gives_the_rate() -> None:
    found = assess(on_days(drawn([0.5] * 90, seed=5)), window(90))
    assert found.verdict.finding == "none"
    assert "a week" in found.verdict.sentence
    assert found.verdict.probability < 0.55


def test_few_incidents_are_called_few() -> None:
    found = assess(on_days(days(1, 9, 20, 28)), window(30))
    assert "4 incidents are few" in found.verdict.sentence
    assert found.verdict.finding == "none"


@pytest.mark.parametrize("numbers", [[], [0], [29], [4, 4]])
def test_next_to_nothing_is_assessed_as_well(numbers: list[int]) -> None:
    found = assess(on_days(days(*numbers)), window(30))
    assert found.series.total == len(numbers)
    assert found.verdict.finding == "none"
    assert found.weekly.low <= found.weekly.value <= found.weekly.high


def test_a_single_day_is_assessed() -> None:
    found = assess(on_days(days(0, 0)), window(1))
    assert found.series.counts == (2,)
    assert found.verdict.finding == "none"


def test_the_same_seed_gives_the_same_figures() -> None:
    events = on_days(drawn([0.5] * 90, seed=5))
    assert assess(events, window(90), seed=3) == assess(events, window(90), seed=3)


def vague(first: list[int], last: list[int]) -> Events:
    start = FIRST.toordinal()
    ends = np.array(last) + start
    return Events(np.array(first) + start, ends, ends, undated=2)


def test_a_range_of_days_is_drawn_evenly_and_not_put_in_the_middle() -> None:
    counts = imputed(vague([3, 0], [3, 9]), window(10), draws=4000)
    assert counts.shape == (4000, 10)
    assert (counts.sum(axis=1) == 2).all()
    assert counts[:, 3].min() == 1
    share = counts.mean(axis=0) - np.eye(10)[3]
    assert share == pytest.approx(np.full(10, 0.1), abs=0.03)


def test_what_may_lie_outside_counts_in_a_part_of_the_draws() -> None:
    counts = imputed(vague([5], [14]), window(10), draws=4000)
    assert counts.sum() / 4000 == pytest.approx(0.5, abs=0.04)
    assert series_of(vague([0], [0]), window(2)).counts == (1, 0)
    assert series_of(vague([0], [0]), window(2)).undated == 2


def test_a_month_of_doubt_makes_less_sure_than_a_day() -> None:
    exact = drawn([0.2] * 60 + [1.5] * 30, seed=4)
    sure = on_days(exact)
    wide = Events(sure.first - 15, sure.last + 15, sure.told)

    def rise(events: Events) -> float:
        return judge_prepared(prepare(events, window(90), AT_ONCE, window(90).end)).rise

    assert rise(wide) <= rise(sure)


def test_a_denied_incident_is_counted_with_and_without() -> None:
    events = on_days(drawn([0.5] * 60, seed=2))
    denied = np.arange(len(events)) % 3 == 0
    doubts = {"denied or taken back": denied, "foiled or intercepted": ~denied, "told of again": denied}
    marked = Events(events.first, events.last, events.told, doubts)
    found = {reading.name: reading.incidents for reading in assess(marked, window(60)).readings}
    assert found["without those denied or taken back"] == int((~denied).sum())
    assert found["without those foiled or intercepted"] == int(denied.sum())
    assert "without those told of again" not in found, "the same incidents are left out already"


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(VocabularyError, match="the first is the later one"):
        Window(date(2024, 2, 2), date(2024, 2, 1))
