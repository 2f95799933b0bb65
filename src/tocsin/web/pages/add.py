"""Adding a report: paste a link or words, see at once what was found, and keep it or not."""

from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from tocsin.errors import InputError, TocsinError
from tocsin.extraction.base import Extraction
from tocsin.tasks.trying import Given, Tried, keep_tried, try_out
from tocsin.vocabulary.mention import Rejection
from tocsin.web.depends import Adder, LedgerOf, SharedOf, audited
from tocsin.web.errors import status_of
from tocsin.web.pages.report import Card, Stretch, body, card
from tocsin.web.pages.routing import page_router
from tocsin.web.rendering import render
from tocsin.web.site import Shared

router = page_router("add")
SHOWN = 20
"""Reports of one input that the page shows; more can be kept, but are better handed in by a program."""
Outcome = list[Tried | Rejection]


class AddForm(BaseModel):
    """What the form of the page sends."""

    url: str = ""
    text: str = ""
    title: str = ""
    source: str = ""
    published: str = ""
    do: str = ""

    def given(self) -> Given:
        """Return what is given. Raises InputError for a day that is none."""
        try:
            published = date.fromisoformat(self.published) if self.published.strip() else None
        except ValueError as error:
            raise InputError(f"write the day as year-month-day, such as 2020-08-15, not {self.published!r}") from error
        # A form sends lines as CR LF (WHATWG HTML, 4.10.22), whatever was pasted.
        text = self.text.replace("\r\n", "\n")
        return Given(self.url.strip(), text, self.title.strip()[:500], self.source.strip()[:200], published)


@router.get("/add")
def show_add(request: Request, url: str = "") -> HTMLResponse:
    """Ask for a link or words."""
    return _page(request, AddForm(url=url))


@router.post("/add")
def add(
    request: Request, ledger: LedgerOf, shared: SharedOf, identity: Adder, form: Annotated[AddForm, Form()]
) -> HTMLResponse:
    """Read what is given and show what was found; keep it where that was asked for."""
    try:
        given = form.given()
        if form.do != "keep":
            outcome = shared.trials.put("", given, _tried(given, shared))
            return _page(request, form, outcome)
        outcome = shared.trials.get("", given, lambda: _tried(given, shared))
        tried = [one for one in outcome if isinstance(one, Tried)]
        if not tried:
            return _page(request, form, outcome, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        added, changes = keep_tried(tried, ledger)
    except TocsinError as error:
        if status_of(error) >= 500 and not isinstance(error, InputError):
            raise
        return _page(request, form, fault=str(error), status=status_of(error))
    for one in added:
        audited(request, identity, "add", one.report_id, one.outcome)
    incidents = [found for found in map(ledger.incident, (*changes.new, *changes.changed)) if found]
    values = {"added": added, "incidents": incidents, "unsure": changes.unsure}
    return render(request, "added.html.j2", values)


def _tried(given: Given, shared: Shared) -> Outcome:
    return list(try_out(given, shared.ledger, shared.parts()))


def _page(
    request: Request, form: AddForm, outcome: Outcome | None = None, fault: str = "", status: int = 200
) -> HTMLResponse:
    found = outcome or []
    tried = [one for one in found if isinstance(one, Tried)]
    values = {
        "form": form,
        "fault": fault,
        "asked": outcome is not None,
        "tried": [(one, *_shown(one.extraction)) for one in tried[:SHOWN]],
        "many": len(tried),
        "rejections": [one for one in found if isinstance(one, Rejection)],
    }
    return render(request, "add.html.j2", values, status)


def _shown(extraction: Extraction) -> tuple[list[Card], list[Stretch]]:
    cards = [card(number, mention, None) for number, mention in enumerate(extraction.mentions, start=1)]
    return cards, body(extraction)
