"""The network, step by step: from incidents and ties to actors, bonds, clusters and what a person has to decide."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tocsin.analysis.network.aliases import Aliases
from tocsin.analysis.network.bonds import bonds_of, frontings_of, touching
from tocsin.analysis.network.clusters import clusters_of
from tocsin.analysis.network.gathering import Gathered, gathered
from tocsin.analysis.network.proposing import proposals_of
from tocsin.analysis.network.voices import voicings_of
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.network import Bond, Deed, KnownActor, Network, ToldTie


def network_of(
    incidents: Iterable[Incident],
    ties: Iterable[ToldTie],
    aliases: Aliases,
    *,
    at: date | None = None,
    only_involved: bool = False,
) -> Network:
    """Return the network that `incidents` and `ties` tell of; with `at`, as it was told by the end of that day.

    `only_involved` leaves out bonds that no actor of `incidents` is an end of.
    """
    # 1. Who is named, in which incidents and ties; scripts folded, aliases looked up.
    found = gathered(incidents, ties, aliases, at)
    # 2. What all that is told of two actors comes to.
    bonds = bonds_of(found.bonds)
    if only_involved:
        bonds = touching(bonds, frozenset(found.parts))
    # 3. The actors of both, 4. and which of them belong together.
    actors = _actors(found, bonds)
    clusters = clusters_of(actors, bonds)
    number = {id_: at_ for at_, cluster in enumerate(clusters, start=1) for id_ in cluster}
    actors = tuple(replace(actor, cluster=number.get(actor.id)) for actor in actors)
    # 5. What a person may want to know or decide.
    return Network(
        actors=actors,
        bonds=bonds,
        clusters=clusters,
        proposals=proposals_of(actors, bonds, aliases),
        voicings=voicings_of(actors),
        frontings=frontings_of(actors, bonds),
        unnamed=tuple(found.unnamed),
        untied=tuple(found.untied),
        deeds=_deeds(found, actors),
        at=at,
    )


def _deeds(found: Gathered, actors: Iterable[KnownActor]) -> tuple[Deed, ...]:
    """The incidents in which anybody, named or not, has a part."""
    told = {id_ for actor in actors for id_ in actor.incident_ids()} | {one.incident_id for one in found.unnamed}
    return tuple(deed for deed in found.deeds if deed.incident_id in told)


def _actors(found: Gathered, bonds: Iterable[Bond]) -> tuple[KnownActor, ...]:
    """The actors that have a part or a bond, those first of whom most is told."""
    tied = {end for bond in bonds for end in (bond.head, bond.tail)}
    actors = []
    for key, names in found.names.items():
        parts = found.parts_of(key)
        if parts or key in tied:
            actors.append(KnownActor(key, names.chosen, names.kind, names.namings(), parts))
    return tuple(sorted(actors, key=lambda actor: (-len(actor.incident_ids()), actor.name, actor.id)))
