"""The first page: what happened, by the filters of a selection."""

from fastapi import Request
from fastapi.responses import HTMLResponse

from tocsin.export.incident_words import title_of
from tocsin.vocabulary.selection import Selection
from tocsin.web.depends import LedgerOf
from tocsin.web.pages.routing import page_router
from tocsin.web.rendering import render

router = page_router()


@router.get("/", name="overview")
def overview(request: Request, ledger: LedgerOf) -> HTMLResponse:
    """Show the newest incidents."""
    found = ledger.incidents(Selection(sort="-when", limit=50))
    rows = [(incident.id, title_of(incident)) for incident in found.incidents]
    return render(request, "overview.html.j2", {"rows": rows, "total": ledger.count(Selection())})
