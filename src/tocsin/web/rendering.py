"""Pages from templates: every piece of text is escaped, and made visible where it would act instead of showing."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from tocsin import __version__
from tocsin.export.incident_words import (
    CREDIBILITY_WORDS,
    GRADE_WORDS,
    account_words,
    day_of,
    grade_words,
    place_words,
    seen_words,
    source_words,
    telling_words,
    title_of,
    toll_of,
    value_words,
    who_words,
)
from tocsin.export.page import LABELS
from tocsin.export.palette import full_marks
from tocsin.export.visible import one_line, visible
from tocsin.export.wording import claim_words, counted, day_words, kind_words, term_words, title_words, when_words
from tocsin.vocabulary.identity import Right
from tocsin.vocabulary.incident import Telling
from tocsin.vocabulary.terms import KINDS, STATUSES
from tocsin.web.assets import asset_url
from tocsin.web.forms import cookie, proof_field
from tocsin.web.languages import (
    COOKIE,
    ENGLISH,
    PARAMETER,
    YEAR,
    Catalogue,
    asked_language,
    language_of,
    languages,
)
from tocsin.web.pages.addresses import actor_path, incident_path, original_path, report_path, web_address
from tocsin.web.wording import Worded

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


def credibility_words(telling: Telling) -> str:
    """Return what the Admiralty code of a telling means: "B2: usually reliable source, probably true"."""
    grade, credible = GRADE_WORDS[telling.source.grade], CREDIBILITY_WORDS[telling.credibility]
    return f"{grade_words(telling)}: source {grade}; this {credible}"


WORDS: tuple[Callable[..., object], ...] = (
    account_words, claim_words, counted, credibility_words, day_of, day_words, full_marks, grade_words, kind_words,
    one_line, place_words, seen_words, source_words, telling_words, term_words, title_of, title_words, toll_of,
    value_words, when_words, who_words,
)  # fmt: skip
"""What templates call to put values into words."""


ADDRESSES: tuple[Callable[..., str], ...] = (actor_path, incident_path, original_path, report_path, web_address)
"""What templates call for the addresses of pages."""


def part(template: str, values: Mapping[str, Any], language: str) -> Markup:
    """Return a part of a page, which is the same for everybody: it knows nothing of who asks."""
    return Markup(environment(language).get_template(template).render(values))  # noqa: S704  a template escapes what is in it


def render(request: Request, template: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """Return the page that `template` makes of `values`, in the language of the request.

    A language that the address asks for is kept by the browser for the pages that follow.
    """
    language = language_of(request)
    found = environment(language.code).get_template(template)
    about = {
        "request": request,
        "path": request.url.path,
        "identity": getattr(request.state, "identity", None),
        "proof": proof_field(request),
        "other_languages": other_languages(request, language),
    }
    page = HTMLResponse(found.render({**about, **values}), status, {"Content-Language": language.code})
    page.headers["Vary"] = "Accept-Language, Cookie"
    if asked_language(request):
        page.headers.append("Set-Cookie", cookie(COOKIE, language.code, request.url.scheme, YEAR))
    return page


def other_languages(request: Request, language: Catalogue) -> list[tuple[str, str, str]]:
    """Return the other languages by code and own name, each with where the same page is in it."""
    query = [(name, value) for name, value in request.query_params.multi_items() if name != PARAMETER]
    others = [one for one in languages().values() if one.code != language.code]
    here = "" if request.method in ("GET", "HEAD") else "/"
    return [(one.code, one.name, f"{here}?{urlencode([*query, (PARAMETER, one.code)])}") for one in others]


@cache
def environment(language: str = ENGLISH) -> Environment:
    """Return the environment of all templates in a language."""
    made = Environment(
        loader=PackageLoader("tocsin.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    spoken = languages()[language]
    made.globals |= {"asset": asset_url, "version": __version__, "places": PLACES, "kinds": KINDS, "statuses": STATUSES}
    made.globals |= {made_of.__name__: made_of for made_of in (*WORDS, *ADDRESSES)}
    made.globals |= {"language": spoken, "_": spoken.says, "term": spoken.term, "english": spoken.english}
    made.globals |= {"labels": {slot: spoken.term(label) for slot, label in LABELS.items()}}
    made.filters |= {"line": one_line, "exact": exact, "term": spoken.term}
    if language != ENGLISH:
        made.globals |= Worded(spoken).functions()
    made.globals["counted"] = spoken.counted
    made.filters |= {"day": made.globals["day_words"], "moment": spoken.moment_words}
    made.filters["claim_words"] = made.globals["claim_words"]
    return made


def exact(text: str) -> Markup:
    """Return `text` as it is, escaped: for fields, which isolate what is in them and send it back."""
    return escape(text)


def _harmless(value: object) -> object:
    """Text of others cannot turn the direction of a page or steer anything; what is markup already was made so."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value
