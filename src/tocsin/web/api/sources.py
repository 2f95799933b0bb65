"""Sources: who publishes, and what a person thinks of them."""

from dataclasses import asdict
from typing import Annotated

from fastapi import Body, Request, Response

from tocsin.errors import InputError
from tocsin.ledger.base import Ledger
from tocsin.schemas.source import SourceDescribed, SourceDescription, SourceList, SourceShape
from tocsin.tasks.changing import change_record
from tocsin.tasks.sources import describe, sources
from tocsin.vocabulary.report import Source
from tocsin.web.api.answers import done, said
from tocsin.web.api.routing import CACHED, Id, api_router, problems
from tocsin.web.depends import LedgerOf, Reader, Reviewer, audited
from tocsin.web.errors import NotFoundError

router = api_router("sources")


@router.get("/sources", responses={200: {"model": SourceList}, **CACHED}, summary="List sources")
def list_sources(request: Request, ledger: LedgerOf, _: Reader) -> Response:
    """All sources by name, each as it was last described."""
    return said(request, {"sources": [asdict(source) for source in sources(ledger)]})


@router.get(
    "/sources/{id:path}", responses={200: {"model": SourceShape}, **CACHED, **problems(404)}, summary="Show a source"
)
def show_source(request: Request, ledger: LedgerOf, _: Reader, id: Id) -> Response:  # noqa: A002  the field's name
    """A source by its name."""
    return said(request, asdict(_source_at(ledger, id)))


@router.patch(
    "/sources/{id:path}", responses={200: {"model": SourceDescribed}, **problems(400, 404)}, summary="Describe a source"
)
def describe_source(
    request: Request,
    ledger: LedgerOf,
    reviewer: Reviewer,
    id: Id,  # noqa: A002  the field's name
    description: Annotated[SourceDescription, Body()],
) -> Response:
    """Say what a source is and how reliable; what is left out stays. The incidents that it tells of are told anew."""
    name = _source_at(ledger, id).name
    known = {field: value for field, value in description.model_dump().items() if value is not None}
    if not known:
        raise InputError("nothing to set: give kind, grade, country or language")
    source, changes = describe(ledger, name, reviewer.name, **known)
    audited(request, reviewer, "describe source", name, " ".join(f"{field}={value}" for field, value in known.items()))
    return done({"source": asdict(source), "changes": change_record(changes)})


def _source_at(ledger: Ledger, name: str) -> Source:
    found = next((source for source in sources(ledger) if source.name == name), None)
    if found is None:
        raise NotFoundError(f"no report is by a source {name!r}")
    return found
