"""What a route asks for: the ledger, the settings, who is asking, and the right to do so."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Request

from tocsin.accounts.base import Accounts, User
from tocsin.ledger.base import Ledger
from tocsin.settings import Settings
from tocsin.tasks.users import Caller, identity_of_token, note_deed, user_of_session
from tocsin.vocabulary.identity import ROLE_RIGHTS, Identity, Right
from tocsin.web.forms import SESSION, SentProof, check_proof, key_in
from tocsin.web.naming import local_name
from tocsin.web.refusals import Forbidden, MustChoose, Unidentified
from tocsin.web.site import Shared, shared_of

BEARER = "bearer "
API = "/api/"
BROWSERS = frozenset({"cookie", "origin", "referer", "sec-fetch-site"})
"""Headers of browsers: some of these come with every form, and with every request of a script."""


def ledger_of(request: Request) -> Ledger:
    """Return the ledger."""
    return shared_of(request).ledger


def accounts_of(request: Request) -> Accounts:
    """Return the accounts."""
    return shared_of(request).accounts


def settings_of(request: Request) -> Settings:
    """Return the settings."""
    return shared_of(request).site.settings


def user_of(request: Request, proof: SentProof) -> User:
    """Return who has signed in, also where they have still to choose a password. Raises Unidentified, Forbidden."""
    key = key_in(request, SESSION)
    user = user_of_session(shared_of(request).accounts, key) if key else None
    if user is None:
        raise Unidentified("sign in first")
    check_proof(request, proof)
    return user


def identity_of(request: Request, proof: SentProof) -> Identity:
    """Return who asks: by a token, by a session, or as the one user of a site without login.

    What would change something in the name of a browser's session needs proof that it comes from a page of ours.
    Raises Unidentified, MustChoose, Forbidden.
    """
    identity = _identified(request, proof)
    request.state.identity = identity
    return identity


def _identified(request: Request, proof: str) -> Identity:
    shared = shared_of(request)
    given = request.headers.get("authorization", "")
    if given.lower().startswith(BEARER):
        found = identity_of_token(shared.accounts, given[len(BEARER) :].strip())
        if found is None:
            raise Unidentified("no such token, or it has ended")
        return found
    if not shared.site.login:
        if not by_program(request):
            check_proof(request, proof)
        return Identity(local_name(shared.site.settings), "admin", ROLE_RIGHTS["admin"], "local")
    user = user_of(request, proof)
    if user.once:
        raise MustChoose("choose a password of your own first")
    return Identity(user.name, user.role, ROLE_RIGHTS[user.role], "session")


def by_program(request: Request) -> bool:
    """Whether nothing in a request to the API says that a browser sends it; no browser leaves all of these out."""
    return request.url.path.startswith(API) and BROWSERS.isdisjoint(request.headers.keys())


def needs(right: Right) -> Callable[..., Awaitable[Identity]]:
    """Return what a route depends on that only those with `right` may use; it gives the route their identity."""

    async def checked(identity: Annotated[Identity, Depends(identity_of)]) -> Identity:
        if not identity.may(right):
            raise Forbidden(f"{identity.name} may not do this: it needs the right to {right}")
        return identity

    return checked


def address_of(request: Request) -> str:
    """Return the address that a request comes from."""
    return request.client.host if request.client else ""


def audited(request: Request, identity: Identity, what: str, subject: str, details: str = "") -> None:
    """Keep in the audit that `identity` did `what` (a word or two) to `subject`; every write ends with this."""
    caller = Caller(identity.name, address_of(request))
    note_deed(shared_of(request).accounts, caller, what, subject, details)


# What only looks something up does so on the loop: a thread for it would cost more than it does.


async def _ledger(request: Request) -> Ledger:
    return ledger_of(request)


async def _accounts(request: Request) -> Accounts:
    return accounts_of(request)


async def _settings(request: Request) -> Settings:
    return settings_of(request)


async def _shared(request: Request) -> Shared:
    return shared_of(request)


LedgerOf = Annotated[Ledger, Depends(_ledger)]
AccountsOf = Annotated[Accounts, Depends(_accounts)]
SettingsOf = Annotated[Settings, Depends(_settings)]
SharedOf = Annotated[Shared, Depends(_shared)]
SignedIn = Annotated[User, Depends(user_of)]
Reader = Annotated[Identity, Depends(needs("read"))]
Adder = Annotated[Identity, Depends(needs("add"))]
Reviewer = Annotated[Identity, Depends(needs("review"))]
Admin = Annotated[Identity, Depends(needs("admin"))]
