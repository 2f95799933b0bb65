"""A network in each format, read back by the library that reads that format."""

import io
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import BinaryIO

import networkx
import pytest
from rich.console import Console

from tests.analysis.network.dossier import dossier
from tocsin.analysis.network.aliases import aliases
from tocsin.analysis.network.build import network_of
from tocsin.export.claims_record import COLUMNS, claims_record, write_claims_csv
from tocsin.export.claims_table import show_claims, tally_words
from tocsin.export.incidents import Held
from tocsin.export.network_ftm import write_ftm
from tocsin.export.network_graph import write_gexf, write_graphml
from tocsin.export.network_record import network_record
from tocsin.export.network_table import show_actor, show_network
from tocsin.testing.builders import SEEN, a_source, a_tie
from tocsin.vocabulary.authorship import Authorship, Claims, Tally, Word
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.evidence import Evidence
from tocsin.vocabulary.network import Network, ToldTie
from tocsin.vocabulary.values import When

ACTING = "\x1b[31mred\x07 \u202ename"


class Nowhere:
    """Origins that have no report."""

    def report(self, report_id: str) -> Held | None:
        return None

    def entries(self, mention_ids: Iterable[str] | None = None) -> Iterator[Entry]:
        return iter(())


def the_network(at: date | None = None) -> Network:
    incidents, ties = dossier()
    return network_of(incidents.values(), ties, aliases(), at=at)


def written(write: Callable[[Network, BinaryIO], None], network: Network) -> bytes:
    stream = io.BytesIO()
    write(network, stream)
    return stream.getvalue()


def printed(show: Callable[[Console], None]) -> str:
    console = Console(file=io.StringIO(), width=300)
    show(console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize(
    ("write", "read"),
    [
        (write_graphml, lambda data: networkx.read_graphml(io.BytesIO(data), force_multigraph=True)),
        (write_gexf, lambda data: networkx.read_gexf(io.BytesIO(data))),
    ],
)
def test_a_graph_is_read_back_whole(
    write: Callable[[Network, BinaryIO], None], read: "Callable[[bytes], networkx.MultiDiGraph[str]]"
) -> None:
    network = the_network()
    data = written(write, network)
    graph = read(data)
    parts = sum(len(actor.parts) for actor in network.actors)
    assert graph.number_of_nodes() == len(network.actors) + len(network.deeds)
    assert graph.number_of_edges() == len(network.bonds) + parts
    edges = [edge for *_, edge in graph.edges(data=True)]
    assert all(edge["reports"] and edge["sources"] and edge["words"] for edge in edges)
    fronts = [edge for edge in edges if edge["relation"] == "front-for"]
    assert {edge["status"] for edge in fronts} == {"suspected", "disputed"}
    assert written(write, network) == data


@pytest.mark.parametrize("write", [write_graphml, write_gexf])
def test_an_empty_network_is_a_graph_too(write: Callable[[Network, BinaryIO], None]) -> None:
    assert written(write, Network((), ())).startswith(b"<?xml")


def test_follow_the_money_takes_every_entity() -> None:
    network = the_network()
    lines = written(lambda n, s: write_ftm(n, Nowhere(), s), network).decode().splitlines()
    model = pytest.importorskip("followthemoney", reason="make validators installs it").model
    entities = [model.get_proxy(json.loads(line)) for line in lines]
    ids = {entity.id for entity in entities}
    assert len(ids) == len(entities)
    for entity, line in zip(entities, lines, strict=True):
        entity.schema.validate(json.loads(line))
        for prop, value in entity.itervalues():
            assert prop.type.name != "entity" or value in ids
    links = [entity for entity in entities if entity.schema.name == "UnknownLink"]
    assert all(link.get("proof") and link.get("role") for link in links)
    names = {name for entity in entities if entity.schema.name == "Organization" for name in entity.get("name")}
    assert {"Kataib Hezbollah", "Palm Grove Brigade"} <= names


def test_who_leads_and_who_is_a_member_have_their_own_schemata() -> None:
    ties = [ToldTie(a_tie(relation), a_source(), None, SEEN) for relation in ("leads", "member-of", "backed-by")]
    network = network_of([], ties, aliases())
    lines = written(lambda n, s: write_ftm(n, Nowhere(), s), network).decode().splitlines()
    schemata = [json.loads(line)["schema"] for line in lines]
    assert {"Directorship", "Membership", "UnknownLink"} <= set(schemata)


def test_the_record_names_incidents_and_reports_everywhere() -> None:
    record = json.loads(json.dumps(network_record(the_network())))
    incidents = {one["id"] for one in record["incidents"]}
    for actor in record["actors"]:
        for part in actor["incidents"]:
            assert part["incident_id"] in incidents
            assert all(one["report_id"] and one["source"] and one["quote"] for one in part["evidence"])
    assert all(tie["evidence"] and tie["head_name"] and tie["tail_name"] for tie in record["ties"])
    assert record["at"] is None


def test_words_for_people_say_status_speaker_and_day() -> None:
    network = the_network()
    text = printed(lambda console: show_network(network, console))
    assert "Companions of the Dawn is a front for Kataib Hezbollah  disputed  told 13 Aug 2020 to 18 Aug 2020" in text
    assert "Palm Grove Brigade may have claimed for Kataib Hezbollah (suspected): inc-" in text
    assert "his group" in text
    (kataib,) = [actor for actor in network.actors if actor.name == "Kataib Hezbollah"]
    text = printed(lambda console: show_actor(kataib, network, console))
    assert "is suspected by Western officials of being behind the fire.”, says Western officials" in text
    assert "As told by the end of 10 Aug 2020" in printed(
        lambda console: show_network(the_network(date(2020, 8, 10)), console)
    )
    assert printed(lambda console: show_network(Network((), ()), console)) == "Nobody is named.\n"


EVIDENCE = Evidence(a_source(f"Paper {ACTING}"), "r1", f"=1+1 {ACTING}", 0, 4, None, SEEN, f"He {ACTING}")
WORD = Word(f"=A {ACTING}", "", EVIDENCE, "claims")
HOSTILE = Claims(
    (
        Authorship(
            "inc-1", "rocket", "claimed", When(), f"Town {ACTING}", "claimed", (WORD,), (Word("B", "", EVIDENCE),)
        ),
    ),
    (Tally(5, True, None, (WORD,), (Word("=B", "", EVIDENCE),), (EVIDENCE,), ("inc-2",)),),
)


def test_words_of_others_neither_steer_a_terminal_nor_compute_in_a_table() -> None:
    text = printed(lambda console: show_claims(HOSTILE, console))
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    stream = io.BytesIO()
    assert write_claims_csv(HOSTILE, stream) == 4
    rows = stream.getvalue().decode().splitlines()
    assert rows[0] == ",".join(COLUMNS)
    assert not {"\x1b", "\x07", "\u202e"} & set(stream.getvalue().decode())
    assert ",'=A" in rows[1]


def test_a_tally_says_what_is_not_told() -> None:
    assert tally_words(HOSTILE.tallies[0]).endswith("a number not told denied by =B")
    assert tally_words(Tally(3, False, 0, (), (), (), ())) == "3 attacks claimed by somebody, none denied"


def test_the_record_of_claims_sums_up_by_ids() -> None:
    record = json.loads(json.dumps(claims_record(HOSTILE)))
    assert record["summary"]["claimed"] == ["inc-1"]
    assert record["summary"]["contested"] == []
    assert record["counted"][0]["denied"] is None
    assert record["incidents"][0]["event_denials"][0]["quote"] == EVIDENCE.quote


def test_no_incident_is_told_in_words() -> None:
    assert printed(lambda console: show_claims(Claims(()), console)) == "No incident matches.\n"
