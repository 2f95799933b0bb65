"""Several at once: order, laziness, faults, and giving up."""

import threading
from collections.abc import Iterator

import pytest

from tocsin.tasks.abreast import AHEAD, abreast


def test_results_keep_the_order_of_the_items() -> None:
    first_may_end = threading.Event()

    def work(number: int) -> int:
        if number == 0:
            first_may_end.wait(10)
        else:
            first_may_end.set()
        return number * number

    assert list(abreast(work, range(20))) == [n * n for n in range(20)]


def test_only_a_few_items_are_taken_before_the_first_is_given_back() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    results = abreast(lambda number: number, items())
    assert next(results) == 0
    assert len(taken) <= AHEAD
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert len(taken) <= AHEAD


def test_what_the_work_raises_comes_in_its_turn() -> None:
    def work(number: int) -> int:
        if number == 2:
            raise ValueError("two")
        return number

    results = abreast(work, range(5))
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(ValueError, match="two"):
        next(results)


def test_nothing_of_nothing() -> None:
    assert list(abreast(str, [])) == []
