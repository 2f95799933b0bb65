"""Whether the site lives and is ready, for those who watch over it, and its numbers for Prometheus."""

import logging
from ipaddress import ip_address

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST

from tocsin.errors import LedgerError
from tocsin.export.visible import one_line
from tocsin.tasks.users import identity_of_token
from tocsin.web.depends import BEARER, SharedOf
from tocsin.web.site import Shared

router = APIRouter(include_in_schema=False)
PASSED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""Headers by which a proxy says that somebody else is behind it."""
FRESH = {"Cache-Control": "no-store"}
_log = logging.getLogger("tocsin.health")


@router.get("/health/live")
async def live() -> Response:
    """Say that this process answers, whatever its ledger does: one that does not is to be started anew."""
    return JSONResponse({"live": True}, headers=FRESH)


@router.get("/health/ready")
def ready(shared: SharedOf) -> Response:
    """Say whether the ledger and the users can be read: where not, requests are better sent elsewhere."""
    try:
        shared.ledger.mark()
        shared.accounts.user("")
    except LedgerError as error:
        _log.warning("not ready: %s", one_line(str(error)))  # outsiders are not told which database it is
        return JSONResponse({"ready": False}, 503, headers=FRESH)
    return JSONResponse({"ready": True}, headers=FRESH)


@router.get("/metrics")
def metrics(request: Request, shared: SharedOf) -> Response:
    """Return the numbers of all processes, to this machine itself or to a token."""
    allowed = shared.site.settings.metrics
    if allowed == "off":
        raise HTTPException(404)
    if not (allowed == "local" and local(request)) and not _has_token(request, shared):
        asked = FRESH | {"WWW-Authenticate": "Bearer"}
        return Response("show a token that may read: Authorization: Bearer ...\n", 401, asked, "text/plain")
    return Response(request.app.state.meters.told(shared.ledger), media_type=CONTENT_TYPE_LATEST, headers=FRESH)


def local(request: Request) -> bool:
    """Whether a request comes from this machine itself, and no proxy says that it comes from elsewhere."""
    if request.client is None or any(name in request.headers for name in PASSED_ON):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _has_token(request: Request, shared: Shared) -> bool:
    given = request.headers.get("authorization", "")
    if not given.lower().startswith(BEARER):
        return False
    identity = identity_of_token(shared.accounts, given[len(BEARER) :].strip())
    return identity is not None and identity.may("read")
