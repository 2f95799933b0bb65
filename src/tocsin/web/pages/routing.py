"""A router for pages: kept out of the description of the API, and open to those alone who may read."""

from fastapi import APIRouter, Depends

from tocsin.vocabulary.identity import Right
from tocsin.web.depends import needs


def page_router(right: Right = "read") -> APIRouter:
    """Return a router whose pages need `right`; a route that needs more says so itself."""
    return APIRouter(include_in_schema=False, dependencies=[Depends(needs(right))])
