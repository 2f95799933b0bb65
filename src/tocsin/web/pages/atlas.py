"""The map of a selection, as a page and as a part of others, which load it once they are there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from tocsin.export.pictures.map import incident_map
from tocsin.export.pictures.marks import Shown
from tocsin.export.wording import counted
from tocsin.ledger.base import Ledger
from tocsin.tasks.briefing.pictured import pictured
from tocsin.tasks.overview import ON_MAP, for_map
from tocsin.vocabulary.geometry import circle
from tocsin.vocabulary.selection import Selection
from tocsin.web.depends import LedgerOf, SettingsOf, SharedOf
from tocsin.web.pages.filters import ORDERS, Filters
from tocsin.web.pages.pictures import inline
from tocsin.web.pages.routing import page_router
from tocsin.web.rendering import render

router = page_router()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A map with how many incidents there are, how many were looked at, and how many of these have a place."""

    picture: Markup
    total: int
    looked_at: int
    placed: int


@router.get("/map")
def show_map(
    request: Request, ledger: LedgerOf, settings: SettingsOf, shared: SharedOf, part: bool = False
) -> HTMLResponse:
    """Show where the incidents were that the filters of the address ask for."""
    filters = Filters.of(request.query_params)
    selection = filters.selection(settings)
    drawn = shared.remembered.get(
        ledger.mark(), ("map", selection, filters.query()), lambda: _drawn(ledger, selection, filters)
    )
    values = {"filters": filters, "drawn": drawn, "most": ON_MAP, "orders": ORDERS}
    return render(request, "map_part.html.j2" if part else "map.html.j2", values)


def _drawn(ledger: Ledger, selection: Selection, filters: Filters) -> Drawn:
    found = for_map(ledger, selection)
    shown = pictured(found, frozenset(one.id for one in found))
    placed = sum(one.lat is not None or bool(one.country) for one in shown)
    picture = Markup("")
    if placed:
        made = incident_map(shown, _leading(shown, filters))
        picture = inline(replace(made, telling=f"{counted(placed, 'incident')} with a place."))
    return Drawn(picture, ledger.count(selection), len(found), placed)


def _leading(shown: Sequence[Shown], filters: Filters) -> Callable[[Sequence[str]], str]:
    """Return what gives the address of the incidents of a mark: its page, or the list of those around."""
    spots = {one.id: one for one in shown}

    def leading(ids: Sequence[str]) -> str:
        if len(ids) == 1:
            return f"/incidents/{ids[0]}"
        points = [
            (one.lat, one.lon) for one in map(spots.__getitem__, ids) if one.lat is not None and one.lon is not None
        ]
        if not points:
            return filters.link(country=spots[ids[0]].country)
        lat, lon, reach = circle(points, share=1.0)
        return filters.link(near=f"{lat:.4f},{lon:.4f}", within=f"{max(reach * 1.05, 1):.0f}")

    return leading
