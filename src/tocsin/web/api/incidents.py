"""Incidents: pages of a selection, files of one, each incident whole, and how it came to be so."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import BinaryIO

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from tocsin.errors import InputError, PluginError
from tocsin.export.incident_record import incident_outline, incident_record
from tocsin.ledger.base import Ledger
from tocsin.schemas.incident import HistoryShape, IncidentPage, IncidentShape
from tocsin.settings import Settings
from tocsin.tasks import export as exporting
from tocsin.tasks.asking import Paged, selection_by
from tocsin.tasks.history import history
from tocsin.tasks.incidents import dossier
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.selection import Selection
from tocsin.web.api.accepting import chosen
from tocsin.web.api.answers import Packed, filed, packed, said, said_again
from tocsin.web.api.asking import LARGEST_PAGE, PAGE, AskingList, Listing
from tocsin.web.api.formats import PAGE as A_PAGE
from tocsin.web.api.formats import incident_formats
from tocsin.web.api.routing import CACHED, Id, api_router, problems, typed
from tocsin.web.depends import LedgerOf, Reader, SettingsOf, SharedOf
from tocsin.web.errors import NotFoundError

router = api_router("incidents")
LEFT_OUT = "Tocsin-Left-Out"
"""The header that says how many incidents a format had no room for."""
_FILES = typed(*[media_type for name, media_type in incident_formats().items() if name != A_PAGE])


@router.get(
    "/incidents",
    responses={200: {"model": IncidentPage, **_FILES}, **CACHED, **problems(406)},
    summary="List incidents, or export them",
)
def list_incidents(request: Request, shared: SharedOf, settings: SettingsOf, _: Reader, asking: AskingList) -> Response:
    """A page of incidents as JSON; or all of the selection in the format that `Accept` or `format` names.

    What a format has no room for is counted in the header `Tocsin-Left-Out`.
    """
    formats, ledger = incident_formats(), shared.ledger
    form = chosen(asking.format, request.headers.get("accept", ""), formats)
    selection = _selection(asking, settings, form)
    if form == A_PAGE:
        asked = ("incidents", selection)
        return said_again(request, shared.remembered.get(ledger.mark(), asked, lambda: _page(ledger, selection)))
    return _file(ledger, selection, form, formats[form])


@router.get(
    "/incidents/{id}",
    responses={200: {"model": IncidentShape}, **CACHED, **problems(404)},
    summary="Show an incident",
)
def show_incident(request: Request, ledger: LedgerOf, _: Reader, id: Id) -> Response:  # noqa: A002  the field's name
    """All that is told of an incident. Its id, one that it had before a merge, or that of a mention leads to it."""
    found = dossier(ledger, incident_at(ledger, id))
    return said(request, incident_record(found.incident, found.entries, found.reports))


@router.get(
    "/histories/{id:path}",
    responses={200: {"model": HistoryShape}, **CACHED, **problems(404)},
    summary="Tell how an incident came to be so",
)
def show_history(request: Request, ledger: LedgerOf, _: Reader, id: Id) -> Response:  # noqa: A002  the field's name
    """Every report, joining, change of status and toll, and every decision, oldest first."""
    incident = incident_at(ledger, id)
    events = [asdict(event) | {"at": event.at.isoformat()} for event in history(ledger, incident.id)]
    return said(request, {"incident_id": incident.id, "events": events})


def incident_at(ledger: Ledger, id_: str) -> Incident:
    """Return the incident that `id_` leads to. Raises NotFoundError."""
    found = ledger.incident(id_)
    if found is None:
        raise NotFoundError(f"there is no incident {id_}")
    return found


def _page(ledger: Ledger, selection: Selection) -> Packed:
    page = ledger.incidents(selection)
    found = [incident_outline(incident) for incident in page.incidents]
    return packed({"incidents": found, "count": ledger.count(selection), "after": page.after or None})


def _selection(asking: Listing, settings: Settings, form: str) -> Selection:
    limit = asking.limit
    if form == A_PAGE:
        if limit is not None and limit > LARGEST_PAGE:
            raise InputError(f"a page has {LARGEST_PAGE} incidents at most; go on with its cursor, or take a file")
        limit = limit or PAGE
    return selection_by(asking, settings, Paged(asking.sort, limit, asking.after))


def _file(ledger: Ledger, selection: Selection, form: str, media_type: str) -> Response:
    try:
        exporter = exporting.open_exporter(form)
    except PluginError as error:
        raise HTTPException(406, str(error)) from error

    def write(stream: BinaryIO) -> Mapping[str, str]:
        written = exporting.export(ledger, selection, exporter, stream)
        return {LEFT_OUT: str(len(written.left_out))}

    try:
        return filed(write, media_type, f"incidents{exporter.suffix}")
    except PluginError as error:
        raise HTTPException(406, str(error)) from error
