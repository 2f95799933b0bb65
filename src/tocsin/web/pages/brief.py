"""Writing a brief: on which days, about which incidents, as a page, a PDF or Markdown."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from fastapi import Request
from fastapi.responses import Response

from tocsin.errors import InputError, TocsinError
from tocsin.settings import Settings
from tocsin.tasks.brief import FORMS, brief
from tocsin.tasks.briefing.question import PERIOD, Question, question_of
from tocsin.web.depends import LedgerOf, SettingsOf, SharedOf
from tocsin.web.pages.filters import Filters
from tocsin.web.pages.refusing import refused
from tocsin.web.pages.routing import page_router
from tocsin.web.rendering import render

router = page_router()
MEDIA = {"html": "text/html; charset=utf-8", "markdown": "text/markdown; charset=utf-8", "pdf": "application/pdf"}
ENDINGS = {"html": "html", "markdown": "md", "pdf": "pdf"}
SEALED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox allow-popups"
"""A brief brings its style with it, and does nothing else; this goes before the policy of the site's own pages."""


@router.get("/brief")
def write_brief(request: Request, ledger: LedgerOf, settings: SettingsOf, shared: SharedOf, form: str = "") -> Response:
    """Ask what the brief shall be about, or write it in one of its forms."""
    filters = Filters.of(request.query_params)
    values = {"filters": filters, "fault": "", "day": today(), "since": today() - timedelta(days=PERIOD - 1)}
    if not form:
        return render(request, "brief.html.j2", values)
    try:
        if form not in FORMS:
            raise InputError(f"a brief is written as {', '.join(FORMS)}, not as {form!r}")
        question = _question(filters, settings)
        made = shared.large.get(ledger.mark(), ("brief", question), lambda: brief(ledger, question))
        written = FORMS[form](made)
    except TocsinError as error:
        return refused(request, "brief.html.j2", values, error)
    name = f"brief-{question.day}.{ENDINGS[form]}"
    how = "inline" if form == "html" else "attachment"
    headers = {"Content-Disposition": f'{how}; filename="{name}"', "Content-Security-Policy": SEALED}
    return Response(written, media_type=MEDIA[form], headers=headers)


def today() -> date:
    """Return the day that it is, in UTC."""
    return datetime.now(UTC).date()


def _question(filters: Filters, settings: Settings) -> Question:
    """Return what the filters ask for; without days it is about the last ones."""
    asked = filters.asked()
    day = asked.until or today()
    since = asked.since or day - timedelta(days=PERIOD - 1)
    where = asked.near or asked.country
    rest = replace(asked, since=None, until=None, near="", country="", sort="when")
    return question_of(where, rest, (since, day), settings)
