"""The first page: what happened by the filters of its address, when, and what is new since last time."""

from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from tocsin.errors import TocsinError
from tocsin.export.pictures.bars import Counted, bars_picture
from tocsin.ledger.base import Ledger
from tocsin.tasks.overview import Overview, bars, new_since, overview
from tocsin.vocabulary.identity import Identity
from tocsin.vocabulary.selection import Selection
from tocsin.web.depends import LedgerOf, Reader, SettingsOf, SharedOf
from tocsin.web.errors import status_of
from tocsin.web.pages.filters import ORDERS, Filters
from tocsin.web.pages.pictures import inline
from tocsin.web.pages.routing import page_router
from tocsin.web.rendering import render
from tocsin.web.site import Shared

router = page_router()


@dataclass(frozen=True, slots=True)
class Parts:
    """What is shown of a selection."""

    found: Overview
    bars: Markup


@router.get("/", name="overview")
def show_overview(
    request: Request, ledger: LedgerOf, settings: SettingsOf, shared: SharedOf, identity: Reader
) -> HTMLResponse:
    """Show the incidents that the filters of the address ask for."""
    filters = Filters.of(request.query_params)
    values = {"filters": filters, "orders": ORDERS, "fault": "", "found": None}
    try:
        selection = filters.selection(settings)
        parts = shared.remembered.get(
            ledger.mark(), ("overview", selection, filters.query()), lambda: _parts(ledger, selection, filters)
        )
    except TocsinError as error:
        if status_of(error) >= 500:
            raise
        return render(request, "overview.html.j2", values | {"fault": str(error)}, status_of(error))
    visited = _visited(shared, identity)
    new = () if visited is None else new_since(ledger, visited)
    more = {"found": parts.found, "bars": parts.bars, "visited": visited, "new": {one.id for one in new}}
    return render(request, "overview.html.j2", values | more)


def _visited(shared: Shared, identity: Identity) -> datetime | None:
    """Return when the visit before this one ended; a program with a token makes none."""
    return None if identity.way == "token" else shared.accounts.visit(identity.name, datetime.now(UTC))


def _parts(ledger: Ledger, selection: Selection, filters: Filters) -> Parts:
    def link(bar: Counted) -> str:
        return filters.link(since=bar.start.isoformat(), until=bar.end.isoformat())

    drawn = bars(ledger, selection)
    return Parts(overview(ledger, selection), inline(bars_picture(drawn, link)) if drawn else Markup(""))
