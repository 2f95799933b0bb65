"""Reports page by page, for those who go through all of them."""

from itertools import islice

from tocsin.ledger.base import Kept, Ledger


def page_of_reports(ledger: Ledger, after: str, limit: int) -> tuple[list[Kept], str]:
    """Return at most `limit` reports behind the report `after` ("" for the first), and the cursor of the next page.

    The cursor is "" where this is the last page. Raises LedgerError if there is no report `after`.
    """
    found = list(islice(ledger.reports(after), limit + 1))
    page = found[:limit]
    return page, page[-1].report.id if len(found) > limit else ""
