"""Looks at every request from outside: gives it an id, counts it, and tells of it in the log."""

import logging
import re
import secrets
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tocsin.vocabulary.identity import Identity
from tocsin.web.logs import FIELDS, REQUEST
from tocsin.web.meters import Meters

HEADER = "X-Request-ID"
SOUND = re.compile(r"[A-Za-z0-9._-]{8,64}")
"""An id that a proxy gave is kept if it looks like one."""
QUIET = frozenset({"/health/live", "/health/ready", "/metrics"})
"""What is asked every few seconds is told at the level debug alone."""
BROKEN_OFF = 499
"""The status of a request whose sender went away before an answer began, as nginx has it."""
_log = logging.getLogger("tocsin.access")


class Watched:
    """Passes requests on to `app`, and tells `meters` and the log what came of each."""

    def __init__(self, app: ASGIApp, meters: Meters) -> None:
        self.app = app
        self.meters = meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        id_ = id_of(scope)
        REQUEST.set(id_)  # every request runs in a context of its own, so nothing has to be taken back
        begun, status = time.perf_counter(), BROKEN_OFF

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                MutableHeaders(scope=message).setdefault(HEADER, id_)
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception:
            status = 500
            raise
        finally:
            self._tell(scope, status, time.perf_counter() - begun)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "")
        self.meters.count(scope["method"], route, status, seconds)
        level = logging.DEBUG if scope["path"] in QUIET else logging.INFO
        if _log.isEnabledFor(level):
            identity = scope.get("state", {}).get("identity")
            fields = {
                "method": scope["method"],
                "path": scope["path"],
                "status": status,
                "ms": round(seconds * 1000, 1),
                "user": identity.name if isinstance(identity, Identity) else "",
                "way": identity.way if isinstance(identity, Identity) else "",
                "address": (scope.get("client") or ("",))[0],
            }
            _log.log(level, "answered", extra={FIELDS: fields})


def id_of(scope: Scope) -> str:
    """Return the id of a request: that which a proxy gave it, or a new one."""
    given = Headers(scope=scope).get(HEADER, "")
    return given if SOUND.fullmatch(given) else secrets.token_hex(8)
