"""A site for tests: in memory or in a file, with a client that signs in and sends forms as a browser does."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from typing import Any

from starlette.testclient import TestClient

from tocsin.accounts.base import Accounts
from tocsin.ledger.base import Ledger
from tocsin.settings import Settings
from tocsin.tasks.users import Caller, add_user, choose_password
from tocsin.web.app import create_app
from tocsin.web.site import Site

LOCAL = "http://localhost"
PASSWORD = "three odd green kettles"  # noqa: S105  of an invented user
Answer = Any
"""What the client answers with: a response of whichever library it is made with."""
PROOF = re.compile(r'name="proof" value="([^"]+)"')


@dataclass
class Browser:
    """A browser on a site: it keeps cookies, follows redirects, and sends forms with the proof of the last page."""

    client: TestClient
    proof: str = ""

    def get(self, path: str, **more: object) -> Answer:
        return self._read(self.client.get(path, **more))  # type: ignore[arg-type]

    def post(self, path: str, **fields: object) -> Answer:
        return self._read(self.client.post(path, data={"proof": self.proof, **fields}))

    def sign_in(self, name: str, password: str = PASSWORD) -> Answer:
        self.get("/login")
        return self.post("/login", name=name, password=password)

    def _read(self, answer: Answer) -> Answer:
        found = PROOF.search(answer.text)
        self.proof = unescape(found.group(1)) if found else self.proof
        return answer

    @property
    def accounts(self) -> Accounts:
        found: Accounts = self.client.app.state.shared.accounts  # type: ignore[attr-defined]
        return found


@contextmanager
def a_site(ledger: Ledger | None = None, *, login: bool = False, **settings: object) -> Iterator[Browser]:
    """Open a site on `ledger`, or on an empty one in memory."""
    given = {"tracker": "memory:", "author": "R. Haddad", **settings}
    app = create_app(Site(Settings(**given), login=login), ledger)  # type: ignore[arg-type]
    with TestClient(app, LOCAL) as client:
        yield Browser(client)


def a_member(browser: Browser, name: str, role: str) -> None:
    """Add a user who has chosen a password."""
    once = add_user(browser.accounts, name, role, Caller("admin"))
    choose_password(browser.accounts, name, once, PASSWORD, Caller(name))
