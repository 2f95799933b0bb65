from itertools import combinations

import pytest

from tests.analysis.severity.made import a_case, in_a_row
from tocsin.analysis.severity import streaks as module
from tocsin.analysis.severity.streaks import last_run_chance, longest_run_chance, streaks


def counted_out(told: int, hurt: int, length: int) -> float:
    orders = list(combinations(range(told), hurt))
    gaps = [[b - a - 1 for a, b in zip((-1, *order), (*order, told), strict=True)] for order in orders]
    return sum(max(one) >= length for one in gaps) / len(orders)


@pytest.mark.parametrize(
    ("told", "hurt", "length"), [(8, 2, 3), (10, 3, 4), (12, 1, 6), (9, 4, 2), (10, 5, 5), (11, 2, 8)]
)
def test_the_chance_of_the_longest_run_is_that_of_all_orders(told: int, hurt: int, length: int) -> None:
    assert longest_run_chance(told, hurt, length) == pytest.approx(counted_out(told, hurt, length))


def test_the_chance_of_a_run_at_the_end() -> None:
    assert last_run_chance(10, 1, 4) == pytest.approx(6 / 10)
    assert last_run_chance(10, 6, 4) == pytest.approx(1 / 210)


def test_of_very_many_orders_some_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = longest_run_chance(60, 12, 14)
    monkeypatch.setattr(module, "EXACT", 10)
    assert longest_run_chance(60, 12, 14) == pytest.approx(exact, abs=0.04)


def test_the_longest_run_and_the_one_to_the_end() -> None:
    longest, newest = streaks(in_a_row("xoooxoo"))
    assert longest.incident_ids == ("inc-1-0", "inc-2-0", "inc-3-0")
    assert (longest.length, longest.told, longest.hurt, longest.newest) == (3, 7, 2, False)
    assert longest.chance == pytest.approx(counted_out(7, 2, 3))
    assert newest.incident_ids == ("inc-5-0", "inc-6-0")
    assert newest.newest
    assert newest.chance == pytest.approx(last_run_chance(7, 2, 2))


def test_what_tells_nothing_clear_breaks_no_run_and_makes_none_longer() -> None:
    (longest, newest) = streaks(in_a_row("xo.?o."))
    assert longest.length == newest.length == 2
    assert longest.skipped_ids == ("inc-2-0", "inc-3-0")
    assert newest.skipped_ids == ("inc-2-0", "inc-3-0", "inc-5-0")
    assert longest.told == 3


def test_where_nobody_was_hurt_there_is_nothing_to_compare_with() -> None:
    longest, _ = streaks(in_a_row("oooo"))
    assert longest.chance is None


def test_a_run_that_was_ended_goes_to_no_end() -> None:
    assert [one.newest for one in streaks(in_a_row("oox"))] == [False]
    assert streaks(in_a_row("xx..")) == ()
    assert streaks([]) == ()


def test_those_that_were_stopped_or_denied_are_no_part_of_it() -> None:
    stopped = [a_case(day, False, status=status) for day, status in enumerate(("foiled", "intercepted", "denied"))]
    assert streaks([*stopped, a_case(None, False)]) == ()
