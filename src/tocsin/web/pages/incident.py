"""The page of an incident: every slot with what stands and who says what, the words in each source, and decisions."""

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tocsin.export.excerpts import Excerpt, excerpts
from tocsin.export.incident_words import telling_words
from tocsin.ledger.base import Kept
from tocsin.resolution.reviewed import standing
from tocsin.tasks.history import history
from tocsin.tasks.incidents import Dossier
from tocsin.tasks.neighbours import neighbours
from tocsin.tasks.show import ShownIncident, show
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Account, Telling
from tocsin.vocabulary.review import Review
from tocsin.vocabulary.terms import KINDS, STATUSES
from tocsin.web.depends import LedgerOf, Reader
from tocsin.web.errors import NotFoundError
from tocsin.web.pages.addresses import incident_path
from tocsin.web.pages.deciding import decision_words
from tocsin.web.pages.routing import page_router
from tocsin.web.rendering import render

router = page_router()
LABELS: dict[Slot, str] = {
    "when": "When",
    "where": "Where",
    "kind": "Kind",
    "status": "Status",
    "count": "How many attacks",
    "weapon": "Weapon",
    "target": "Hit",
    "perpetrator": "Who",
    "killed": "Killed",
    "wounded": "Wounded",
    "abducted": "Abducted",
    "damage": "Damage",
    "denial": "Denied",
    "trigger": "Told as",
}
"""The slots that the page shows, in its order; evidence stands with its source."""
HINTS: dict[str, str] = {
    "when": "2024-05-06, 2024-05 or 2024-05-06..2024-05-08",
    "where": "Taji, or Tripoli, LY, or the depot at 33.52,44.26 ±2 km",
    "killed": "3, 3-5, 3+ or up to 5",
    "wounded": "3, 3-5, 3+ or up to 5",
    "abducted": "3, 3-5, 3+ or up to 5",
    "count": "a number from 1",
    "weapon": "rocket, or 3 rocket, 107 mm",
    "target": "a name, or Camp Taji (military-base)",
    "perpetrator": "a name",
    "damage": "in words",
}
"""How a reviewer writes a value."""


CHOICES: dict[str, tuple[str, ...]] = {"kind": KINDS, "status": STATUSES}
"""Slots whose value is one of few."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A value in words with everybody who says so; `chosen` where one of them speaks for the incident."""

    words: str
    tellings: tuple[Telling, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """A slot with its values, those with the most voices first."""

    account: Account
    label: str
    voices: tuple[Voice, ...]
    settable: bool
    hint: str


@dataclass(frozen=True, slots=True)
class Witness:
    """A mention with the report that it stands in and the sentences that prove it."""

    entry: Entry
    kept: Kept | None
    excerpts: list[Excerpt]


@router.get("/incidents/{id_:path}", name="incident")
def show_incident(request: Request, ledger: LedgerOf, identity: Reader, id_: str, done: str = "") -> Response:
    """Show an incident by its id, a former one, or that of one of its mentions."""
    incident = ledger.incident(id_)
    if incident is None:
        raise NotFoundError(f"there is no incident {id_}")
    if incident.id != id_:
        return RedirectResponse(incident_path(incident.id), 307)
    return _page(request, ledger, identity, id_, done)


def _page(request: Request, ledger: LedgerOf, identity: Reader, id_: str, done: str) -> HTMLResponse:
    shown = show(ledger, id_)
    if not isinstance(shown, ShownIncident):
        raise NotFoundError(f"there is no incident {id_}")
    incident = shown.dossier.incident
    in_force = standing(shown.reviews)
    values = {
        "incident": incident,
        "slots": [_heard(account) for account in _ordered(incident.accounts)],
        "witnesses": [_witness(entry, shown.dossier) for entry in shown.dossier.entries],
        "events": history(ledger, id_),
        "neighbours": neighbours(ledger, incident),
        "reviews": [(review, decision_words(review)) for review in in_force],
        "done": _done(shown.reviews, done),
        "choices": CHOICES,
        "may_review": identity.may("review"),
    }
    return render(request, "incident.html.j2", values)


def _ordered(accounts: Iterable[Account]) -> list[Account]:
    order = list(LABELS)
    return sorted((one for one in accounts if one.slot in LABELS), key=lambda one: order.index(one.slot))


def _heard(account: Account) -> Heard:
    by_words: dict[str, list[Telling]] = {}
    for telling in account.tellings:
        by_words.setdefault(telling_words(telling), []).append(telling)
    voices = [Voice(words, tuple(told), account.chosen in told) for words, told in by_words.items()]
    voices.sort(key=lambda voice: (not voice.chosen, -len({telling.voice for telling in voice.tellings})))
    settable = account.slot in HINTS or account.slot in CHOICES
    return Heard(account, LABELS[account.slot], tuple(voices), settable, HINTS.get(account.slot, ""))


def _witness(entry: Entry, dossier: Dossier) -> Witness:
    kept = dossier.reports.get(entry.mention.report_id)
    return Witness(entry, kept, excerpts(kept.report.text, entry.mention) if kept else [])


def _done(reviews: Iterable[Review], id_: str) -> tuple[Review, str] | None:
    """Return the decision that the page is shown after, with its words."""
    return next(((review, decision_words(review)) for review in reviews if review.id == id_), None)
