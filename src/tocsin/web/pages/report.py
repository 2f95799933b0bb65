"""The page of a report: its whole text with the words of every value marked, beside the incidents that they prove."""

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse

from tocsin.export.base import Findings
from tocsin.export.excerpts import Run, runs
from tocsin.export.marked import UNMARKED
from tocsin.export.page import LABELS
from tocsin.export.wording import claim_words, occasion_words, tie_words
from tocsin.tasks.show import ShownReport, show
from tocsin.vocabulary.claim import Claim
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.span import Span
from tocsin.web.depends import LedgerOf
from tocsin.web.errors import NotFoundError
from tocsin.web.pages.routing import page_router
from tocsin.web.rendering import render

router = page_router()
LONGEST = 400_000
"""Characters of a text that the page shows; browsers stumble over more, and the archived copy has all of it."""


@dataclass(frozen=True, slots=True)
class Card:
    """A mention with its values in words, each with its claim, and the incident that it belongs to."""

    number: int
    mention: Mention
    incident: Incident | None
    slots: list[tuple[str, str, list[tuple[str, Claim]]]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of the text, the mentions (numbers) that it belongs to, and the names of the places that begin here."""

    run: Run
    numbers: tuple[int, ...]
    names: tuple[str, ...]


@router.get("/reports/{id_:path}", name="report")
def show_report(request: Request, ledger: LedgerOf, id_: str) -> HTMLResponse:
    """Show a report by its id."""
    if ledger.report(id_) is None:
        raise NotFoundError(f"there is no report {id_}")
    shown = show(ledger, id_)
    if not isinstance(shown, ShownReport):
        raise NotFoundError(f"there is no report {id_}")
    values = {
        "kept": shown.kept,
        "report": shown.report,
        "cards": [card(n, mention, ledger.incident(mention.id)) for n, mention in enumerate(shown.mentions, start=1)],
        "body": body(shown),
        "cut": max(0, len(shown.report.text) - LONGEST),
        "ties": [(tie_words(tie), tie.evidence) for tie in shown.ties],
        "occasions": [(occasion_words(occasion), occasion.span) for occasion in shown.occasions],
    }
    return render(request, "report.html.j2", values)


def card(number: int, mention: Mention, incident: Incident | None) -> Card:
    """Return a mention as pages show it."""
    slots = [
        (slot, label, [(claim_words(claim), claim) for claim in mention.of(slot)]) for slot, label in LABELS.items()
    ]
    return Card(number, mention, incident, [slot for slot in slots if slot[2]])


def body(shown: Findings) -> list[Stretch]:
    """Return the text in stretches."""
    numbers = {id(claim): n for n, mention in enumerate(shown.mentions, start=1) for claim in mention.claims}
    claims = [claim for mention in shown.mentions for claim in mention.claims]
    names = _names(shown, claims)
    marked = [claim for claim in claims if claim.slot not in UNMARKED]
    end = min(len(shown.report.text), LONGEST)
    return [
        Stretch(run, tuple(sorted({numbers[id(claim)] for claim in run.claims})), names.get(run.start, ()))
        for run in runs(shown.report.text, marked, 0, end, names)
    ]


def _names(shown: Findings, claims: Iterable[Claim]) -> dict[int, tuple[str, ...]]:
    """Return the names of places by where they begin: whatever a page may lead to."""
    spans: list[Span] = [claim.span for claim in claims]
    spans += [tie.evidence for tie in shown.ties] + [occasion.span for occasion in shown.occasions]
    found: dict[int, tuple[str, ...]] = {}
    for span in sorted(set(spans)):
        found[span.start] = (*found.get(span.start, ()), f"c{span.start}-{span.end}")
    return found
