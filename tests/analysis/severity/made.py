"""Cases for the tests of this folder."""

from datetime import date, timedelta

from tocsin.analysis.severity.cases import Case, Count

FIRST = date(2024, 5, 6)
NOBODY, SOMEBODY = Count(0, 0, 0, 0), Count(2, 3, 2, 2)


def a_case(
    day: int | None,
    hurt: bool | None = None,
    target: str = "embassy",
    status: str = "reported",
    length: int = 1,
    number: int = 0,
) -> Case:
    start = None if day is None else FIRST + timedelta(days=day)
    end = None if start is None else start + timedelta(days=length - 1)
    killed = None if hurt is None else SOMEBODY if hurt else NOBODY
    wounded = None if hurt is None else NOBODY
    targets = frozenset({target} if target else ())
    return Case(f"inc-{day}-{number}", start, end, "rocket", status, 1, killed, wounded, targets=targets)


def in_a_row(marks: str) -> list[Case]:
    """Return a case a day: "x" hurt somebody, "o" nobody, "." tells nothing, "?" only that nobody was killed."""
    cases = []
    for day, mark in enumerate(marks):
        case = a_case(day, {"x": True, "o": False}.get(mark))
        if mark == "?":
            case = Case(case.id, case.start, case.end, "rocket", "reported", 1, NOBODY)
        cases.append(case)
    return cases
