"""Decisions, from whichever page they are taken: one address for all, which leads back to where one was."""

from typing import Annotated, cast

from fastapi import Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from tocsin.ledger.base import Ledger
from tocsin.resolution.reviewed import standing
from tocsin.tasks.deciding import Wish, decide
from tocsin.tasks.news import DECIDED
from tocsin.tasks.review import Decision, Signature
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.review import Review
from tocsin.web.depends import LedgerOf, Reviewer, SettingsOf, audited
from tocsin.web.pages.addresses import incident_path
from tocsin.web.pages.deciding import decision_words
from tocsin.web.pages.login import own_path
from tocsin.web.pages.routing import page_router
from tocsin.web.rendering import render

router = page_router("review")
SHOWN = 200
"""Decisions that the page lists."""
WHY = 2000
"""Characters of a reason that are kept."""


class DecisionForm(BaseModel):
    """A decision as the forms of pages send it."""

    do: str = ""
    ids: list[str] = Field(default_factory=list, max_length=500)
    slot: str = ""
    value: str = ""
    why: str = ""

    def wish(self) -> Wish:
        """Return what is wished; blank ids are those of fields that were left empty."""
        given = tuple(dict.fromkeys(one.strip() for one in self.ids if one.strip()))
        return Wish(self.do, given, cast("Slot", self.slot) if self.slot else None, self.value)


@router.post("/decisions")
def take_decision(
    request: Request,
    ledger: LedgerOf,
    settings: SettingsOf,
    identity: Reviewer,
    form: Annotated[DecisionForm, Form()],
) -> Response:
    """Take a decision and show the incident as it is then."""
    wish = form.wish()
    decision = decide(ledger, wish, Signature(identity.name, form.why.strip()[:WHY]), settings)
    audited(request, identity, DECIDED, decision.reviews[0].id, f"{wish.kind} {' '.join(wish.ids)}")
    return RedirectResponse(_where(request, ledger, decision), 303)


@router.get("/decisions")
def show_decisions(request: Request, ledger: LedgerOf) -> HTMLResponse:
    """Show what persons decided, the newest first."""
    every = list(ledger.reviews())
    in_force = {review.id for review in standing(every)}
    rows = [(review, decision_words(review), review.id in in_force) for review in every[: -SHOWN - 1 : -1]]
    return render(request, "decisions.html.j2", {"rows": rows, "total": len(every), "shown": SHOWN})


def _where(request: Request, ledger: Ledger, decision: Decision) -> str:
    """Return the page to show: that which the form names, else that of the incident which the decision is of."""
    review = decision.reviews[0]
    back = request.query_params.get("back", "")
    if back:
        path = own_path(back)
        return f"{path}{'&' if '?' in path else '?'}done={review.id}"
    for subject in (*_subjects(ledger, review), *decision.changes.changed, *decision.changes.new):
        incident = ledger.incident(subject)
        if incident is not None:
            return incident_path(incident.id, done=review.id)
    return f"/decisions#{review.id}"


def _subjects(ledger: Ledger, review: Review) -> tuple[str, ...]:
    """Return what a review is of; of an undoing, what that is of which it takes back."""
    if review.kind != "undo":
        return review.subjects
    return next((one.subjects for one in ledger.reviews() if one.id == review.subjects[0]), ())
