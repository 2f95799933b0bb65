"""The claims board: who says that they did it, who denies it, whom others blame, and what nobody claims."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from tocsin.errors import TocsinError
from tocsin.tasks.claims import claims
from tocsin.vocabulary.authorship import Authorship
from tocsin.web.depends import LedgerOf, SettingsOf, SharedOf
from tocsin.web.pages.filters import Filters, few_enough
from tocsin.web.pages.refusing import refused
from tocsin.web.pages.routing import page_router
from tocsin.web.rendering import render

router = page_router()
PAGE = 50
SORTS: dict[str, tuple[str, Callable[[Authorship], bool]]] = {
    "claimed": ("Claimed", lambda one: bool(one.claims)),
    "contested": ("Contested", lambda one: bool(one.contests)),
    "attributed": ("Only blamed on somebody", lambda one: one.outcome == "attributed"),
    "denied": ("The event denied", lambda one: bool(one.denials)),
    "disowned": ("Denied to have done it", lambda one: bool(one.disowned)),
    "refuted": ("Claimed, and denied by the side hit", lambda one: bool(one.claims and one.hit_denials)),
    "unclaimed": ("Told to be unclaimed", lambda one: one.outcome == "unclaimed"),
    "untold": ("Nothing told", lambda one: one.outcome == "untold"),
}
"""What the board can be narrowed to."""


@router.get("/claims")
def show_claims(
    request: Request, ledger: LedgerOf, settings: SettingsOf, shared: SharedOf,
    show: str = "", first: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> HTMLResponse:  # fmt: skip
    """Show the board of the incidents that the filters of the address ask for."""
    filters = Filters.of(request.query_params)
    try:
        selection = filters.selection(settings)
        few_enough(ledger, selection)
    except TocsinError as error:
        return refused(request, "claims.html.j2", {"filters": filters}, error)
    found = shared.large.get(ledger.mark(), ("claims", selection), lambda: claims(ledger, selection))
    fits = SORTS[show][1] if show in SORTS else lambda one: one.outcome != "untold"
    rows = [one for one in found.authorships if fits(one)]
    values = {
        "filters": filters,
        "fault": "",
        "found": found,
        "sorts": [(key, label, sum(map(fit, found.authorships))) for key, (label, fit) in SORTS.items()],
        "show": show if show in SORTS else "",
        "rows": rows[first : first + PAGE],
        "first": first,
        "total": len(rows),
        "next": first + PAGE if len(rows) > first + PAGE else 0,
    }
    return render(request, "claims.html.j2", values)
