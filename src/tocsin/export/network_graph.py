"""A network as GraphML and GEXF, written by networkx: actors and incidents as nodes, bonds and stances as edges.

Every edge names the sources, reports and words behind it; lists in one attribute are joined by "; ", quotes by " | ".
"""

import io
import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO

import networkx

from tocsin.export.cells import sound
from tocsin.export.visible import one_line
from tocsin.export.wording import day_words, term_words, when_words
from tocsin.vocabulary.evidence import Evidence
from tocsin.vocabulary.network import Bond, Deed, KnownActor, Network

_WRITTEN_ON = re.compile(rb' lastmodifieddate="[^"]*"')
Attributes = dict[str, str | int | float]


def write_graphml(network: Network, stream: BinaryIO) -> None:
    """Write `network` as GraphML; the same network gives the same bytes. Raises OSError."""
    networkx.write_graphml_xml(graph_of(network), stream, named_key_ids=True)


def write_gexf(network: Network, stream: BinaryIO) -> None:
    """Write `network` as GEXF 1.2; the same network gives the same bytes. Raises OSError."""
    buffer = io.BytesIO()
    networkx.write_gexf(graph_of(network), buffer)
    stream.write(_WRITTEN_ON.sub(b"", buffer.getvalue(), count=1))


def graph_of(network: Network) -> "networkx.MultiDiGraph[str]":
    """Return `network` as a graph of networkx, ids as nodes."""
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name=_title(network))
    for actor in network.actors:
        graph.add_node(actor.id, **_actor(actor))
    for deed in network.deeds:
        graph.add_node(deed.incident_id, **_deed(deed))
    for bond in network.bonds:
        graph.add_edge(bond.head, bond.tail, key=f"{bond.head}:{bond.relation}:{bond.tail}", **_bond(bond))
    for actor in network.actors:
        for part in actor.parts:
            attributes = {"type": "part", "label": part.stance, "relation": part.stance, "status": "told"}
            key = f"{actor.id}:{part.stance}:{part.incident_id}"
            graph.add_edge(actor.id, part.incident_id, key=key, **attributes, **_behind(part.evidence))
    return graph


def _title(network: Network) -> str:
    return f"as told by {day_words(network.at)}" if network.at else "as told until now"


def _actor(actor: KnownActor) -> Attributes:
    stances = {part.stance for part in actor.parts}
    told: Attributes = {f"incidents_{stance}": _listed(actor.incident_ids(stance)) for stance in sorted(stances)}
    return {
        "label": _plain(actor.name),
        "type": "actor",
        "kind": actor.kind,
        "cluster": actor.cluster or 0,
        "names": _listed(naming.words for naming in actor.names),
        "incidents": len(actor.incident_ids()),
        **told,
    }


def _deed(deed: Deed) -> Attributes:
    when = deed.when
    label = ", ".join(part for part in (term_words(deed.kind), deed.where, when_words(when)) if part)
    return {
        "label": _plain(label),
        "type": "incident",
        "kind": deed.kind,
        "where": _plain(deed.where),
        "first_day": when.start.isoformat() if when.start else "",
        "last_day": when.end.isoformat() if when.end else "",
    }


def _bond(bond: Bond) -> Attributes:
    return {
        "type": "tie",
        "label": bond.relation,
        "relation": bond.relation,
        "status": bond.status,
        "first_told": bond.first_told.isoformat(),
        "last_told": bond.last_told.isoformat(),
        **_behind([telling.evidence for telling in bond.tellings]),
    }


def _behind(evidence: Sequence[Evidence]) -> Attributes:
    return {
        "tellings": len(evidence),
        "sources": _listed(one.source.name for one in evidence),
        "speakers": _listed(one.speaker for one in evidence),
        "reports": _listed(one.report_id for one in evidence),
        "words": " | ".join(dict.fromkeys(_plain(one.sentence or one.quote) for one in evidence)),
    }


def _listed(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(_plain(word) for word in words if word))


def _plain(words: str) -> str:
    return sound(one_line(words))
