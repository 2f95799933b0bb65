"""A page that cannot show what it is asked for says so itself, beside its filters."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from tocsin.errors import TocsinError
from tocsin.web.errors import status_of
from tocsin.web.rendering import render


def refused(request: Request, template: str, values: Mapping[str, Any], error: TocsinError) -> HTMLResponse:
    """Return the page with the words of `error`; what is no fault of the one who asks is raised again."""
    status = status_of(error)
    if status >= 500:
        raise error
    return render(request, template, {**values, "fault": str(error)}, status)
