"""The first page: what happened by the filters of its address, when, and what is new since last time."""

from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from tocsin.errors import TocsinError
from tocsin.export.pictures.bars import Counted, bars_picture
from tocsin.ledger.base import Ledger
from tocsin.tasks.export import format_names
from tocsin.tasks.overview import Overview, bars, new_since, overview
from tocsin.vocabulary.identity import Identity
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.selection import Selection
from tocsin.web.depends import LedgerOf, Reader, SettingsOf, SharedOf
from tocsin.web.languages import language_of
from tocsin.web.pages.filters import ORDERS, Filters
from tocsin.web.pages.pictures import inline
from tocsin.web.pages.refusing import refused
from tocsin.web.pages.routing import page_router
from tocsin.web.rendering import part, render
from tocsin.web.site import Shared

router = page_router()
FORMATS = {
    "acled": "ACLED",
    "csv": "CSV",
    "excel": "Excel",
    "ftm": "FollowTheMoney",
    "geojson": "GeoJSON",
    "gtd": "GTD",
    "hxl": "HXL",
    "jsonl": "JSON Lines",
    "kml": "KML",
    "parquet": "Parquet",
    "stix": "STIX",
    "ucdp": "UCDP GED",
}
"""What formats of export are called; others go by their own names."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What is remembered of an overview beside its body: whole incidents would fill the memory."""

    total: int
    disputed: int
    ids: tuple[str, ...]


@router.get("/", name="overview")
def show_overview(
    request: Request, ledger: LedgerOf, settings: SettingsOf, shared: SharedOf, identity: Reader
) -> HTMLResponse:
    """Show the incidents that the filters of the address ask for."""
    filters = Filters.of(request.query_params)
    values = {"filters": filters, "orders": ORDERS, "fault": "", "found": None, "visited": None, "new": ()}
    mark = ledger.mark()
    try:
        selection = filters.selection(settings)
        read: list[Overview] = []
        found = shared.remembered.get(mark, ("overview", selection), lambda: _sums(ledger, selection, read))
    except TocsinError as error:
        return refused(request, "overview.html.j2", values, error)
    visited = _visited(shared, identity)
    new = _new(ledger, shared, mark, visited)
    fresh = frozenset(one.id for one in new).intersection(found.ids)
    language = language_of(request).code
    body = shared.remembered.get(
        mark,
        ("overview body", selection, filters.query(), fresh, language),
        lambda: _body(ledger, selection, filters, read[0] if read else overview(ledger, selection), fresh, language),
    )
    return render(request, "overview.html.j2", values | {"found": found, "visited": visited, "new": new, "body": body})


def _sums(ledger: Ledger, selection: Selection, read: list[Overview]) -> Sums:
    """Return what is remembered of an overview, and leave the whole of it in `read` for the list on the page."""
    found = overview(ledger, selection)
    read.append(found)
    return Sums(found.total, found.disputed, tuple(one.id for one in found.page.incidents))


def _visited(shared: Shared, identity: Identity) -> datetime | None:
    """Return when the visit before this one ended; a program with a token makes none."""
    return None if identity.way == "token" else shared.accounts.visit(identity.name, datetime.now(UTC))


def _new(ledger: Ledger, shared: Shared, mark: str, visited: datetime | None) -> list[Incident]:
    if visited is None:
        return []
    return shared.remembered.get(mark, ("new", visited), lambda: new_since(ledger, visited))


def _body(
    ledger: Ledger, selection: Selection, filters: Filters, found: Overview, fresh: frozenset[str], language: str
) -> Markup:
    def link(bar: Counted) -> str:
        return filters.link(since=bar.start.isoformat(), until=bar.end.isoformat())

    drawn = bars(ledger, selection)
    picture = inline(bars_picture(drawn, link)) if drawn else Markup("")
    formats = [(name, FORMATS.get(name, name)) for name in format_names()]
    shown = {"found": found, "bars": picture, "new": fresh, "formats": formats}
    return part("overview_body.html.j2", {"filters": filters, "orders": ORDERS, **shown}, language)
