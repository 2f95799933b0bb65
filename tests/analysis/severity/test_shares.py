import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.severity.made import a_case, in_a_row
from tocsin.analysis.severity.cases import Case
from tocsin.analysis.severity.shares import features, portion, runs_of, wilson


def hits(case: Case) -> bool | None:
    return "embassy" in case.targets if case.targets else None


def row(marks: str) -> list[Case]:
    return [a_case(day, target={"e": "embassy", "c": "convoy"}.get(mark, "")) for day, mark in enumerate(marks)]


def test_the_interval_is_wilsons() -> None:
    found = wilson(7, 20)
    assert found.value == 0.35
    assert (found.low, found.high) == pytest.approx((0.1812, 0.5671), abs=1e-4)
    assert (wilson(0, 10).low, wilson(10, 10).high) == (0.0, 1.0)
    assert wilson(0, 10).high == pytest.approx(0.2775, abs=1e-4)
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)


@given(st.integers(1, 200), st.data(), st.floats(1, 9))
def test_an_interval_holds_its_share_and_runs_widen_it(known: int, data: st.DataObject, runs: float) -> None:
    having = data.draw(st.integers(0, known))
    plain, wide = wilson(having, known), wilson(having, known, runs)
    assert 0 <= wide.low <= plain.low + 1e-9 <= plain.value + 2e-9
    assert plain.value <= plain.high + 1e-9 <= wide.high + 2e-9 <= 1 + 3e-9


def test_a_share_is_of_those_that_tell_of_it() -> None:
    found = portion(row("ec.e"), ("target", "embassy"), hits, 1.0)
    assert (found.incident_ids, found.known, found.untold) == (("inc-0-0", "inc-3-0"), 3, 1)
    assert found.share.value == pytest.approx(2 / 3)


def test_what_there_is_can_be_told_apart() -> None:
    named = features([*row("ec"), a_case(3, True, target="", status="foiled")])
    assert {key for key in named if key[0] != "outcome"} == {
        ("kind", "rocket"), ("target", "embassy"), ("target", "convoy")
    }  # fmt: skip
    case = a_case(3, True, target="", status="foiled")
    assert named["outcome", "foiled"](case) is True
    assert named["outcome", "somebody killed or wounded"](case) is True
    assert named["target", "embassy"](case) is None
    assert named["outcome", "somebody killed or wounded"](in_a_row("?")[0]) is None


def test_runs_are_known_by_neighbours_and_not_by_changes() -> None:
    generator = np.random.default_rng(1)
    alone = "".join(generator.choice(["e", "c"], 400))
    assert runs_of([row(alone)], [hits]) == pytest.approx(1, abs=0.25)
    assert runs_of([row("eeeeecccccc" * 30)], [hits]) > 3
    assert runs_of([row("e" * 50), row("c" * 50)], [hits]) == 1.0, "a change from one stretch to the next"
    assert runs_of([], [hits]) == 1.0
