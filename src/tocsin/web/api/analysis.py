"""What all incidents of a selection tell together: tempo, claims, actors, numbers."""

from collections.abc import Mapping
from typing import BinaryIO

from fastapi import Request, Response

from tocsin.errors import InputError
from tocsin.export.claims_record import claims_record, write_claims_csv
from tocsin.export.network_record import actor_record, bond_record, network_record
from tocsin.export.plain import plain
from tocsin.schemas.claims import ClaimsShape
from tocsin.schemas.network import ActorShown, NetworkShape
from tocsin.schemas.stats import Stats
from tocsin.schemas.tempo import TempoShape
from tocsin.tasks.actors import actor_named, actors
from tocsin.tasks.asking import selection_by
from tocsin.tasks.claims import claims
from tocsin.tasks.networking import write_network
from tocsin.tasks.stats import stats
from tocsin.tasks.tempo import tempo
from tocsin.vocabulary.selection import Selection
from tocsin.web.api.accepting import CSV, chosen
from tocsin.web.api.answers import filed, said
from tocsin.web.api.asking import AskingFile, AskingFilters, AskingNetwork
from tocsin.web.api.formats import network_formats
from tocsin.web.api.routing import CACHED, Id, api_router, problems, typed
from tocsin.web.depends import LedgerOf, Reader, SettingsOf
from tocsin.web.errors import NotFoundError

router = api_router("analysis")
CLAIMS = {"json": "application/json", "csv": CSV}
_NETWORKS = typed(*[media_type for name, media_type in network_formats().items() if name != "json"])
SUFFIXES = {"graphml": ".graphml", "gexf": ".gexf", "ftm": ".ftm.json"}


@router.get("/tempo", responses={200: {"model": TempoShape}, **CACHED}, summary="Tell the tempo")
def show_tempo(request: Request, ledger: LedgerOf, settings: SettingsOf, _: Reader, asking: AskingFilters) -> Response:
    """Whether attacks become more frequent, since when, how sure that is, and what was assumed."""
    return said(request, plain(tempo(ledger, selection_by(asking, settings))))


@router.get(
    "/claims", responses={200: {"model": ClaimsShape, **typed(CSV)}, **CACHED, **problems(406)}, summary="Tell claims"
)
def show_claims(request: Request, ledger: LedgerOf, settings: SettingsOf, _: Reader, asking: AskingFile) -> Response:
    """Who claims which incident, who denies it, and what nobody claims; as CSV one claim or denial a line."""
    form = chosen(asking.format, request.headers.get("accept", ""), CLAIMS)
    found = claims(ledger, selection_by(asking, settings))
    if form == "json":
        return said(request, claims_record(found))

    def write(stream: BinaryIO) -> Mapping[str, str]:
        write_claims_csv(found, stream)
        return {}

    return filed(write, CSV, "claims.csv")


@router.get(
    "/actors",
    responses={200: {"model": NetworkShape, **_NETWORKS}, **CACHED, **problems(406)},
    summary="Tell the network of actors",
)
def show_actors(request: Request, ledger: LedgerOf, settings: SettingsOf, _: Reader, asking: AskingNetwork) -> Response:
    """Who is named in the incidents of a selection and how they belong together, every tie with its words."""
    formats = network_formats()
    form = chosen(asking.format, request.headers.get("accept", ""), formats)
    found = actors(ledger, selection_by(asking, settings), asking.at)
    if form == "json":
        return said(request, network_record(found))

    def write(stream: BinaryIO) -> Mapping[str, str]:
        write_network(found, ledger, form, stream)
        return {}

    return filed(write, formats[form], f"actors{SUFFIXES[form]}")


@router.get(
    "/actors/{id:path}", responses={200: {"model": ActorShown}, **CACHED, **problems(404)}, summary="Show an actor"
)
def show_actor(request: Request, ledger: LedgerOf, _: Reader, id: Id) -> Response:  # noqa: A002  the field's name
    """An actor by a name, a spelling or its id, with its ties and incidents."""
    network = actors(ledger, Selection())
    try:
        actor = actor_named(network, id)
    except InputError as error:
        raise NotFoundError(str(error)) from error
    ties = [bond_record(bond, network) for bond in network.bonds if actor.id in {bond.head, bond.tail}]
    return said(request, actor_record(actor) | {"ties": ties})


@router.get("/stats", responses={200: {"model": Stats}, **CACHED}, summary="Count incidents")
def show_stats(request: Request, ledger: LedgerOf, settings: SettingsOf, _: Reader, asking: AskingFilters) -> Response:
    """How many incidents a selection has, by kind and status, and what of the tracker waits for resolution."""
    return said(request, plain(stats(ledger, selection_by(asking, settings))))
