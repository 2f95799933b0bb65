"""What a running site is made of: its settings, and what all its requests share."""

from dataclasses import dataclass, field

from fastapi import Request

from tocsin.accounts.base import Accounts
from tocsin.ledger.base import Ledger
from tocsin.settings import Settings


@dataclass(frozen=True, slots=True)
class Site:
    """How the site is run: with which settings, and whether people have to sign in.

    Without `login` everybody who reaches it may do everything: it then answers to this machine's own names alone.
    """

    settings: Settings = field(default_factory=Settings)
    login: bool = True


@dataclass(frozen=True, slots=True)
class Shared:
    """What the requests of one process share."""

    site: Site
    ledger: Ledger
    accounts: Accounts


def shared_of(request: Request) -> Shared:
    """Return what the requests of this process share."""
    shared: Shared = request.app.state.shared
    return shared
