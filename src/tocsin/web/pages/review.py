"""The queue of doubts: one question a page, both sides with their words, the reasons, and one key an answer."""

from dataclasses import dataclass
from itertools import islice
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query, Request
from fastapi.responses import HTMLResponse

from tocsin.export.excerpts import Excerpt, excerpts
from tocsin.export.page import LABELS
from tocsin.ledger.base import Kept, Ledger
from tocsin.tasks.doubts import Doubt, PairInDoubt, doubts
from tocsin.vocabulary.claim import Claim, Slot
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.review import Review
from tocsin.web.depends import LedgerOf
from tocsin.web.pages.deciding import decision_words
from tocsin.web.pages.routing import page_router
from tocsin.web.rendering import render

router = page_router("review")
SLOTS: tuple[Slot, ...] = ("kind", "status", *(slot for slot in LABELS if slot != "trigger"))
"""The slots that are held against one another."""

Claims = tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A mention as one side of a question: its report, its sentences, and the incident that it is in now."""

    entry: Entry
    kept: Kept | None
    excerpts: list[Excerpt]
    incident: Incident | None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: the key, what it is called, the decision that it is, and of what (ids)."""

    key: str
    label: str
    do: str
    ids: tuple[str, ...]


@router.get("/review")
def show_queue(
    request: Request, ledger: LedgerOf, skip: Annotated[int, Query(ge=0, le=100_000)] = 0, done: str = ""
) -> HTMLResponse:
    """Show the question behind as many as are skipped."""
    waiting = list(islice(doubts(ledger), skip, skip + 2))
    values = {
        "skip": skip,
        "more": len(waiting) > 1,
        "back": f"/review?{urlencode({'skip': skip})}",
        "done": _done(ledger, done),
        "doubt": waiting[0] if waiting else None,
    }
    return render(request, "review.html.j2", values | (_question(waiting[0], ledger) if waiting else {}))


def _question(doubt: Doubt, ledger: Ledger) -> dict[str, object]:
    if isinstance(doubt, PairInDoubt):
        sides = [_side(entry, ledger) for entry in (doubt.first, doubt.second)]
        return {"pair": doubt, "sides": sides, "table": _table(*sides), "answers": _answers(doubt, sides)}
    sides = [_side(entry, ledger) for entry in doubt.entries]
    ids = (doubt.incident.id,)
    answers = [Answer("c", "It happened", "confirm", ids), Answer("r", "It is no incident", "reject", ids)]
    return {"pair": None, "incident": doubt.incident, "sides": sides, "answers": [*answers, _unsure(ids)]}


def _answers(doubt: PairInDoubt, sides: list[Side]) -> list[Answer]:
    """Whoever says that two mentions are one incident says so of what each is part of."""
    mentions = (doubt.judgement.first, doubt.judgement.second)
    whole = mentions if doubt.together else tuple(side.incident.id for side in sides if side.incident)
    return [Answer("s", "Same", "merge", whole), Answer("d", "Different", "part", mentions), _unsure(mentions)]


def _unsure(ids: tuple[str, ...]) -> Answer:
    return Answer("u", "Unsure", "unsure", ids)


def _side(entry: Entry, ledger: Ledger) -> Side:
    kept = ledger.report(entry.mention.report_id)
    found = excerpts(kept.report.text, entry.mention) if kept else []
    return Side(entry, kept, found, ledger.incident(entry.mention.id))


def _table(one: Side, other: Side) -> list[tuple[str, Claims, Claims]]:
    """Return what both tell of each slot that either tells of."""
    rows = [(LABELS.get(slot, slot.capitalize()), _told(one, slot), _told(other, slot)) for slot in SLOTS]
    return [row for row in rows if row[1] or row[2]]


def _told(side: Side, slot: Slot) -> Claims:
    return tuple(side.entry.mention.of(slot))


def _done(ledger: Ledger, id_: str) -> tuple[Review, str] | None:
    found = next((review for review in ledger.reviews() if review.id == id_), None) if id_ else None
    return (found, decision_words(found)) if found else None
