"""Empty ledgers for tests, each made once and copied: to make one takes a second."""

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from tocsin.ledger.opening import open_ledger

SERVER = "TOCSIN_TEST_POSTGRESQL"
"""The environment variable with the URL of a PostgreSQL server where databases may be made."""

NUMBERS = itertools.count(1)
"""Of databases, whoever uses these fixtures."""


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "empty.db"
    open_ledger(str(path)).close()
    return path


@pytest.fixture
def tracker(tmp_path: Path, empty_file: Path) -> Path:
    """Return the path of an empty ledger."""
    path = tmp_path / "tracker.db"
    shutil.copy(empty_file, path)
    return path


@pytest.fixture(scope="session")
def make_database() -> Iterator[Callable[[str], str]]:
    """Give a function that makes a database, empty or a copy of the one that it is given, and returns its URL."""
    if SERVER not in os.environ:
        pytest.skip(f"{SERVER} names no PostgreSQL server; .ci/postgresql starts one")
    if find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed: pip install 'tocsin[postgresql]'")
    server = make_url(os.environ[SERVER]).set(drivername="postgresql+psycopg")
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    made = list[str]()

    def make(template: str = "") -> str:
        name = f"tocsin_{os.getpid()}_{next(NUMBERS)}"
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else "")))
        made.append(name)
        return address_of(server, name)

    yield make
    with engine.connect() as connection:
        for name in made:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


def address_of(server: URL, name: str) -> str:
    return server.set(drivername="postgresql", database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def empty_database(make_database: Callable[[str], str]) -> str:
    """Return the name of a database with an empty ledger."""
    address = make_database("")
    open_ledger(address).close()
    return str(make_url(address).database)


@pytest.fixture
def shared_tracker(make_database: Callable[[str], str], empty_database: str) -> str:
    """Return the URL of an empty ledger in PostgreSQL."""
    return make_database(empty_database)
