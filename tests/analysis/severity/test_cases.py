from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tocsin.analysis.severity.cases import Count, case_of, cases_of
from tocsin.testing.builders import a_full_mention, a_report, an_entry, an_incident
from tocsin.vocabulary.claim import Slot, Value
from tocsin.vocabulary.incident import Account, Incident
from tocsin.vocabulary.values import Target, Toll, Weapon, When


def told(slot: Slot = "wounded", value: Value = Toll(3, 3), **of_account: Any) -> Incident:  # noqa: B008  frozen
    """Return an incident whose account of `slot` has `value`, with the fields `of_account`."""
    incident = an_incident(an_entry(a_full_mention(a_report(), {slot: value})))
    accounts = (replace(one, **of_account) if one.slot == slot else one for one in incident.accounts)
    return replace(incident, accounts=tuple(accounts))


def test_an_incident_becomes_what_severity_counts() -> None:
    case = case_of(an_incident())
    assert (case.kind, case.status, case.attacks) == ("rocket", "claimed", 1)
    assert (case.start, case.end) == (date(2024, 5, 6), date(2024, 5, 6))
    assert (case.targets, case.weapons) == (frozenset({"airport"}), frozenset({"rocket"}))
    assert case.killed is None, "what nobody tells is not nobody"
    assert case.wounded == Count(3, 3, 3, 3)
    assert case.hurt == "hurt"


@pytest.mark.parametrize(
    ("value", "bounds", "count"),
    [
        (Toll(3, 3), {"lowest": 1, "highest": 7}, Count(1, 7, 3, 3)),
        (Toll(5, None), {"lowest": 2, "highest": 5}, Count(2, 5, 5, 5, endless=True)),
        (Toll(None, 4), {"lowest": 4, "highest": 4}, Count(0, 4, 0, 4)),
        (Toll(3, 3), {"lowest": 1, "highest": 7, "disputed": True}, Count(1, 7, 3, 3, disputed=True)),
        (Toll(2, 2), {"lowest": 1, "highest": 7, "set_by": "review-1"}, Count(2, 2, 2, 2)),
    ],
)
def test_a_toll_has_its_bounds(value: Toll, bounds: dict[str, Any], count: Count) -> None:
    assert case_of(told("wounded", value, **bounds)).wounded == count


def test_what_is_not_sure_hurts_neither_somebody_nor_nobody() -> None:
    killed = Account("killed", Toll(0, 0), None, (), lowest=0, highest=0)
    for wounded, hurt in (((0, 0), "unhurt"), ((0, 2), "unclear"), ((1, 2), "hurt")):
        incident = told("wounded", Toll(*wounded), lowest=wounded[0], highest=wounded[1])
        assert case_of(replace(incident, accounts=(*incident.accounts, killed))).hurt == hurt
    assert case_of(told("wounded", Toll(0, 0))).hurt == "unclear", "nothing told of the killed"
    assert case_of(an_incident(an_entry(a_full_mention(a_report(), without=("wounded",))))).hurt == "untold"


def test_plans_are_no_attacks_and_arrests_only_where_they_are_asked_for() -> None:
    dated = told("when", When(date(2024, 5, 1), date(2024, 5, 1), "day"))
    planned, arrest = told("status", "planned"), told("kind", "arrest")
    undated = told("when", When())
    assert [case.start for case in cases_of([undated, planned, arrest, dated])] == [date(2024, 5, 1), None]
    assert len(cases_of([arrest], ("arrest",))) == 1


def test_several_targets_and_weapons_are_kept_and_unknown_ones_are_none() -> None:
    several = (Target("a", "embassy"), Target("b", "convoy"))
    assert case_of(told("target", several[0], values=several)).targets == {"embassy", "convoy"}
    assert case_of(told("weapon", Weapon("unknown"), values=(Weapon("unknown"),))).weapons == frozenset()
