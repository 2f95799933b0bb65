"""The first page: what happened, where and when, by the filters of its address, and what is new since last time."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from tocsin.errors import TocsinError
from tocsin.export.pictures.bars import Counted, bars_picture
from tocsin.export.pictures.map import incident_map
from tocsin.export.pictures.marks import Shown
from tocsin.export.wording import counted
from tocsin.ledger.base import Ledger
from tocsin.tasks.briefing.pictured import pictured
from tocsin.tasks.overview import ON_MAP, bars, for_map, overview
from tocsin.vocabulary.geometry import circle
from tocsin.vocabulary.identity import Identity
from tocsin.vocabulary.selection import Selection
from tocsin.web.depends import LedgerOf, Reader, SettingsOf, SharedOf
from tocsin.web.errors import status_of
from tocsin.web.pages.filters import Filters
from tocsin.web.pages.routing import page_router
from tocsin.web.rendering import render
from tocsin.web.site import Shared

router = page_router()
ORDERS = {
    "-when": "newest first",
    "when": "oldest first",
    "-seen": "last told of first",
    "-killed": "most killed first",
    "-voices": "most voices first",
    "confidence": "least sure first",
    "-confidence": "surest first",
}
"""The orders that the page offers, in words."""


@router.get("/", name="overview")
def show_overview(
    request: Request, ledger: LedgerOf, settings: SettingsOf, shared: SharedOf, identity: Reader
) -> HTMLResponse:
    """Show the incidents that the filters of the address ask for."""
    filters = Filters.of(request.query_params)
    values = {"filters": filters, "orders": ORDERS, "fault": "", "found": None}
    visited = _visited(shared, identity)
    try:
        selection = filters.selection(settings)
        found = overview(ledger, selection, visited)
        drawn = _drawn(ledger, selection, filters) if found.total else {}
    except TocsinError as error:
        if status_of(error) >= 500:
            raise
        return render(request, "overview.html.j2", values | {"fault": str(error)}, status_of(error))
    more = {"found": found, "visited": visited, "new": {one.id for one in found.new}, "on_map": ON_MAP}
    return render(request, "overview.html.j2", values | more | {"drawn": drawn})


def _visited(shared: Shared, identity: Identity) -> datetime | None:
    """Return when the visit before this one ended; a program with a token makes none."""
    return None if identity.way == "token" else shared.accounts.visit(identity.name, datetime.now(UTC))


def _drawn(ledger: Ledger, selection: Selection, filters: Filters) -> dict[str, Markup]:
    """Return the pictures of a selection by their names."""
    found = bars(ledger, selection)
    on_map = for_map(ledger, selection)
    shown = pictured(on_map, frozenset(one.id for one in on_map))
    drawn = {"map": Markup(""), "bars": Markup("")}
    if any(one.lat is not None or one.country for one in shown):
        placed = sum(one.lat is not None for one in shown)
        picture = replace(
            incident_map(shown, _leading(shown, filters)), telling=f"{counted(placed, 'incident')} with a place."
        )
        drawn["map"] = _inline(picture.inline())
    if found:

        def link(bar: Counted) -> str:
            return filters.link(since=bar.start.isoformat(), until=bar.end.isoformat())

        drawn["bars"] = _inline(bars_picture(found, link).inline())
    return drawn


def _leading(shown: Sequence[Shown], filters: Filters) -> Callable[[Sequence[str]], str]:
    """Return what gives the address of the incidents of a mark: its page, or the list of those around."""
    points = {one.id: (one.lat, one.lon) for one in shown}
    countries = {one.id: one.country for one in shown}

    def leading(ids: Sequence[str]) -> str:
        if len(ids) == 1:
            return f"/incidents/{ids[0]}"
        spots = [(lat, lon) for lat, lon in (points[id_] for id_ in ids) if lat is not None and lon is not None]
        if not spots:
            return filters.link(country=countries[ids[0]])
        lat, lon, reach = circle(spots, share=1.0)
        return filters.link(near=f"{lat:.4f},{lon:.4f}", within=f"{max(reach * 1.05, 1):.0f}")

    return leading


def _inline(picture: Markup) -> Markup:
    """Pictures lead to places on a page; ours lead to pages, and what leads somewhere is more than an image."""
    led = str(picture).replace('href="#/', 'href="/').replace('role="img"', 'role="group"', 1)
    return Markup(led)  # noqa: S704  text in it is escaped, so it has no quotes
