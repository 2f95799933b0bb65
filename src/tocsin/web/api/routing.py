"""Routers of the API: what all of them have in common, and what the description says of every one of them."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Path
from fastapi.routing import APIRoute

from tocsin.schemas.problem import Problem
from tocsin.web.api.asking import clean

PREFIX = "/api/v1"
ALWAYS = (401, 403, 422, 429, 500, 503)
"""Errors that any route may answer with: not signed in, no right to, no such value, too often, ours, the ledger's."""
Id = Annotated[str, Path(min_length=1, max_length=1000, pattern="^[^\\x00]+$")]
CACHED: dict[int | str, dict[str, Any]] = {304: {"description": "What the client has is still so."}}
"""For routes whose answers have a tag."""


Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def _name(route: APIRoute) -> str:
    return route.name


def api_router(tag: str, lifespan: Lifespan | None = None) -> APIRouter:
    """Return a router of the API under the heading `tag`; `lifespan` is what is there as long as the site runs."""
    return APIRouter(
        prefix=PREFIX,
        tags=[tag],
        dependencies=[Depends(clean)],
        generate_unique_id_function=_name,
        responses=problems(*ALWAYS),
        lifespan=lifespan,
    )


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return what the description says of errors with these statuses."""
    return {status: {"model": Problem} for status in statuses}


def typed(*media_types: str) -> dict[str, Any]:
    """Return the content of an answer that may have any of these types, none of them described further."""
    return {"content": {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in media_types}}
