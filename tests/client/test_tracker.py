"""The client against a real site: everything that the API says comes as an object, every refusal as an error."""

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.web.api.conftest import Served, full, reading, served, shown
from tests.web.api.test_jobs import a_line
from tocsin.client.asking import parameters
from tocsin.client.calling import ApiError
from tocsin.client.tracker import RemoteTracker
from tocsin.schemas.news import IncidentNews
from tocsin.schemas.review import Confirm, Merge, Note, Put, Undo
from tocsin.schemas.source import SourceDescription
from tocsin.vocabulary.selection import Selection

__all__ = ["full", "reading", "served", "shown"]


class Within(httpx.BaseTransport):
    """Carries requests to a site within the process."""

    def __init__(self, site: Any) -> None:
        self.site = site

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url, headers = request.url.raw_path.decode(), dict(request.headers) | {"host": "localhost"}
        found = self.site.request(request.method, url, headers=headers, content=request.read())
        kept = {name: value for name, value in found.headers.items() if name != "content-encoding"}
        return httpx.Response(found.status_code, headers=kept, content=found.content)


def a_tracker(served: Served, *rights: str) -> RemoteTracker:
    return RemoteTracker("http://localhost", served.asker("Zaid", *rights).key, transport=Within(served.client))


@pytest.fixture
def tracker(served: Served) -> Iterator[RemoteTracker]:
    with a_tracker(served, "read", "add", "review") as found:
        yield found


@pytest.fixture(scope="session")
def looked(shown: Served) -> Iterator[RemoteTracker]:
    with a_tracker(shown, "read") as found:
        yield found


def test_all_incidents_come_whatever_the_page(
    shown: Served, looked: RemoteTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tocsin.client.tracker.PAGE", 3)
    assert [one.id for one in looked.incidents()] == [one.id for one in shown.ledger.incidents(Selection()).incidents]
    chosen = list(looked.incidents(sort="-killed", kind=["rocket", "ied"], since=date(2020, 7, 1), min_confidence=0.3))
    assert chosen
    assert {one.kind for one in chosen} <= {"rocket", "ied"}
    assert [one.id for one in looked.reports()] == [kept.report.id for kept in shown.ledger.reports()]


def test_values_are_objects_down_to_the_words(looked: RemoteTracker) -> None:
    for outline in looked.incidents():
        incident = looked.incident(outline.id)
        assert incident.mentions
        telling = incident.slots.kind.tellings[0] if incident.slots.kind else None
        assert telling is not None
        report = looked.report(telling.report_id, text=True)
        assert report.text
        assert report.text[telling.start : telling.end] == telling.quote
        assert looked.mention(telling.mention_id).incident_id == incident.id
        assert looked.history(outline.id).events


def test_what_is_worked_out_comes_too(shown: Served, looked: RemoteTracker) -> None:
    assert looked.tempo(kind=["rocket"]).verdict.sentence
    assert looked.claims().summary.claimed
    network = looked.actors(at_end_of=date(2024, 12, 31))
    assert looked.actor(network.actors[0].name).id == network.actors[0].id
    assert looked.stats().incidents == shown.ledger.count(Selection())
    assert looked.doubts(limit=2).doubts
    assert looked.sources()


def test_files_and_originals_are_written_as_they_come(shown: Served, looked: RemoteTracker, tmp_path: Path) -> None:
    stream = io.BytesIO()
    assert looked.export("geojson", stream, country="IQ") == len(stream.getvalue())
    assert len(json.loads(stream.getvalue())["features"]) == shown.ledger.count(Selection(country="IQ"))
    assert looked.export("csv", tmp_path / "all.csv") == (tmp_path / "all.csv").stat().st_size
    report = next(looked.reports())
    assert looked.original(report.id) == shown.ledger.original(report.id)


def test_deciding_and_describing(tracker: RemoteTracker) -> None:
    first, second = list(tracker.incidents())[:2]
    tracker.decide(Put(kind="set", id=first.id, slot="killed", value="3-5"))
    account = tracker.incident(first.id).slots.killed
    assert account
    assert account.value
    assert (account.value.low, account.value.high) == (3, 5)
    tracker.decide(Merge(kind="merge", ids=[first.id, second.id], why="one salvo"))
    tracker.decide(Undo(kind="undo"))
    tracker.decide(Confirm(kind="confirm", id=first.id))
    tracker.decide(Note(kind="note", ids=[first.id], why="call again"))
    assert [one.kind for one in tracker.reviews(first.id)] == ["note", "confirm", "undo", "merge", "set"]
    name = next(source.name for source in tracker.sources() if source.name)
    assert tracker.describe_source(name, SourceDescription(grade="B")).source.grade == "B"


def test_handing_in_and_hearing_of_it(tracker: RemoteTracker) -> None:
    last = [id_ for id_, _ in tracker.news("0~~", seconds=0)][-1]
    job = tracker.wait(tracker.submit([json.loads(a_line(20)), json.loads(a_line(21))]))
    assert job.new == 2
    assert tracker.submit(f"{a_line(20)}\n{a_line(21)}\n".encode()).id
    assert [one.id for one in tracker.jobs()][-1] == tracker.job(job.id).id
    assert job.changes
    heard = [item for _, item in tracker.news(last, seconds=0)]
    assert {item.id for item in heard if isinstance(item, IncidentNews)} >= set(job.changes.new_incidents)


def test_a_refusal_is_told_in_the_servers_words(looked: RemoteTracker, shown: Served) -> None:
    with pytest.raises(ApiError, match="there is no incident inc-none") as refused:
        looked.incident("inc-none")
    assert refused.value.status == 404
    with pytest.raises(ApiError, match="needs the right to review"):
        looked.decide(Undo(kind="undo"))
    with pytest.raises(ApiError, match="there is no format 'tablet'"):
        looked.export("tablet", io.BytesIO())
    stranger = RemoteTracker("http://localhost", "tcs_guessed", transport=Within(shown.client))
    with pytest.raises(ApiError, match="no such token"):
        stranger.stats()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<html>a page</html>", "answers what is not as this version knows it"),
        (b'{"incidents": "none"}', "answers what is not as this version knows it"),
    ],
)
def test_an_answer_of_something_else_is_an_error(body: bytes, words: str) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=body))
    with pytest.raises(ApiError, match=words):
        RemoteTracker("http://localhost", "", transport=transport).stats()


def test_a_server_that_is_none_is_an_error() -> None:
    def gone(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with pytest.raises(ApiError, match="cannot be reached: refused"):
        RemoteTracker("http://localhost", "", transport=httpx.MockTransport(gone)).stats()
    page = httpx.MockTransport(lambda _: httpx.Response(502, text="Bad Gateway"))
    with pytest.raises(ApiError, match="502 Bad Gateway; is this the address of a Tocsin"):
        RemoteTracker("http://localhost", "", transport=page).stats()


def test_half_a_character_costs_no_answer() -> None:
    body = {"sources": [{"name": "odd \ud83d", "country": None, "kind": "local", "grade": "F", "language": ""}]}
    transport = httpx.MockTransport(lambda _: httpx.Response(200, text=json.dumps(body)))
    assert RemoteTracker("http://x", "", transport=transport).sources()[0].name == "odd \ufffd"


def test_what_newer_servers_add_is_passed_over() -> None:
    body = {"sources": [{"name": "A", "country": None, "kind": "local", "grade": "F", "language": "", "owner": "B"}]}
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=body))
    assert RemoteTracker("http://x", "", transport=transport).sources()[0].name == "A"


def test_parameters_are_written_as_the_api_reads_them() -> None:
    given = {"since": date(2020, 8, 1), "kind": ["rocket", "ied"], "disputed": False, "near": "", "min_confidence": 0.5}
    assert parameters(given) == (
        ("since", "2020-08-01"), ("kind", "rocket"), ("kind", "ied"), ("disputed", "false"), ("min-confidence", "0.5"),
    )  # fmt: skip
