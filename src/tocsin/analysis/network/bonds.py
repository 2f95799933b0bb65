"""Bonds: all that reports tell of how two actors belong together, and what it comes to."""

from collections.abc import Iterable, Mapping, Sequence

from tocsin.vocabulary.network import Bond, BondStatus, BondTelling, Fronting, KnownActor
from tocsin.vocabulary.terms import Relation, TieStatus

STANDING: frozenset[BondStatus] = frozenset({"stated", "suspected", "disputed"})
"""Statuses of bonds that somebody at least believes in."""


def bonds_of(told: Mapping[tuple[str, Relation, str], Sequence[BondTelling]]) -> tuple[Bond, ...]:
    """Return the bonds that tellings come to, by their ends; the tellings of each oldest first."""
    found = []
    for (head, relation, tail), tellings in sorted(told.items(), key=lambda item: item[0]):
        ordered = sorted(tellings, key=lambda one: (one.evidence.told_on, one.evidence.report_id, one.evidence.start))
        found.append(Bond(head, relation, tail, status_of([one.status for one in ordered]), tuple(ordered)))
    return tuple(found)


def status_of(statuses: Sequence[TieStatus]) -> BondStatus:
    """Return what `statuses` come to: disputed where some deny what others say, else the firmest."""
    if "denied" in statuses:
        return "denied" if set(statuses) == {"denied"} else "disputed"
    return "stated" if "stated" in statuses else "suspected"


def touching(bonds: Iterable[Bond], actors: frozenset[str]) -> tuple[Bond, ...]:
    """Return the bonds with an end among `actors`."""
    return tuple(bond for bond in bonds if bond.head in actors or bond.tail in actors)


def frontings_of(actors: Sequence[KnownActor], bonds: Iterable[Bond]) -> tuple[Fronting, ...]:
    """Return what is claimed by actors of which somebody says that they are fronts, and for whom they would claim it.

    A bond that everybody denies is left out; one in dispute is in, with its status.
    """
    claimed = {actor.id: actor.incident_ids("claims", "admits") for actor in actors}
    return tuple(
        Fronting(bond.head, bond.tail, bond, claimed[bond.head])
        for bond in bonds
        if bond.relation == "front-for" and bond.status in STANDING and claimed.get(bond.head)
    )
