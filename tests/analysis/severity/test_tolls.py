from tests.analysis.severity.made import FIRST, a_case
from tocsin.analysis.severity.cases import Case, Count
from tocsin.analysis.severity.sentences import people
from tocsin.analysis.severity.tolls import toll_of


def killed(number: int, count: Count | None, status: str = "reported") -> Case:
    return Case(f"inc-{number}", FIRST, FIRST, "rocket", status, 1, count)


def test_what_is_not_told_is_not_nobody() -> None:
    found = toll_of([killed(1, Count(1, 4, 2, 3)), killed(2, None), killed(3, Count(0, 0, 0, 0))], "killed")
    assert (found.low, found.high, found.best_low, found.best_high) == (1, 4, 2, 3)
    assert (found.told_ids, found.untold_ids) == (("inc-1", "inc-3"), ("inc-2",))
    assert people(found) == "1 to 4"


def test_open_ends_disputes_and_denials_stay_visible() -> None:
    cases = [killed(1, Count(3, 5, 3, 3, endless=True)), killed(2, Count(1, 1, 1, 1, disputed=True), "denied")]
    found = toll_of(cases, "killed")
    assert (found.endless_ids, found.disputed_ids, found.denied_ids) == (("inc-1",), ("inc-2",), ("inc-2",))
    assert found.denied_high == 1
    assert people(found) == "at least 4 to 6"


def test_of_nothing_there_is_nothing() -> None:
    found = toll_of([a_case(1)], "abducted")
    assert (found.low, found.high, found.told_ids) == (0, 0, ())
