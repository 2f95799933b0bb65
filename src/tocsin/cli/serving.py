"""Runs the server of the web application: one process, or several that each open the tracker anew."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from tempfile import TemporaryDirectory

import uvicorn

from tocsin.settings import Settings, load_settings
from tocsin.tasks.moving import shown_address
from tocsin.tasks.provided import provider_of
from tocsin.tasks.tracker import open_tracker
from tocsin.tasks.users import FIRST, first_password, open_accounts
from tocsin.web.logs import logging_of
from tocsin.web.meters import FOLDER_VARIABLE
from tocsin.web.start import LOGIN_VARIABLE, TRACKER_VARIABLE

FACTORY = "tocsin.web.start:start"
"""What each process calls for the application."""
ENDS_S = 10
"""How long answers that have begun may take when the server is asked to end."""
HUNG_S = 60
"""A process that gives no sign for so long is started anew: loading a reader may take some seconds."""


def run_server(tracker: str, address: tuple[str, int], workers: int, *, login: bool) -> None:
    """Listen at `address` (host, port) until stopped. Raises SettingsError, LedgerError, OSError."""
    settings = load_settings()
    settings = replace(settings, tracker=tracker or settings.tracker)
    # Opened once before, so that what is wrong with it is told here, and its tables are made by one process alone.
    open_tracker(settings.tracker, new=True).close()
    if login:
        provider_of(settings)
        _first_user(settings)
    os.environ[TRACKER_VARIABLE] = settings.tracker
    os.environ[LOGIN_VARIABLE] = "yes" if login else "no"
    host, port = address
    shown = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    print(f"tocsin: {shown_address(settings.tracker)} is open at {shown} (Ctrl-C ends it)", file=sys.stderr)
    with _counting_together(workers):
        uvicorn.run(
            FACTORY,
            factory=True,
            host=host,
            port=port,
            workers=workers,
            server_header=False,
            access_log=False,  # ours tells of requests
            log_config=logging_of(settings),
            forwarded_allow_ips=settings.trusted_proxies,
            timeout_graceful_shutdown=ENDS_S,
            timeout_worker_healthcheck=HUNG_S,
        )


@contextmanager
def _counting_together(workers: int) -> Iterator[None]:
    """Give several processes a folder in which each keeps its counts, and take it away at the end."""
    if workers == 1:
        yield
        return
    with TemporaryDirectory(prefix="tocsin-metrics-") as folder:
        os.environ[FOLDER_VARIABLE] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER_VARIABLE]


def _first_user(settings: Settings) -> None:
    """Make an admin at the first start, and say the password that they choose their own with."""
    with closing(open_accounts(settings)) as accounts:
        password = first_password(accounts)
    if password:
        print(f"tocsin: sign in as {FIRST} with {password} and choose a password of your own", file=sys.stderr)
