"""What a running site is made of: its settings, and what all its requests share."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from fastapi import Request

from tocsin.accounts.base import Accounts
from tocsin.accounts.provider import Provider
from tocsin.ledger.base import Ledger
from tocsin.settings import Settings
from tocsin.tasks.read import Parts, ReadOptions, open_parts
from tocsin.web.ending import Ending
from tocsin.web.remembering import Remembered


@dataclass(frozen=True, slots=True)
class Site:
    """How the site is run: with which settings, and whether people have to sign in.

    Without `login` everybody who reaches it may do everything: it then answers to this machine's own names alone.
    """

    settings: Settings = field(default_factory=Settings)
    login: bool = True


LARGE = 6
"""Results that hold something of every incident of a selection."""
TRIALS = 20
"""Inputs that were read for somebody to look at, and may be kept next."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What the requests of one process share: `parts` opens what reports are read with, the first time it is asked."""

    site: Site
    ledger: Ledger
    accounts: Accounts
    parts: Callable[[], Parts]
    remembered: Remembered = field(default_factory=Remembered)
    large: Remembered = field(default_factory=lambda: Remembered(LARGE))
    trials: Remembered = field(default_factory=lambda: Remembered(TRIALS))
    ending: Ending = field(default_factory=Ending)
    provider: Provider | None = None


def shared_of(request: Request) -> Shared:
    """Return what the requests of this process share."""
    shared: Shared = request.app.state.shared
    return shared


def opened_once(settings: Settings) -> Callable[[], Parts]:
    """Return what opens the parts that reports are read with at its first call, and gives the same ever after."""
    lock, opened = threading.Lock(), list[Parts]()

    def parts() -> Parts:
        with lock:
            if not opened:
                opened.append(open_parts(ReadOptions(), settings))
            return opened[0]

    return parts
