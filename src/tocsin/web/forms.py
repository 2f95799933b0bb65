"""Proof that a form comes from a page of ours, and the cookies behind it."""

from typing import Annotated

from fastapi import Depends, Request
from markupsafe import Markup, escape
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tocsin.accounts.secrets import form_proof, new_key, proves
from tocsin.web.refusals import Forbidden
from tocsin.web.security import UNSAFE

SESSION, VISITOR = "tocsin-session", "tocsin-visitor"
"""The cookies: the key of a session, and a key of those who have none."""
FIELD, HEADER = "proof", "x-tocsin-proof"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def cookie_name(name: str, scheme: str) -> str:
    """Return the name of a cookie; over TLS with the mark by which browsers let no other host set it."""
    return f"__Host-{name}" if scheme == "https" else name


def cookie(name: str, key: str, scheme: str, seconds: int | None = None) -> str:
    """Return the header that sets a cookie, for the time that the browser runs or for `seconds`; 0 takes it away."""
    parts = [f"{cookie_name(name, scheme)}={key}", "Path=/", "HttpOnly", "SameSite=Lax"]
    parts += ["Secure"] if scheme == "https" else []
    parts += [] if seconds is None else [f"Max-Age={seconds}"]
    return "; ".join(parts)


def key_in(request: Request, name: str) -> str:
    """Return the key in a cookie, "" where there is none."""
    return request.cookies.get(cookie_name(name, request.url.scheme), "")


class FormKey:
    """Sees to it that every browser has a key that its forms are proved with: that of its session, else one of its own.

    It stands in the state of the request as `form_key`.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; set a cookie with a new key where a page is sent to a browser that has none."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        found = key_in(request, SESSION) or key_in(request, VISITOR)
        key = found or new_key()
        scope.setdefault("state", {})["form_key"] = key

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and not found:
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("Set-Cookie", cookie(VISITOR, key, scope.get("scheme", "http")))
            await send(message)

        await self.app(scope, receive, sending)


def proof_field(request: Request) -> Markup:
    """Return the hidden field that every form of ours has."""
    return Markup(f'<input type="hidden" name="{FIELD}" value="{escape(form_proof(request.state.form_key))}">')  # noqa: S704  escaped


async def sent_proof(request: Request) -> str:
    """Return the proof that a request carries, "" where it carries none or needs none."""
    if request.method not in UNSAFE:
        return ""
    if request.headers.get("content-type", "").startswith(FORMS) and HEADER not in request.headers:
        sent = (await request.form()).get(FIELD, "")
        return sent if isinstance(sent, str) else ""
    return request.headers.get(HEADER, "")


SentProof = Annotated[str, Depends(sent_proof)]


def check_proof(request: Request, proof: str) -> None:
    """Raise Forbidden for what would change something without proof that it comes from a page of ours."""
    if request.method in UNSAFE and not proves(proof, request.state.form_key):
        raise Forbidden("this form is too old or not of this site; go back, load the page anew and send it again")
