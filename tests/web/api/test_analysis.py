"""Tempo, claims, actors and numbers by the API: what the tasks say, in the shapes that are described."""

import csv
import io
from xml.etree import ElementTree

import pytest

from tests.web.api.conftest import Asker, Served
from tests.web.api.test_incidents import normal
from tocsin.schemas.claims import ClaimsShape
from tocsin.schemas.network import ActorShown, NetworkShape
from tocsin.schemas.shape import Shape
from tocsin.schemas.stats import Stats
from tocsin.schemas.tempo import TempoShape
from tocsin.tasks.actors import actors
from tocsin.tasks.claims import claims
from tocsin.tasks.tempo import tempo
from tocsin.vocabulary.selection import Selection


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/tempo", TempoShape),
        ("/tempo?kind=rocket&since=2020-07-01", TempoShape),
        ("/claims", ClaimsShape),
        ("/claims?disputed=true", ClaimsShape),
        ("/actors", NetworkShape),
        ("/actors?at=2020-08-10", NetworkShape),
        ("/stats", Stats),
        ("/stats?country=XX", Stats),
    ],
)
def test_an_answer_has_the_shape_that_is_described_and_nothing_else(
    viewer: Asker, path: str, shape: type[Shape]
) -> None:
    found = viewer.get(path)
    assert found.status_code == 200
    assert shape.model_validate(found.json()).model_dump(mode="json", exclude_unset=True) == normal(found.json())


def test_the_tempo_is_that_of_the_task(shown: Served, viewer: Asker) -> None:
    selection = Selection(kinds=("rocket",))
    expected = tempo(shown.ledger, selection)
    found = viewer.get("/tempo?kind=rocket").json()
    assert found["verdict"]["sentence"] == expected.verdict.sentence
    assert found["series"]["counts"] == list(expected.series.counts)


def test_a_selection_without_a_day_has_no_tempo(viewer: Asker) -> None:
    found = viewer.get("/tempo?country=NZ")
    assert found.status_code == 422
    assert "no incident with a day" in found.json()["detail"]


def test_claims_come_as_a_table_too(shown: Served, viewer: Asker) -> None:
    found = claims(shown.ledger, Selection())
    assert len(viewer.get("/claims").json()["incidents"]) == len(found.authorships)
    table = viewer.get("/claims", headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert {row["incident_id"] for row in rows} >= {one.incident_id for one in found.authorships}
    assert viewer.get("/claims?format=xml").status_code == 422
    assert viewer.get("/claims", headers={"Accept": "text/html"}).status_code == 406


def test_the_network_comes_for_programs_that_draw_it(shown: Served, viewer: Asker) -> None:
    network = actors(shown.ledger, Selection())
    assert [one["id"] for one in viewer.get("/actors").json()["actors"]] == [actor.id for actor in network.actors]
    for accept in ("application/graphml+xml", "application/gexf+xml"):
        found = viewer.get("/actors", headers={"Accept": accept})
        assert found.headers["content-type"] == accept
        ElementTree.fromstring(found.content)  # noqa: S314  what we wrote ourselves
    assert viewer.get("/actors?format=ftm").status_code == 200


def test_an_actor_is_found_by_any_spelling(shown: Served, viewer: Asker) -> None:
    for actor in actors(shown.ledger, Selection()).actors[:4]:
        for called in (actor.id, actor.name, actor.names[0].words):
            found = viewer.get(f"/actors/{called}")
            assert ActorShown.model_validate_json(found.content).id == actor.id


def test_numbers_are_those_of_the_ledger(shown: Served, viewer: Asker) -> None:
    found = viewer.get("/stats").json()
    ledger = shown.ledger
    assert found["incidents"] == ledger.count(Selection()) == sum(found["kinds"].values())
    assert found["disputed"] == ledger.count(Selection(disputed=True))
    assert found["sources"] == len(ledger.sources())
    rockets = viewer.get("/stats?kind=rocket&kind=ied").json()
    assert set(rockets["kinds"]) == {"rocket", "ied"}
    assert rockets["first_day"] <= rockets["last_day"]
