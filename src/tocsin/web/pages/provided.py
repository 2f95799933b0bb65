"""Signing in with a provider: the way there, and the way back."""

import base64
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from tocsin.accounts.provider import Provider, Way
from tocsin.errors import AccountsError
from tocsin.tasks.provided import enter
from tocsin.tasks.users import LONGEST
from tocsin.web.depends import SharedOf, address_of
from tocsin.web.errors import status_of
from tocsin.web.forms import SESSION, cookie, key_in
from tocsin.web.pages.login import login_page, own_path
from tocsin.web.site import Shared

router = APIRouter(include_in_schema=False)
ON_THE_WAY = "tocsin-way"
"""The cookie of a browser that was sent to the provider."""
LASTS_S = 600
Said = Annotated[str, Query(max_length=4000)]


@router.get("/login/provider")
def go(request: Request, shared: SharedOf, next: str = "/") -> Response:  # noqa: A002  as links name it
    """Send somebody to the provider."""
    back = own_path(next)
    try:
        way = _provider(shared).way(str(request.url_for("provider_back")))
    except AccountsError as error:
        return login_page(request, back, str(error), "", status_of(error))
    kept = ".".join((way.state, way.nonce, way.verifier, base64.urlsafe_b64encode(back.encode()).decode()))
    answer = RedirectResponse(way.address, 303)
    answer.headers.append("Set-Cookie", cookie(ON_THE_WAY, kept, request.url.scheme, LASTS_S))
    return answer


@router.get("/login/provider/back", name="provider_back")
def come_back(
    request: Request, shared: SharedOf, code: Said = "", state: Said = "", iss: Said = "", error: Said = ""
) -> Response:
    """Open a session for somebody whom the provider sends back to the browser that was sent there."""
    _provider(shared)
    way, back = _on_the_way(request)
    if way is None or not state or way.state != state:
        answer: Response = login_page(request, "/", "this way in is too old or not yours; try again", "", 403)
    elif error or not code:
        answer = login_page(request, back, "the provider did not let you in", "", 403)
    else:
        answer = _entered(request, shared, way, (code, iss, back))
    answer.headers.append("Set-Cookie", cookie(ON_THE_WAY, "", request.url.scheme, 0))
    return answer


def _entered(request: Request, shared: Shared, way: Way, came: tuple[str, str, str]) -> Response:
    """Open the session and lead on; `came` is the code, who gave it, and where the browser wanted to go."""
    code, issuer, back = came
    address = address_of(request)
    try:
        told = _provider(shared).told(code, issuer, way, str(request.url_for("provider_back")))
        key, _ = enter(shared.accounts, shared.site.settings, told, address)
    except AccountsError as error:
        return login_page(request, back, str(error), "", 403)
    answer = RedirectResponse(back, 303)
    answer.headers.append("Set-Cookie", cookie(SESSION, key, request.url.scheme, int(LONGEST.total_seconds())))
    return answer


def _provider(shared: Shared) -> Provider:
    if shared.provider is None or not shared.site.login:
        raise HTTPException(404)
    return shared.provider


def _on_the_way(request: Request) -> tuple[Way | None, str]:
    """Return how this browser was sent to the provider, and where it wanted to go."""
    parts = key_in(request, ON_THE_WAY).split(".")
    if len(parts) != 4:
        return None, "/"
    state, nonce, verifier, back = parts
    try:
        return Way("", state, nonce, verifier), own_path(base64.urlsafe_b64decode(back).decode())
    except ValueError:
        return None, "/"
