"""Deciding by the API: each decision is kept with the name of who took it, and the incidents follow."""

from itertools import islice
from typing import Any

import pytest

from tests.web.api.conftest import Asker, Served
from tocsin.schemas.review import Decided, DoubtList, ReviewPage
from tocsin.tasks.doubts import doubts
from tocsin.vocabulary.selection import Selection


def decide(reviewer: Asker, **wish: Any) -> dict[str, Any]:
    found = reviewer.post("/reviews", json=wish)
    assert found.status_code == 201, found.text
    Decided.model_validate_json(found.content)
    decided: dict[str, Any] = found.json()
    return decided


def two(served: Served) -> tuple[str, str]:
    first, second = served.ledger.incidents(Selection(limit=2)).incidents
    return first.id, second.id


def test_a_merge_is_kept_with_who_and_why_and_can_be_taken_back(served: Served, reviewer: Asker) -> None:
    first, second = two(served)
    before = served.ledger.count(Selection())
    decided = decide(reviewer, kind="merge", ids=[first, second], why="one salvo")
    assert served.ledger.count(Selection()) == before - 1
    assert reviewer.get(f"/incidents/{second}").json()["id"] == reviewer.get(f"/incidents/{first}").json()["id"]
    review = decided["reviews"][0]
    assert (review["author"], review["why"], review["standing"]) == ("Rana", "one salvo", True)
    assert len(decided["changes"]["gone_incidents"]) == 1
    decide(reviewer, kind="undo")
    assert served.ledger.count(Selection()) == before
    listed = reviewer.get("/reviews").json()["reviews"]
    assert [(one["kind"], one["standing"]) for one in listed] == [("undo", True), ("merge", False)]
    assert reviewer.post("/reviews", json={"kind": "undo", "id": review["id"]}).status_code == 422


@pytest.mark.parametrize(
    ("slot", "value", "stands"),
    [
        ("killed", "3-5", {"low": 3, "high": 5}),
        ("when", "2024-05-06", {"start": "2024-05-06", "end": "2024-05-06", "precision": "day"}),
        ("kind", "mortar", "mortar"),
        ("count", "2", 2),
        ("weapon", "3 rocket, 107 mm", {"type": "rocket", "number": 3, "calibre_mm": 107.0}),
        ("perpetrator", "The Dawn Brigade", {"name": "The Dawn Brigade", "kind": "group"}),
    ],
)
def test_a_value_is_set_as_it_is_written(
    served: Served, reviewer: Asker, slot: str, value: str, stands: object
) -> None:
    first, _ = two(served)
    decided = decide(reviewer, kind="set", id=first, slot=slot, value=value)
    assert decided["reviews"][0]["value"] == stands
    account = reviewer.get(f"/incidents/{first}").json()["slots"][slot]
    assert account["value"] == stands
    assert account["set_by"] == decided["reviews"][0]["id"]


def test_a_place_is_set_by_its_name_and_by_degrees(served: Served, reviewer: Asker) -> None:
    first, _ = two(served)
    decided = decide(reviewer, kind="set", id=first, slot="where", value="the depot at 33.52,44.26 ±2 km")
    assert decided["reviews"][0]["value"]["lat"] == 33.52
    assert decide(reviewer, kind="set", id=first, slot="where", value="Mosul, IQ")["reviews"][0]["value"]["country"]
    unknown = reviewer.post("/reviews", json={"kind": "set", "id": first, "slot": "where", "value": "Qwertzuia"})
    assert unknown.status_code == 422


def test_split_confirm_reject_and_note(served: Served, reviewer: Asker) -> None:
    several = next(one for one in served.ledger.incidents(Selection()).incidents if len(one.mention_ids) > 1)
    decide(reviewer, kind="split", ids=[several.mention_ids[-1]])
    parted = served.ledger.incident(several.mention_ids[-1])
    assert parted
    assert several.mention_ids[0] not in parted.mention_ids
    decide(reviewer, kind="confirm", id=several.id)
    assert reviewer.get(f"/incidents/{several.id}").json()["reviewed"] is True
    decide(reviewer, kind="note", ids=[several.id], why="ask the coroner")
    notes = reviewer.get("/reviews", params={"id": several.id}).json()["reviews"]
    assert notes[0]["why"] == "ask the coroner"
    decide(reviewer, kind="reject", ids=[parted.id], why="a drill")
    assert reviewer.get(f"/incidents/{parted.id}").status_code == 404


def test_the_queue_asks_what_is_in_doubt_and_answers_settle_it(served: Served, reviewer: Asker) -> None:
    found = reviewer.get("/doubts?limit=3")
    DoubtList.model_validate_json(found.content)
    expected = [doubt.judgement for doubt in islice(doubts(served.ledger), 3) if hasattr(doubt, "judgement")]
    pairs = [one for one in found.json()["doubts"] if one["asks"] == "pair"]
    assert [(one["judgement"]["first"], one["judgement"]["second"]) for one in pairs] == [
        (one.first, one.second) for one in expected
    ]
    asked = pairs[0]["judgement"]
    decide(reviewer, kind="part", ids=[asked["first"], asked["second"]])
    decide(reviewer, kind="unsure", ids=[pairs[1]["judgement"]["first"], pairs[1]["judgement"]["second"]])
    rest = [one["judgement"] for one in reviewer.get("/doubts?limit=500").json()["doubts"] if one["asks"] == "pair"]
    assert asked not in rest
    assert pairs[1]["judgement"] not in rest


def test_pages_of_reviews_hold_each_once(served: Served, reviewer: Asker) -> None:
    first, _ = two(served)
    made = [decide(reviewer, kind="note", ids=[first], why=f"note {n}")["reviews"][0]["id"] for n in range(5)]
    page = reviewer.get("/reviews?limit=2")
    ReviewPage.model_validate_json(page.content)
    found = [one["id"] for one in page.json()["reviews"]]
    while after := page.json()["after"]:
        page = reviewer.get("/reviews", params={"limit": 2, "after": after})
        found += [one["id"] for one in page.json()["reviews"]]
    assert found == made[::-1]
    assert reviewer.get("/reviews?after=none").status_code == 422


@pytest.mark.parametrize(
    "wish",
    [
        {"kind": "merge", "ids": []},
        {"kind": "merge", "ids": ["inc-none", "inc-nothing"]},
        {"kind": "split", "ids": ["inc-none"]},
        {"kind": "part", "ids": ["a", "b"]},
        {"kind": "part", "ids": ["a"]},
        {"kind": "set", "id": "inc-none", "slot": "killed", "value": "3"},
        {"kind": "confirm", "id": "inc-none"},
        {"kind": "confirm", "id": ""},
        {"kind": "note", "ids": ["inc-none"], "why": "x"},
        {"kind": "undo", "id": "rev-none"},
        {"kind": "undo"},
        {"kind": "destroy", "ids": ["x"]},
        {"kind": "merge", "ids": ["a", "b"], "author": "Somebody else"},
        {"kind": "merge", "ids": ["a\u0000", "b"]},
        {"kind": "reject", "ids": ["a"], "why": "\u0000"},
        {"kind": "reject", "ids": ["a"], "why": "x" * 10_001},
        {},
        [],
    ],
)
def test_what_cannot_be_decided_is_told_and_nothing_is_kept(served: Served, reviewer: Asker, wish: Any) -> None:
    found = reviewer.post("/reviews", json=wish)
    assert found.status_code == 422, found.text
    assert found.headers["content-type"] == "application/problem+json"
    assert list(served.ledger.reviews()) == []


@pytest.mark.parametrize("words", ["half \\ud83d", "nothing \\u0000"])
def test_what_no_database_takes_for_text_is_refused(served: Served, reviewer: Asker, words: str) -> None:
    first, _ = two(served)
    body = f'{{"kind": "note", "ids": ["{first}"], "why": "{words}"}}'
    found = reviewer.post("/reviews", content=body, headers={"Content-Type": "application/json"})
    assert found.status_code == 422


@pytest.mark.parametrize("value", ["many", "-1", "5-3", " "])
def test_a_value_that_cannot_be_is_refused(served: Served, reviewer: Asker, value: str) -> None:
    first, _ = two(served)
    wish = {"kind": "set", "id": first, "slot": "killed", "value": value}
    assert reviewer.post("/reviews", json=wish).status_code == 422
