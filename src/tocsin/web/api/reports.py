"""Reports, their originals and their mentions."""

from fastapi import Request, Response

from tocsin.export.incident_record import mention_of_entry
from tocsin.export.kept_record import kept_record, report_head
from tocsin.export.record import record
from tocsin.ledger.base import Kept, Ledger
from tocsin.schemas.report import MentionFound, ReportPage, ReportShape
from tocsin.tasks.reports import page_of_reports
from tocsin.tasks.show import shown_report
from tocsin.web.api.answers import said
from tocsin.web.api.asking import AskingPage, AskingText
from tocsin.web.api.routing import CACHED, Id, api_router, problems
from tocsin.web.depends import LedgerOf, Reader
from tocsin.web.errors import NotFoundError

router = api_router("reports")
BYTES = "application/octet-stream"


class Original(Response):
    """Bytes that nobody takes for anything else."""

    media_type = BYTES


@router.get("/reports", responses={200: {"model": ReportPage}, **CACHED, **problems(404)}, summary="List reports")
def list_reports(request: Request, ledger: LedgerOf, _: Reader, asking: AskingPage) -> Response:
    """Reports in the order in which they were added; `after` is the id of one, and those behind it are listed."""
    if asking.after:
        report_at(ledger, asking.after)
    found, after = page_of_reports(ledger, asking.after, asking.limit)
    return said(request, {"reports": [report_head(kept) for kept in found], "after": after or None})


@router.get(
    "/reports/{id:path}", responses={200: {"model": ReportShape}, **CACHED, **problems(404)}, summary="Show a report"
)
def show_report(request: Request, ledger: LedgerOf, _: Reader, id: Id, asking: AskingText) -> Response:  # noqa: A002  the field's name
    """A report with all that was found in it, how it is kept, and with `text=true` the text itself."""
    found = shown_report(ledger, report_at(ledger, id))
    more = {"incident_ids": list(found.incident_ids), "mention_ids": [mention.id for mention in found.mentions]}
    return said(request, record(found, asking.text) | kept_record(found.kept) | more)


@router.get(
    "/originals/{id:path}", response_class=Original, responses=problems(404), summary="Get the bytes of a report"
)
def get_original(ledger: LedgerOf, _: Reader, id: Id) -> Response:  # noqa: A002  the field's name
    """The very bytes that a report was read from. They are somebody else's: look at them where they can do nothing."""
    kept = report_at(ledger, id)
    headers = {
        "Content-Disposition": "attachment",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "ETag": f'"{kept.original_digest}"',
    }
    return Original(ledger.original(kept.report.id), headers=headers)


@router.get(
    "/mentions/{id:path}", responses={200: {"model": MentionFound}, **CACHED, **problems(404)}, summary="Show a mention"
)
def show_mention(request: Request, ledger: LedgerOf, _: Reader, id: Id) -> Response:  # noqa: A002  the field's name
    """One incident as one report tells it, and the incident that it belongs to."""
    entry = next(ledger.entries([id]), None)
    if entry is None:
        raise NotFoundError(f"there is no mention {id}")
    incident = ledger.incident(id)
    mention = mention_of_entry(1, entry, ledger.report(entry.mention.report_id))
    return said(request, {"mention": mention, "incident_id": incident.id if incident else None})


def report_at(ledger: Ledger, id_: str) -> Kept:
    """Return the report with this id. Raises NotFoundError."""
    found = ledger.report(id_)
    if found is None:
        raise NotFoundError(f"there is no report {id_}")
    return found
