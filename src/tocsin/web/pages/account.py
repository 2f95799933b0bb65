"""One's own account: role, tokens for programs; and for admins, the users and the audit."""

from typing import Annotated

from fastapi import Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tocsin.errors import AccountsError
from tocsin.tasks.users import Caller, add_user, bar_user, change_role, drop_token, make_token, reset_password
from tocsin.vocabulary.identity import RIGHTS, ROLES, Identity
from tocsin.web.depends import AccountsOf, Admin, Reader, SharedOf, address_of
from tocsin.web.errors import status_of
from tocsin.web.pages.routing import page_router
from tocsin.web.refusals import Forbidden
from tocsin.web.rendering import render

router = page_router()
AUDIT = 100
"""Rows of the audit on a page."""


@router.get("/account")
def show_account(request: Request, shared: SharedOf, identity: Reader) -> Response:
    """Show who is signed in, and their tokens."""
    if not shared.site.login:
        return RedirectResponse("/", 303)
    return _account(request, shared.accounts, identity)


@router.post("/account/tokens")
def new_token(
    request: Request, accounts: AccountsOf, identity: Reader,
    words: Annotated[str, Form()] = "", rights: Annotated[list[str] | None, Form()] = None,
    days: Annotated[str, Form()] = "",
) -> HTMLResponse:  # fmt: skip
    """Make a token and show its key this once."""
    try:
        lasting = int(days) if days.strip() else None
        _, key = make_token(accounts, identity.name, words, rights or [], lasting, _caller(request, identity))
    except ValueError:
        return _account(request, accounts, identity, fault="days are a whole number, or nothing", status=422)
    except AccountsError as error:
        return _account(request, accounts, identity, fault=str(error), status=status_of(error))
    return _account(request, accounts, identity, key=key)


@router.post("/account/tokens/{id_}/drop")
def take_token(request: Request, accounts: AccountsOf, identity: Reader, id_: str) -> Response:
    """Take a token away: one's own, or as an admin anybody's."""
    owned = {token.id for token in accounts.tokens(identity.name)}
    if id_ not in owned and not identity.may("admin"):
        raise Forbidden("this token is not yours")
    drop_token(accounts, id_, _caller(request, identity))
    return RedirectResponse("/account" if id_ in owned else "/users", 303)


@router.get("/users")
def show_users(request: Request, accounts: AccountsOf, identity: Admin) -> HTMLResponse:  # noqa: ARG001  the right is what counts
    """Show all users and all tokens."""
    return _users(request, accounts)


@router.post("/users")
def new_user(
    request: Request, accounts: AccountsOf, identity: Admin,
    name: Annotated[str, Form()] = "", role: Annotated[str, Form()] = "viewer",
) -> HTMLResponse:  # fmt: skip
    """Add a user and show the password that they choose their own with, this once."""
    try:
        password = add_user(accounts, name, role, _caller(request, identity))
    except AccountsError as error:
        return _users(request, accounts, fault=str(error), status=status_of(error))
    return _users(request, accounts, told=(name, password))


@router.post("/users/{name}")
def change_user(
    request: Request, accounts: AccountsOf, identity: Admin, name: str,
    role: Annotated[str, Form()] = "", do: Annotated[str, Form()] = "",
) -> HTMLResponse:  # fmt: skip
    """Give a user another role, keep them out, let them in, or give them a new password."""
    caller, told = _caller(request, identity), None
    try:
        if do == "password":
            told = (name, reset_password(accounts, name, caller))
        elif do in ("bar", "admit"):
            bar_user(accounts, name, do == "bar", caller)
        else:
            change_role(accounts, name, role, caller)
    except AccountsError as error:
        return _users(request, accounts, fault=str(error), status=status_of(error))
    return _users(request, accounts, told=told)


@router.get("/audit")
def show_audit(
    request: Request,
    accounts: AccountsOf,
    identity: Admin,  # noqa: ARG001  the right is what counts
    before: Annotated[int, Query(ge=0)] = 0,
) -> HTMLResponse:
    """Show what was done, the newest first."""
    deeds = list(accounts.deeds(before, AUDIT + 1))
    more = deeds[AUDIT - 1].number if len(deeds) > AUDIT else 0
    return render(request, "audit.html.j2", {"deeds": deeds[:AUDIT], "more": more})


def _caller(request: Request, identity: Identity) -> Caller:
    if identity.way == "token":
        raise Forbidden("accounts are seen to by people, not by tokens")
    return Caller(identity.name, address_of(request))


def _account(
    request: Request, accounts: AccountsOf, identity: Identity, key: str = "", fault: str = "", status: int = 200
) -> HTMLResponse:
    tokens = accounts.tokens(identity.name)
    rights = [right for right in RIGHTS if identity.may(right)]
    return render(request, "account.html.j2", {"tokens": tokens, "rights": rights, "key": key, "fault": fault}, status)


def _users(
    request: Request,
    accounts: AccountsOf,
    fault: str = "",
    told: tuple[str, str] | None = None,
    status: int = 200,
) -> HTMLResponse:
    values = {"users": accounts.users(), "tokens": accounts.tokens(), "roles": ROLES, "fault": fault, "told": told}
    return render(request, "users.html.j2", values, status)
