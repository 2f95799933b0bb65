"""Incidents by the API: pages, files, one whole, its history; what was not changed is not sent again."""

import csv
import io
import json

import pytest

from tests.web.api.conftest import Asker, Served
from tocsin.schemas.incident import HistoryShape, IncidentPage, IncidentShape
from tocsin.schemas.problem import Problem
from tocsin.vocabulary.selection import ORDERS, Selection
from tocsin.web.api.formats import incident_formats


def ids(answer: object) -> list[str]:
    return [one["id"] for one in answer.json()["incidents"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize("sort", ORDERS)
def test_pages_by_cursor_hold_every_incident_once_and_in_order(shown: Served, viewer: Asker, sort: str) -> None:
    found: list[str] = []
    after = ""
    while True:
        page = viewer.get("/incidents", params={"sort": sort, "limit": 4, "after": after})
        assert page.status_code == 200
        IncidentPage.model_validate_json(page.content)
        found += ids(page)
        after = page.json()["after"]
        if after is None:
            break
    whole = shown.ledger.incidents(Selection(sort=sort))  # type: ignore[arg-type]  # one of ORDERS
    assert found == [incident.id for incident in whole.incidents]
    assert page.json()["count"] == len(found)


@pytest.mark.parametrize(
    ("params", "selection"),
    [
        ({"kind": ["rocket", "ied"]}, Selection(kinds=("rocket", "ied"))),
        ({"status": "denied"}, Selection(statuses=("denied",))),
        ({"country": "iq"}, Selection(country="IQ")),
        ({"disputed": "true"}, Selection(disputed=True)),
        ({"min-confidence": "0.8"}, Selection(min_confidence=0.8)),
    ],
)
def test_filters_are_those_of_the_command_line(
    shown: Served, viewer: Asker, params: dict[str, object], selection: Selection
) -> None:
    found = viewer.get("/incidents", params=params)
    assert ids(found) == [incident.id for incident in shown.ledger.incidents(selection).incidents]
    assert 0 < len(ids(found)) < shown.ledger.count(Selection())


def test_days_places_and_actors_select(viewer: Asker) -> None:
    august = ids(viewer.get("/incidents?since=2020-08-01&until=2020-08-31&limit=100"))
    assert august
    assert set(august) < set(ids(viewer.get("/incidents?limit=100")))
    near = ids(viewer.get("/incidents?near=33.31,44.37&within=40"))
    assert near == ids(viewer.get("/incidents?near=Baghdad&within=40"))
    named = viewer.get("/incidents", params={"near": "Nowhere-on-Sea"})
    assert named.status_code == 422
    assert "no place is known as 'Nowhere-on-Sea'" in named.json()["detail"]


@pytest.mark.parametrize(
    "query",
    [
        "since=2020-8-1", "since=1596240000", "since=2020-08-02&until=2020-08-01", "near=999,999", "within=0",
        "within=nan", "country=IRQ", "kind=boat", "status=odd", "min-confidence=2", "disputed=1", "sort=size",
        "limit=0", "limit=501", "after=odd", "colour=red", "format=tablet", "actor=%00", "min_confidence=nan",
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_as_a_problem(viewer: Asker, query: str) -> None:
    found = viewer.get(f"/incidents?{query}")
    assert found.status_code == 422
    assert found.headers["content-type"] == "application/problem+json"
    assert found.json()["detail"]


def test_an_incident_comes_whole_by_its_id_and_by_that_of_a_mention(viewer: Asker) -> None:
    for id_ in ids(viewer.get("/incidents?limit=100")):
        found = viewer.get(f"/incidents/{id_}")
        record = found.json()
        assert IncidentShape.model_validate(record).model_dump(mode="json", exclude_unset=True) == normal(record)
        assert viewer.get(f"/incidents/{record['mentions'][0]['id'].replace('#', '%23')}").json() == record


def normal(record: object) -> object:
    """Return a record with its moments as pydantic writes them."""
    return json.loads(json.dumps(record).replace("+00:00", "Z"))


def test_an_outline_is_what_stands_of_the_whole(viewer: Asker) -> None:
    for outline in viewer.get("/incidents?limit=100").json()["incidents"]:
        whole = viewer.get(f"/incidents/{outline['id']}").json()
        for slot, account in whole["slots"].items():
            account.pop("tellings")
            assert outline["slots"][slot] == account
        assert {key: whole[key] for key in outline if key != "slots"} == {
            key: outline[key] for key in outline if key != "slots"
        }


def test_what_has_not_changed_is_not_sent_again(reviewer: Asker) -> None:
    first = reviewer.get("/incidents?limit=3")
    tag = first.headers["etag"]
    again = reviewer.get("/incidents?limit=3", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    confirmed = reviewer.post("/reviews", json={"kind": "confirm", "id": ids(first)[0]})
    assert confirmed.status_code == 201
    changed = reviewer.get("/incidents?limit=3", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag


def test_geojson_and_csv_come_by_accept(shown: Served, viewer: Asker) -> None:
    total = shown.ledger.count(Selection(kinds=("rocket",)))
    places = viewer.get("/incidents?kind=rocket", headers={"Accept": "application/geo+json"})
    assert places.headers["content-type"].startswith("application/geo+json")
    assert len(places.json()["features"]) == total
    table = viewer.get("/incidents?kind=rocket", headers={"Accept": "text/html, text/csv;q=0.8, */*;q=0.1"})
    assert table.headers["content-type"].startswith("text/csv")
    assert table.headers["content-disposition"] == 'attachment; filename="incidents.csv"'
    assert len(list(csv.DictReader(io.StringIO(table.text)))) == total
    acled = viewer.get("/incidents?limit=2", headers={"Accept": 'text/csv; profile="acled"'})
    assert acled.headers["content-disposition"] == 'attachment; filename="incidents.acled.csv"'


@pytest.mark.parametrize("name", [name for name in incident_formats() if name != "json"])
def test_every_format_of_export_can_be_had(viewer: Asker, name: str) -> None:
    found = viewer.get("/incidents", params={"format": name, "limit": 3})
    if found.status_code == 406:
        pytest.skip(found.json()["detail"])
    assert found.status_code == 200
    assert found.content
    assert int(found.headers["tocsin-left-out"]) >= 0
    assert "attachment" in found.headers["content-disposition"]


@pytest.mark.parametrize("accept", ["application/json", "application/*", "*/*", "", "text/html, */*"])
def test_a_page_is_json_unless_something_else_is_wanted(viewer: Asker, accept: str) -> None:
    assert viewer.get("/incidents", headers={"Accept": accept}).headers["content-type"] == "application/json"


def test_a_type_that_is_not_there_is_refused(viewer: Asker) -> None:
    found = viewer.get("/incidents", headers={"Accept": "image/png, application/json;q=0"})
    assert found.status_code == 406
    assert "application/geo+json" in found.json()["detail"]


def test_a_history_tells_reports_and_decisions(reviewer: Asker) -> None:
    id_ = ids(reviewer.get("/incidents?limit=1"))[0]
    reviewer.post("/reviews", json={"kind": "confirm", "id": id_, "why": "seen by two"})
    found = reviewer.get(f"/histories/{id_}")
    HistoryShape.model_validate_json(found.content)
    kinds = [event["kind"] for event in found.json()["events"]]
    assert kinds[0] == "report"
    assert kinds[-1] == "review"
    assert "seen by two" in found.json()["events"][-1]["words"]


@pytest.mark.parametrize("path", ["/incidents/inc-none", "/histories/none", "/reports/none", "/originals/none",
                                  "/mentions/none", "/sources/none", "/actors/nobody at all", "/nothing"])  # fmt: skip
def test_what_is_not_there_is_not_found(viewer: Asker, path: str) -> None:
    found = viewer.get(path)
    assert found.status_code == 404
    assert found.headers["content-type"] == "application/problem+json"


def test_a_problem_says_what_is_wrong_with_each_part(viewer: Asker) -> None:
    found = Problem.model_validate_json(viewer.get("/incidents?since=soon&limit=0").content)
    assert found.status == 422
    assert {tuple(fault.where) for fault in found.faults} == {("query", "since"), ("query", "limit")}
    assert "write the day as year-month-day" in found.detail
