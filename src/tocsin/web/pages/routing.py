"""A router for pages: kept out of the description of the API, open to those alone who may, and fit for long texts."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.routing import APIRoute

from tocsin.vocabulary.identity import Right
from tocsin.web.depends import needs
from tocsin.web.forms import FORMS
from tocsin.web.site import shared_of


class LongForms(APIRoute):
    """Takes forms with fields as long as a document may be: somebody pastes a whole page."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request; its form is read before, with limits of ours, and remembered by it."""
        answer = super().get_route_handler()

        async def answering(request: Request) -> Response:
            if request.headers.get("content-type", "").startswith(FORMS):
                await request.form(max_part_size=shared_of(request).site.settings.max_bytes)
            return await answer(request)

        return answering


def page_router(right: Right = "read") -> APIRouter:
    """Return a router whose pages need `right`; a route that needs more says so itself."""
    return APIRouter(include_in_schema=False, dependencies=[Depends(needs(right))], route_class=LongForms)
