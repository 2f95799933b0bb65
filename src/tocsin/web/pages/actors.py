"""The actors: who is named, under which spellings, in which incidents, and how they belong together, with evidence."""

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from tocsin.errors import InputError, TocsinError
from tocsin.export.pictures.web import Line, Node, network_picture
from tocsin.ledger.base import Ledger
from tocsin.tasks.actors import actor_named, actors
from tocsin.vocabulary.network import Network
from tocsin.vocabulary.selection import Selection
from tocsin.web.depends import LedgerOf, SettingsOf, SharedOf
from tocsin.web.errors import NotFoundError
from tocsin.web.pages.addresses import actor_path
from tocsin.web.pages.filters import Filters, few_enough
from tocsin.web.pages.pictures import inline
from tocsin.web.pages.refusing import refused
from tocsin.web.pages.routing import page_router
from tocsin.web.rendering import render
from tocsin.web.site import Shared

router = page_router()
LISTED = 300
"""Actors that the page lists, those most is told of."""


@router.get("/actors")
def show_actors(request: Request, ledger: LedgerOf, settings: SettingsOf, shared: SharedOf) -> HTMLResponse:
    """Show the network of the incidents that the filters of the address ask for."""
    filters = Filters.of(request.query_params)
    try:
        selection = filters.selection(settings)
        network = _network(ledger, shared, selection)
    except TocsinError as error:
        return refused(request, "actors.html.j2", {"filters": filters}, error)
    key = ("network", selection, filters.query())
    picture = shared.remembered.get(ledger.mark(), key, lambda: _drawn(network, filters))
    values = {
        "filters": filters,
        "fault": "",
        "picture": picture,
        "network": network,
        "listed": network.actors[:LISTED],
        "names": {actor.id: actor.name for actor in network.actors},
    }
    return render(request, "actors.html.j2", values)


@router.get("/actors/{id_:path}")
def show_actor(request: Request, ledger: LedgerOf, settings: SettingsOf, shared: SharedOf, id_: str) -> HTMLResponse:
    """Show an actor by its id or any of its names, as the incidents tell of it that the filters ask for."""
    filters = Filters.of(request.query_params)
    network = _network(ledger, shared, filters.selection(settings))
    try:
        actor = network.actor(id_) or actor_named(network, id_)
    except InputError as error:
        raise NotFoundError(str(error)) from error
    deeds = {deed.incident_id: deed for deed in network.deeds}
    values = {
        "filters": filters,
        "actor": actor,
        "bonds": [bond for bond in network.bonds if actor.id in (bond.head, bond.tail)],
        "proposals": [one for one in network.proposals if actor.id in (one.one, one.other)],
        "names": {one.id: one.name for one in network.actors},
        "parts": [(part, deeds[part.incident_id]) for part in actor.parts if part.incident_id in deeds],
    }
    return render(request, "actor.html.j2", values)


def _network(ledger: Ledger, shared: Shared, selection: Selection) -> Network:
    few_enough(ledger, selection)
    return shared.large.get(ledger.mark(), ("actors", selection), lambda: actors(ledger, selection))


def _drawn(network: Network, filters: Filters) -> Markup:
    if not network.actors:
        return Markup("")
    at = {actor.id: filters.link(actor_path(actor.id)) for actor in network.actors}
    nodes = [Node(one.id, one.name, one.kind, len(one.incident_ids()), at[one.id]) for one in network.actors]
    lines = [Line(bond.head, bond.tail, bond.relation, bond.status, at.get(bond.head, "")) for bond in network.bonds]
    return inline(network_picture(nodes, lines))
