"""The sources: what each is, how reliable, and what it has told."""

from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel

from tocsin.errors import InputError
from tocsin.export.incident_words import GRADE_WORDS
from tocsin.ledger.base import Ledger
from tocsin.tasks.sources import describe, sources
from tocsin.tasks.telling import shares
from tocsin.vocabulary.terms import GRADES, SOURCE_KINDS
from tocsin.web.depends import LedgerOf, Reader, Reviewer, SharedOf, audited
from tocsin.web.pages.routing import page_router
from tocsin.web.rendering import render

router = page_router()


class SourceForm(BaseModel):
    """What is said of a source; "" leaves it as it is."""

    name: str = ""
    kind: str = ""
    grade: str = ""
    country: str = ""
    language: str = ""

    def known(self) -> dict[str, str]:
        """Return what is said. Raises InputError for terms that there are not."""
        for what, given, terms in (("kind", self.kind, SOURCE_KINDS), ("grade", self.grade, GRADES)):
            if given and given not in terms:
                raise InputError(f"no such {what}: {given!r}; there are {', '.join(terms)}")
        country, language = self.country.strip().upper(), self.language.strip().lower()
        for what, code in (("country", country), ("language", language)):
            if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
                raise InputError(f"a {what} is two letters, not {code!r}")
        given_values = {"kind": self.kind, "grade": self.grade, "country": country, "language": language}
        return {name: value for name, value in given_values.items() if value}


@router.get("/sources")
def show_sources(
    request: Request, ledger: LedgerOf, shared: SharedOf, identity: Reader, done: str = ""
) -> HTMLResponse:
    """Show all sources by name."""
    told = shared.remembered.get(ledger.mark(), "shares", lambda: shares(ledger))
    values = {
        "rows": [(source, told.get(source.name)) for source in sources(ledger)],
        "kinds_of_source": SOURCE_KINDS,
        "grades": GRADE_WORDS,
        "done": done,
        "may_review": identity.may("review"),
    }
    return render(request, "sources.html.j2", values)


@router.post("/sources")
def set_source(request: Request, ledger: LedgerOf, identity: Reviewer, form: Annotated[SourceForm, Form()]) -> Response:
    """Keep what is said of a source; its incidents are told anew."""
    known = form.known()
    changes = _described(ledger, form.name, identity.name, known)
    audited(request, identity, "describe source", form.name, " ".join(f"{k}={v}" for k, v in known.items()))
    return RedirectResponse(f"/sources?done={changes}", 303)


def _described(ledger: Ledger, name: str, author: str, known: dict[str, str]) -> int:
    if not known:
        raise InputError("nothing is said of the source; choose a kind or a grade, or fill in a field")
    _, changes = describe(ledger, name, author, **known)
    return len(changes.changed)
