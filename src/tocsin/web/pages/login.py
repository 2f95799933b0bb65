"""Signing in and out, and choosing a password."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tocsin.errors import AccountsError
from tocsin.tasks.users import LONGEST, Caller, choose_password, sign_in, sign_out
from tocsin.web.depends import AccountsOf, SharedOf, SignedIn, address_of
from tocsin.web.errors import status_of
from tocsin.web.forms import SESSION, SentProof, check_proof, cookie, key_in
from tocsin.web.rendering import render
from tocsin.web.site import shared_of

router = APIRouter(include_in_schema=False)


@router.get("/login", name="login")
def show_login(request: Request, shared: SharedOf, next: str = "/") -> Response:  # noqa: A002  as links name it
    """Ask for name and password."""
    if not shared.site.login:
        return RedirectResponse("/", 303)
    return login_page(request, next)


@router.post("/login")
def enter(
    request: Request, accounts: AccountsOf, proof: SentProof,
    name: Annotated[str, Form()] = "", password: Annotated[str, Form()] = "", back: Annotated[str, Form()] = "/",
) -> Response:  # fmt: skip
    """Open a session."""
    check_proof(request, proof)
    try:
        key, user = sign_in(accounts, name, password, address_of(request))
    except AccountsError as error:
        return login_page(request, back, str(error), name, status_of(error))
    answer = RedirectResponse("/password" if user.once else own_path(back), 303)
    answer.headers.append("Set-Cookie", cookie(SESSION, key, request.url.scheme, int(LONGEST.total_seconds())))
    return answer


@router.post("/logout")
def leave(request: Request, accounts: AccountsOf, user: SignedIn) -> Response:
    """End the session."""
    sign_out(accounts, key_in(request, SESSION), Caller(user.name, address_of(request)))
    answer = RedirectResponse("/login", 303)
    answer.headers.append("Set-Cookie", cookie(SESSION, "", request.url.scheme, 0))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@router.get("/password")
def show_password(request: Request, user: SignedIn) -> HTMLResponse:
    """Ask for a new password."""
    return render(request, "password.html.j2", {"user": user, "fault": ""})


@router.post("/password")
def choose(
    request: Request, accounts: AccountsOf, user: SignedIn,
    old: Annotated[str, Form()] = "", new: Annotated[str, Form()] = "", again: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Keep the new password and ask to sign in with it."""
    caller = Caller(user.name, address_of(request))
    try:
        if new != again:
            raise AccountsError("the two new passwords are not the same")
        choose_password(accounts, user.name, old, new, caller)
    except AccountsError as error:
        return render(request, "password.html.j2", {"user": user, "fault": str(error)}, status_of(error))
    key, _ = sign_in(accounts, user.name, new, caller.address)
    answer = RedirectResponse("/", 303)
    answer.headers.append("Set-Cookie", cookie(SESSION, key, request.url.scheme, int(LONGEST.total_seconds())))
    return answer


def own_path(path: str) -> str:
    """Return `path` where it is one of this site, else the first page: a link to our login leads nobody away."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if plain and "\\" not in path else "/"


def login_page(request: Request, back: str, fault: str = "", name: str = "", status: int = 200) -> HTMLResponse:
    """Return the page that asks for name and password, and says what went wrong before."""
    provided = f"/login/provider?{urlencode({'next': own_path(back)})}" if shared_of(request).provider else ""
    told = {"back": own_path(back), "fault": fault, "name": name, "provided": provided}
    return render(request, "login.html.j2", told, status)
