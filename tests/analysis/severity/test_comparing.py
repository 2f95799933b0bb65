from collections.abc import Sequence

import pytest

from tests.analysis.severity.made import a_case
from tocsin.analysis.severity.cases import Case
from tocsin.analysis.severity.comparing import ShareChange, share_changes


def months(*counts: tuple[int, int]) -> list[tuple[str, Sequence[Case]]]:
    """Return a month for each of (embassies, convoys), mixed so that neither comes in runs."""
    found: list[tuple[str, Sequence[Case]]] = []
    for month, (embassies, convoys) in enumerate(counts):
        total = embassies + convoys
        spread = [(at + 1) * embassies // total > at * embassies // total for at in range(total)]
        cases = [
            a_case(30 * month, target="embassy" if embassy else "convoy", number=at)
            for at, embassy in enumerate(spread)
        ]
        found.append((f"month {month}", cases))
    return found


def of(changes: Sequence[ShareChange], name: str) -> ShareChange:
    return next(one for one in changes if one.name == name)


def test_a_share_that_rose_is_found() -> None:
    found = of(share_changes(months((6, 24), (5, 25), (22, 8))), "embassy")
    assert (found.label, found.earlier_known, found.newest_known) == ("month 2", 60, 30)
    assert (found.earlier.value, found.newest.value) == (11 / 60, 22 / 30)
    assert (len(found.earlier_ids), len(found.newest_ids)) == (11, 22)
    assert found.rose > 0.95
    assert found.chance <= found.corrected < 0.01
    assert found.any_corrected < 0.01


def test_one_that_stayed_is_not() -> None:
    found = of(share_changes(months((10, 20), (11, 19), (10, 20))), "embassy")
    assert max(found.rose, found.fell) < 0.3
    assert found.chance > 0.5


def test_what_went_up_and_down_again_is_uneven() -> None:
    found = of(share_changes(months((3, 27), (27, 3), (15, 15))), "embassy")
    assert found.chance > 0.2
    assert found.any_chance < 0.01


def test_what_fell_fell() -> None:
    found = of(share_changes(months((22, 8), (3, 27))), "embassy")
    assert found.fell > 0.9 > found.rose


def test_runs_say_less() -> None:
    mixed = months((5, 15), (15, 5))
    runs = [(label, sorted(cases, key=lambda case: sorted(case.targets))) for label, cases in mixed]
    assert of(share_changes(mixed), "embassy").chance < of(share_changes(runs), "embassy").chance


@pytest.mark.parametrize("counts", [((2, 20), (0, 20)), ((10, 0), (12, 0)), ((5, 5),)])
def test_what_is_too_rare_or_everywhere_or_has_nothing_beside_it_is_not_compared(
    counts: tuple[tuple[int, int], ...],
) -> None:
    assert share_changes(months(*counts)) == ()


def test_the_chance_is_that_of_laying_out_at_random() -> None:
    found = of(share_changes(months((1, 9), (6, 4))), "embassy")
    if found.runs == 1:
        assert found.chance == pytest.approx(0.0573, abs=0.012), "Fisher's exact test of two sides"
    assert share_changes(months((1, 9), (6, 4))) == share_changes(months((1, 9), (6, 4)))
