from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scoring.annotated import Json, a_gold_report, an_incident, incidents
from tocsin.scoring.confidence import INCIDENT, Judgements, confidence_of, judge
from tocsin.scoring.figures import score


def sure(**fields: Any) -> Json:
    """An incident as a record has it: every value with a confidence of its own."""
    return {
        "kind": "rocket",
        "status": "reported",
        "confidence": 0.9,
        "slot_confidence": {"kind": 0.8, "status": 0.7},
        "when": {"start": "2024-05-06", "end": "2024-05-06", "confidence": 0.6},
        "where": [{"quote": "Basra", "confidence": 0.5}, {"quote": "Iraq", "confidence": 0.55}],
        "targets": [{"quote": "the airport", "category": "airport", "confidence": 0.4}],
        "perpetrators": [
            {"quote": "Dawn Brigade", "stance": "claims", "confidence": 0.3},
            {"quote": "Salt Road", "stance": "denies", "confidence": 0.99},
        ],
        "weapons": [{"number": 2, "confidence": 0.2}, {"number": 1, "confidence": 0.95}, {"confidence": 0.96}],
        "killed": {"low": 3, "high": 3, "confidence": 0.1},
    } | fields


def judged(gold: Json, *found: Json) -> Judgements:
    return judge([gold], {gold["id"]: {"incidents": list(found)}})


def test_every_value_has_the_confidence_that_the_record_gives_it() -> None:
    found = judged(a_gold_report(an_incident()), sure())
    assert {one.slot: one.confidence for one in found.slots} == {
        "kind": 0.8,
        "status": 0.7,
        "date": 0.6,
        "place": 0.55,
        "target": 0.4,
        "target category": 0.4,
        "perpetrator": 0.3,  # who denies it is no perpetrator
        "stance": 0.3,
        "munitions": 0.2,  # the largest number is what is scored, not the surest
        "killed": 0.1,
    }
    assert [(one.slot, one.confidence, one.right) for one in found.incidents] == [(INCIDENT, 0.9, 1.0)]
    assert {(one.report, one.incident) for one in found.slots} == {("a", 0.9)}


def test_a_value_is_right_by_half_or_wrong_as_in_the_figures() -> None:
    found = judged(a_gold_report(an_incident()), sure(kind="mortar"))
    right = {one.slot: one.right for one in found.slots}
    assert (right["kind"], right["date"], right["killed"], right["munitions"]) == (0.5, 1.0, 0.0, 0.0)
    assert (found.wanted_slots, found.wanted_incidents) == (8, 1)


def test_an_invented_incident_is_wrong_in_all_and_an_optional_one_is_not_judged() -> None:
    assert {one.right for one in judged(a_gold_report(), sure()).slots} == {0.0}
    assert [one.right for one in judged(a_gold_report(), sure()).incidents] == [0.0]
    spare = judged(a_gold_report(optional=[an_incident()]), sure())
    assert spare == Judgements((), (), 0, 0)


def test_a_missed_incident_is_wanted_though_nothing_is_judged() -> None:
    found = judge([a_gold_report(an_incident())], {})
    assert found == Judgements((), (), 8, 1)


@pytest.mark.parametrize("value", [None, "high", True, -0.1, 1.2, float("nan")])
def test_what_is_no_confidence_counts_as_certain(value: object) -> None:
    incident = sure(killed={"low": 1, "confidence": value}, slot_confidence=None)
    assert confidence_of(incident, "killed") == confidence_of(incident, "kind") == 1.0


@given(st.lists(incidents, max_size=3), st.lists(incidents, max_size=3), st.lists(incidents, max_size=1))
def test_the_judgements_add_up_to_the_figures(wanted: list[Json], found: list[Json], optional: list[Json]) -> None:
    gold = a_gold_report(*wanted, optional=optional)
    figures = score([gold], {"a": {"incidents": found}})
    got = judged(gold, *found)
    for judgements, share, count in (
        (got.slots, figures.slots, got.wanted_slots),
        (got.incidents, figures.incidents, got.wanted_incidents),
    ):
        right = sum(one.right for one in judgements)
        if share is None:
            assert (len(judgements), count) == (0, 0)
        else:
            assert share.precision == pytest.approx(right / len(judgements) if judgements else 0.0)
            assert share.recall == pytest.approx(right / count if count else 0.0)
