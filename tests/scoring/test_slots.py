from typing import Any

import pytest

from tests.scoring.annotated import an_incident
from tocsin.scoring.slots import agreement, filled


def test_only_slots_that_say_something_are_filled() -> None:
    bare: dict[str, Any] = {
        "kind": "ied",
        "when": {"start": None},
        "where": [],
        "killed": {"low": None, "high": 4},
        "wounded": None,
    }
    assert filled(bare) == {"kind": "ied", "status": "reported"}
    nobody = {"low": 0, "high": 0}
    assert filled({"kind": "ied", "killed": nobody})["killed"] == nobody


def test_who_denies_it_and_who_is_not_called_anything_is_no_perpetrator() -> None:
    doers = [{"quote": "Dawn Brigade", "stance": "denies"}, {"quote": None, "stance": "unclaimed"}]
    slots = filled(an_incident(perpetrators=doers))
    assert "perpetrator" not in slots
    assert "stance" not in slots
    slots = filled(an_incident(perpetrators=[*doers, {"name": "Night Wing", "stance": "blamed"}]))
    assert slots["stance"] == {"blamed"}


def test_munitions_are_the_largest_number_of_a_weapon() -> None:
    assert filled(an_incident(weapons=[{"number": 2}, {"number": None}, {"number": 7}]))["munitions"] == 7
    assert "munitions" not in filled(an_incident(weapons=[{"number": None}]))


BASRA = {"quote": "Basra", "lat": 30.51, "lon": 47.78}


@pytest.mark.parametrize(
    ("slot", "wanted", "found", "agreed"),
    [
        ("date", {"start": "2024-05-06"}, {"start": "2024-05-06", "end": "2024-05-06"}, 1.0),
        ("date", {"start": "2024-05-06", "end": "2024-05-08"}, {"start": "2024-05-08"}, 0.5),
        ("date", {"start": "2024-05-06"}, {"start": "2024-05-07"}, 0.0),
        ("place", [{"quote": "the port"}, {"quote": "Basra"}], [{"quote": "Basra"}, {"quote": "port"}], 1.0),
        ("place", [{"quote": "the port"}, {"quote": "Basra"}], [{"quote": "Basra"}], 0.5),
        ("place", [{"quote": "Ashar"}], [{"quote": "a quarter", "name": "Ashar"}], 1.0),
        ("place", [{"quote": "a quarter", "name": "Ashar"}], [{"quote": "Ashar"}], 1.0),
        ("place", [BASRA], [{"quote": "Ashar", "lat": 30.6, "lon": 47.8}], 1.0),
        ("place", [BASRA], [{"quote": "Zubayr", "lat": 30.1, "lon": 47.8}], 0.0),
        ("place", [BASRA], [{"quote": "Ashar", "lat": None, "lon": None}], 0.0),
        ("kind", "rocket", "rocket", 1.0),
        ("kind", "rocket", "mortar", 0.5),
        ("kind", "rocket", "drone", 0.0),
        ("kind", "arson", "other", 0.0),
        ("killed", {"low": 3, "high": 3}, {"low": 3, "high": None}, 1.0),
        ("killed", {"low": 3, "high": 3}, {"low": 4, "high": 4}, 0.0),
        ("perpetrator", [{"quote": "Night Wing"}, {"quote": "Dawn Brigade"}], [{"quote": "the Dawn Brigade"}], 1.0),
        ("target", [{"quote": "a convoy"}], [{"quote": None, "name": "convoy"}], 1.0),
        ("stance", {"claims", "blamed"}, {"blamed"}, 1.0),
        ("target category", {"police"}, {"civilian"}, 0.0),
        ("status", "claimed", "claimed", 1.0),
        ("munitions", 3, 4, 0.0),
    ],
)
def test_values_agree(slot: str, wanted: Any, found: Any, agreed: float) -> None:
    assert agreement(slot, wanted, found) == agreed
