"""From errors to answers: one table, a page for people and a problem (RFC 9457) for programs."""

import logging
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import Match

from tocsin.errors import (
    AccountsError,
    CursorError,
    ExtractionError,
    FetchError,
    GazetteerError,
    InputError,
    LedgerError,
    OutputError,
    PluginError,
    SettingsError,
    SpanError,
    TocsinError,
    VocabularyError,
)
from tocsin.export.visible import one_line
from tocsin.tasks.users import TooManyTries, WrongPassword
from tocsin.web.refusals import Forbidden, MustChoose, Unidentified
from tocsin.web.rendering import render

API = "/api/"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
PROBLEM = "application/problem+json"
_log = logging.getLogger("tocsin.web")


class NotFoundError(InputError):
    """What is asked for by its id is not there."""


STATUSES: dict[type[TocsinError], HTTPStatus] = {
    NotFoundError: HTTPStatus.NOT_FOUND,
    Unidentified: HTTPStatus.UNAUTHORIZED,
    Forbidden: HTTPStatus.FORBIDDEN,
    TooManyTries: HTTPStatus.TOO_MANY_REQUESTS,
    WrongPassword: HTTPStatus.FORBIDDEN,
    AccountsError: HTTPStatus.UNPROCESSABLE_ENTITY,
    CursorError: HTTPStatus.UNPROCESSABLE_ENTITY,
    InputError: HTTPStatus.UNPROCESSABLE_ENTITY,
    VocabularyError: HTTPStatus.UNPROCESSABLE_ENTITY,
    GazetteerError: HTTPStatus.UNPROCESSABLE_ENTITY,
    SpanError: HTTPStatus.UNPROCESSABLE_ENTITY,
    FetchError: HTTPStatus.BAD_GATEWAY,
    ExtractionError: HTTPStatus.BAD_GATEWAY,
    LedgerError: HTTPStatus.SERVICE_UNAVAILABLE,
    SettingsError: HTTPStatus.INTERNAL_SERVER_ERROR,
    PluginError: HTTPStatus.INTERNAL_SERVER_ERROR,
    OutputError: HTTPStatus.INTERNAL_SERVER_ERROR,
    TocsinError: HTTPStatus.INTERNAL_SERVER_ERROR,
}


def status_of(error: TocsinError) -> HTTPStatus:
    """Return the status for `error`: that of its class, or of the nearest class above it in `STATUSES`."""
    return next(STATUSES[c] for c in type(error).__mro__ if c in STATUSES)


def handle_errors(app: FastAPI) -> None:
    """Let `app` answer errors as this module says."""
    app.add_exception_handler(TocsinError, _told)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _fault)


def answer(request: Request, status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """Return the page or the problem that says `detail`."""
    title = HTTPStatus(status).phrase
    if request.url.path.startswith(API):
        return JSONResponse(problem_of(status, detail), status, headers=headers, media_type=PROBLEM)
    found = render(request, "error.html.j2", {"title": title, "status": int(status), "detail": detail}, status)
    found.headers.update(headers or {})
    return found


def allowed(request: Request) -> list[str]:
    """Return the methods that the address of `request` takes; those of one address may stand in several routes."""
    routes = request.app.routes
    scopes = {method: {**request.scope, "method": method} for method in METHODS}
    return [m for m, scope in scopes.items() if any(route.matches(scope)[0] == Match.FULL for route in routes)]


def problem_of(status: int, detail: str) -> dict[str, Any]:
    """Return the problem that says `detail` (RFC 9457)."""
    title = HTTPStatus(status).phrase
    return {"type": "about:blank", "title": title, "status": int(status), "detail": one_line(detail)}


async def _told(request: Request, error: Exception) -> Response:
    if isinstance(error, Unidentified) and not request.url.path.startswith(API) and request.method == "GET":
        back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        to = "/password" if isinstance(error, MustChoose) else f"/login?{urlencode({'next': back})}"
        return RedirectResponse(to, HTTPStatus.SEE_OTHER)
    status = status_of(error) if isinstance(error, TocsinError) else HTTPStatus.INTERNAL_SERVER_ERROR
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.warning("%s %s: %s", request.method, request.url.path, one_line(str(error)))
    headers = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else None
    return answer(request, status, str(error), headers)


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    detail = {404: "There is nothing at this address.", 405: "This address takes no such request."}
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(allowed(request))
    return answer(request, error.status_code, detail.get(error.status_code, error.detail), headers)


async def _invalid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    faults = [{"where": list(one["loc"]), "reason": one["msg"]} for one in error.errors()]
    detail = "; ".join(f"{'.'.join(map(str, one['where'][1:]))}: {one['reason']}" for one in faults)
    if not request.url.path.startswith(API):
        return answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, detail)
    problem = problem_of(HTTPStatus.UNPROCESSABLE_ENTITY, detail) | {"faults": faults}
    return JSONResponse(problem, HTTPStatus.UNPROCESSABLE_ENTITY, media_type=PROBLEM)


async def _fault(request: Request, error: Exception) -> Response:
    """A fault of ours: told in the log whole, to the one who asked not at all."""
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, "This is a fault of Tocsin; the log of the server has it.")
