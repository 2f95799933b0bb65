"""A tracker with the bundled samples and the dossier of the documentation, read once, and sites on it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.site import a_site
from tocsin.accounts.base import User
from tocsin.gazetteer.build import FILE_NAME
from tocsin.ledger.base import Ledger
from tocsin.ledger.opening import open_ledger
from tocsin.settings import Settings, load_settings
from tocsin.tasks.add import add
from tocsin.tasks.gazetteer import build_gazetteer
from tocsin.tasks.read import ReadOptions, samples
from tocsin.tasks.resolve import resolve
from tocsin.tasks.users import Caller, make_token
from tocsin.vocabulary.identity import Role

API = "/api/v1"
USERS: dict[str, Role] = {"Vera": "viewer", "Rana": "reviewer", "Zaid": "admin"}
DOSSIER = Path(__file__).parents[2] / "docs" / "dossier.jsonl"


@pytest.fixture(scope="session")
def reading() -> Settings:
    """The settings to read with: word lists, which take no time to open."""
    settings = load_settings(os.environ)
    if not (settings.data_dir / FILE_NAME).is_file():
        build_gazetteer(settings)
    return Settings(data_dir=settings.data_dir, extractor="rules")


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory, reading: Settings) -> Path:
    """The path of a tracker that is full; copy it before anything is written."""
    path = tmp_path_factory.mktemp("tracker") / "tracker.db"
    ledger = open_ledger(str(path))
    with ExitStack() as stack:
        added = list(add([str(DOSSIER), *samples(stack)], ReadOptions(), ledger, reading))
    resolve(ledger)
    ledger.close()
    assert len(added) > 20
    return path


@dataclass
class Asker:
    """A program that asks the API with a token."""

    client: TestClient
    key: str

    def get(self, path: str, **more: Any) -> Any:
        return self._call("GET", path, **more)

    def post(self, path: str, **more: Any) -> Any:
        return self._call("POST", path, **more)

    def patch(self, path: str, **more: Any) -> Any:
        return self._call("PATCH", path, **more)

    def _call(self, method: str, path: str, **more: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.key}"} | more.pop("headers", {})
        return self.client.request(method, f"{API}{path}", headers=headers, **more)


@dataclass
class Served:
    """A site with users of every role, on a tracker of its own."""

    client: TestClient
    ledger: Ledger

    def asker(self, name: str = "Zaid", *rights: str) -> Asker:
        """Return a program that acts for a user: Vera looks, Rana reviews, Zaid is the admin."""
        accounts = self.client.app.state.shared.accounts  # type: ignore[attr-defined]
        _, key = make_token(accounts, name, "a test", rights or ("read",), None, Caller(name))
        return Asker(self.client, key)


@contextmanager
def a_served(full: Path, folder: Path, reading: Settings) -> Iterator[Served]:
    path = folder / "tracker.db"
    shutil.copy(full, path)
    ledger = open_ledger(str(path))
    given = {"tracker": str(path), "data_dir": reading.data_dir, "extractor": "rules", "max_bytes": 1_000_000}
    with a_site(ledger, login=True, **given) as browser:
        for name, role in USERS.items():
            browser.accounts.add_user(User(name, role, datetime.now(UTC)), "no password of theirs is right")
        yield Served(browser.client, ledger)
    ledger.close()


@pytest.fixture
def served(full: Path, tmp_path: Path, reading: Settings) -> Iterator[Served]:
    """A site that a test may write to."""
    with a_served(full, tmp_path, reading) as found:
        yield found


@pytest.fixture
def reviewer(served: Served) -> Asker:
    return served.asker("Rana", "read", "add", "review")


@pytest.fixture(scope="session")
def shown(full: Path, tmp_path_factory: pytest.TempPathFactory, reading: Settings) -> Iterator[Served]:
    """A site that all tests look at, and none writes to."""
    with a_served(full, tmp_path_factory.mktemp("shown"), reading) as found:
        yield found


@pytest.fixture(scope="session")
def viewer(shown: Served) -> Asker:
    return shown.asker("Vera", "read")
