"""Reviews: what waits for a person, what persons decided, and deciding."""

from itertools import islice
from typing import Annotated

from fastapi import Body, Request, Response

from tocsin.errors import InputError
from tocsin.export.incident_record import incident_outline, mention_of_entry
from tocsin.export.kept_record import judgement_record, review_record
from tocsin.export.record import Json
from tocsin.ledger.base import Ledger
from tocsin.schemas.review import Asked, Decided, DoubtList, ReviewPage
from tocsin.tasks.changing import change_record
from tocsin.tasks.deciding import Wish, decide
from tocsin.tasks.doubts import Doubt, PairInDoubt, doubts
from tocsin.tasks.news import DECIDED
from tocsin.tasks.review import Signature, mentions_of, stands
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.review import Review
from tocsin.web.api.answers import done, said
from tocsin.web.api.asking import AskingDoubts, AskingReviews
from tocsin.web.api.routing import CACHED, api_router, problems
from tocsin.web.depends import LedgerOf, Reader, Reviewer, SettingsOf, audited

router = api_router("reviews")


@router.get("/reviews", responses={200: {"model": ReviewPage}, **CACHED}, summary="List decisions")
def list_reviews(request: Request, ledger: LedgerOf, _: Reader, asking: AskingReviews) -> Response:
    """What persons decided, the newest first; `id` asks for those of one incident or mention."""
    found = list(ledger.reviews(mentions_of(ledger, asking.id) if asking.id else None))
    page, after = _page(found[::-1], asking.after, asking.limit)
    undos = [review for review in found if review.kind == "undo"]
    records = [review_record(review, stands(review, undos)) for review in page]
    return said(request, {"reviews": records, "after": after})


@router.get("/doubts", responses={200: {"model": DoubtList}, **CACHED}, summary="List what is in doubt")
def list_doubts(request: Request, ledger: LedgerOf, _: Reader, asking: AskingDoubts) -> Response:
    """Pairs of mentions that may tell of one incident, the most even first; then incidents that may be none."""
    found = islice(doubts(ledger, asking.below), asking.limit)
    return said(request, {"doubts": [_doubt(doubt, ledger) for doubt in found]})


@router.post("/reviews", status_code=201, responses={201: {"model": Decided}, **problems(400)}, summary="Decide")
def post_review(
    request: Request, ledger: LedgerOf, settings: SettingsOf, reviewer: Reviewer, asked: Annotated[Asked, Body()]
) -> Response:
    """Merge, split, part, set, confirm, reject, note, say unsure, or undo. The incidents follow at once."""
    given = asked.model_dump()
    one = (given["id"],) if given.get("id") else ()
    wish = Wish(asked.kind, tuple(given.get("ids", one)), given.get("slot"), given.get("value", ""))
    decision = decide(ledger, wish, Signature(reviewer.name, asked.why), settings)
    audited(request, reviewer, DECIDED, decision.reviews[0].id, f"{asked.kind} {' '.join(wish.ids)}")
    records = [review_record(review, standing=True) for review in decision.reviews]
    return done({"reviews": records, "changes": change_record(decision.changes)}, 201)


def _page(found: list[Review], after: str, limit: int) -> tuple[list[Review], str | None]:
    """Return at most `limit` of `found` behind the review `after`, and the cursor of the next page."""
    ids = [review.id for review in found]
    if after and after not in ids:
        raise InputError(f"there is no review {after} to go on behind; leave it out to get the first page")
    rest = found[ids.index(after) + 1 :] if after else found
    return rest[:limit], rest[limit - 1].id if len(rest) > limit else None


def _doubt(doubt: Doubt, ledger: Ledger) -> Json:
    if isinstance(doubt, PairInDoubt):
        entries = (doubt.first, doubt.second)
        found = (ledger.incident(entry.mention.id) for entry in entries)
        return {
            "asks": "pair",
            "judgement": judgement_record(doubt.judgement),
            "together": doubt.together,
            "mentions": _mentions(entries, ledger),
            "incident_ids": list(dict.fromkeys(incident.id for incident in found if incident)),
        }
    incident = incident_outline(doubt.incident)
    return {"asks": "incident", "incident": incident, "mentions": _mentions(doubt.entries, ledger)}


def _mentions(entries: tuple[Entry, ...], ledger: Ledger) -> list[Json]:
    numbered = enumerate(entries, start=1)
    return [mention_of_entry(number, entry, ledger.report(entry.mention.report_id)) for number, entry in numbered]
