"""Pages from templates: every piece of text is escaped, and made visible where it would act instead of showing."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tocsin import __version__
from tocsin.export.visible import one_line, visible
from tocsin.export.wording import counted, day_words
from tocsin.vocabulary.identity import Right
from tocsin.web.assets import asset_url
from tocsin.web.forms import proof_field

PLACES: tuple[tuple[str, str, Right], ...] = (
    ("/", "Overview", "read"),
    ("/review", "Review", "review"),
    ("/add", "Add", "add"),
    ("/tempo", "Tempo", "read"),
    ("/actors", "Actors", "read"),
    ("/claims", "Claims", "read"),
    ("/sources", "Sources", "read"),
)
"""The pages that every page leads to: where they are, what they are called, who may see them."""


def render(request: Request, template: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """Return the page that `template` makes of `values`."""
    found = environment().get_template(template)
    about = {
        "request": request,
        "path": request.url.path,
        "identity": getattr(request.state, "identity", None),
        "proof": proof_field(request),
    }
    return HTMLResponse(found.render({**about, **values}), status)


@cache
def environment() -> Environment:
    """Return the environment of all templates."""
    made = Environment(
        loader=PackageLoader("tocsin.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    made.globals |= {"asset": asset_url, "version": __version__, "places": PLACES, "counted": counted}
    made.filters |= {"line": one_line, "day": day_words, "moment": moment_words}
    return made


def moment_words(at: datetime) -> str:
    """Return a moment in UTC to the minute: "6 May 2024, 09:30 UTC"."""
    at = at.astimezone(UTC)
    return f"{day_words(at.date())}, {at:%H:%M} UTC"


def _harmless(value: object) -> object:
    """Text of others cannot turn the direction of a page or steer anything; what is markup already was made so."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value
