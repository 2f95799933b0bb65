"""The stream of what is new: from now on, or from the event that was heard last."""

import json
from typing import Any

import pytest

from tests.tasks.stories import Told, a_story, add_story
from tests.web.api.conftest import Asker, Served
from tocsin.schemas.news import DecisionNews, IncidentNews
from tocsin.tasks.resolve import resolve
from tocsin.vocabulary.selection import Selection


def heard(asker: Asker, last: str = "", query: str = "") -> list[dict[str, Any]]:
    """Return the events that are there at once, each with its id, name and data."""
    headers = {"Last-Event-ID": last} if last else {}
    found = asker.get(f"/events?seconds=0{query}", headers=headers)
    assert found.status_code == 200
    assert found.headers["content-type"].startswith("text/event-stream")
    events = []
    for block in found.text.split("\n\n"):
        fields = dict(line.partition(": ")[::2] for line in block.splitlines())
        if "event" in fields:
            events.append({"id": fields["id"], "event": fields["event"], "data": json.loads(fields["data"])})
    return events


def test_who_begins_to_listen_hears_only_what_comes(reviewer: Asker) -> None:
    assert heard(reviewer) == []


def test_from_an_event_on_all_that_is_new_is_heard_once(served: Served, reviewer: Asker) -> None:
    everything = heard(reviewer, "0~~")
    assert len(everything) == served.ledger.count(Selection())
    for event in everything:
        IncidentNews.model_validate(event["data"])
    last = everything[-1]["id"]
    assert heard(reviewer, last) == []
    add_story(served.ledger, a_story(1, Told("Mosul", 4, "ied", 2)), minutes=10_000_000)
    resolve(served.ledger)
    fresh = heard(reviewer, last)
    assert [event["event"] for event in fresh] == ["incident"]
    assert heard(reviewer, fresh[-1]["id"]) == []
    assert heard(reviewer, last, "&kind=drone&since=2031-01-01") == []


def test_decisions_are_heard(served: Served, reviewer: Asker) -> None:
    last = heard(reviewer, "0~~")[-1]["id"]
    id_ = served.ledger.incidents(Selection(limit=1)).incidents[0].id
    review = reviewer.post("/reviews", json={"kind": "confirm", "id": id_}).json()["reviews"][0]
    (decision,) = heard(reviewer, last)
    told = DecisionNews.model_validate(decision["data"])
    assert (told.author, told.kind, told.subject) == ("Rana", "confirm", review["id"])
    assert heard(reviewer, decision["id"]) == []


@pytest.mark.parametrize("last", ["odd", "1~then~x", "~~"])
def test_an_id_that_no_event_had_is_told(viewer: Asker, last: str) -> None:
    assert viewer.get("/events?seconds=0", headers={"Last-Event-ID": last}).status_code == 422
