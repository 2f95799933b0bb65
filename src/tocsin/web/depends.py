"""What a route asks for: the ledger, the settings, who is asking, and the right to do so."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request

from tocsin.ledger.base import Ledger
from tocsin.settings import Settings
from tocsin.vocabulary.identity import ROLE_RIGHTS, Identity, Right
from tocsin.web.errors import Forbidden, Unidentified
from tocsin.web.naming import local_name
from tocsin.web.site import Shared, shared_of


def ledger_of(request: Request) -> Ledger:
    """Return the ledger."""
    return shared_of(request).ledger


def settings_of(request: Request) -> Settings:
    """Return the settings."""
    return shared_of(request).site.settings


def identity_of(request: Request) -> Identity:
    """Return who asks. Raises Unidentified."""
    shared = shared_of(request)
    if shared.site.login:
        raise Unidentified("sign in first")
    identity = Identity(local_name(shared.site.settings), "admin", ROLE_RIGHTS["admin"], "local")
    request.state.identity = identity
    return identity


def needs(right: Right) -> Callable[..., Identity]:
    """Return what a route depends on that only those with `right` may use; it gives the route their identity."""

    def checked(identity: Annotated[Identity, Depends(identity_of)]) -> Identity:
        if not identity.may(right):
            raise Forbidden(f"{identity.name} may not do this: it needs the right to {right}")
        return identity

    return checked


LedgerOf = Annotated[Ledger, Depends(ledger_of)]
SettingsOf = Annotated[Settings, Depends(settings_of)]
SharedOf = Annotated[Shared, Depends(shared_of)]
Reader = Annotated[Identity, Depends(needs("read"))]
Adder = Annotated[Identity, Depends(needs("add"))]
Reviewer = Annotated[Identity, Depends(needs("review"))]
Admin = Annotated[Identity, Depends(needs("admin"))]
