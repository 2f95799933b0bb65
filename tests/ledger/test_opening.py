"""Addresses of ledgers, files that are none, formats, and the guard over what is only added to."""

import builtins
import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, delete, make_url, select, text, update
from sqlalchemy.exc import DBAPIError

from tests.ledger.writer import main
from tocsin.errors import LedgerError
from tocsin.ledger.base import Finds
from tocsin.ledger.memory import MemoryLedger
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.outline import occurrence_of, outline_of, spot_of
from tocsin.ledger.preparing import FORMAT, FORMAT_TABLE, MIGRATIONS
from tocsin.ledger.tables import APPENDED, metadata
from tocsin.plugins import names
from tocsin.testing.builders import a_report, a_retrieval, a_review, a_tie, an_occasion
from tocsin.testing.ledger_incidents import incidents_by_chance
from tocsin.vocabulary.selection import Selection


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{request.getfixturevalue('tracker')}"
    return str(request.getfixturevalue("shared_tracker")).replace("postgresql:", "postgresql+psycopg:")


def test_a_ledger_is_opened_by_its_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(open_ledger("memory:"), MemoryLedger)
    assert {"memory", "postgresql", "sqlite"} <= set(names("ledgers"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for address in ("tracker.db", f"sqlite:///{tmp_path}/tracker.db", "sqlite:///tracker.db", "~/tracker.db"):
        main(address, address.replace("/", "-"), 1)
    ledger = open_ledger("tracker.db")
    assert len(list(ledger.reports())) == 4
    ledger.close()
    assert {path.name for path in tmp_path.iterdir()} == {"tracker.db"}


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", "names no file"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "say memory:"),
        ("memory:mine", "has no name"),
        ("{here}", "is a folder"),
        ("{here}/nowhere/tracker.db", "there is no folder"),
        ("mysql://host/base", "no ledger has such an address; there are memory"),
        ("postgresql://host:port/base", "is no URL"),
        ("{here}/page.html", "is damaged or no ledger"),
        ("{here}/other.db", "a database of something else"),
        ("{here}/newer.db", "was written by a newer Tocsin"),
    ],
)
def test_what_is_no_ledger_is_refused_with_the_mend(address: str, message: str, tmp_path: Path, tracker: Path) -> None:
    (tmp_path / "page.html").write_text("<html>" + "no database " * 100)
    with closing(sqlite3.connect(tmp_path / "other.db")) as database:
        database.execute("CREATE TABLE recipes (name TEXT)")
    tracker.rename(tmp_path / "newer.db")
    with closing(sqlite3.connect(tmp_path / "newer.db")) as database:
        database.execute("UPDATE tocsin_format SET version_num = '9999'")
        database.commit()
    with pytest.raises(LedgerError, match=message):
        open_ledger(address.format(here=tmp_path))
    assert (tmp_path / "page.html").read_text().startswith("<html>")


def test_a_table_of_somebody_else_is_left_alone(make_database: Any) -> None:
    address = make_database("")
    engine = create_engine(make_url(address).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE reports (title TEXT)"))
    with pytest.raises(LedgerError, match="a table reports that is not of a ledger"):
        open_ledger(address)
    engine.dispose()


def test_a_password_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LedgerError) as told:
        open_ledger("postgresql://me:secret@127.0.0.1:1/base", timeout_s=1)
    assert "secret" not in str(told.value)


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("psycopg"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(LedgerError, match=r"pip install 'tocsin\[postgresql\]'"):
        open_ledger("postgresql://host/base")


def test_a_damaged_page_is_an_error_of_the_ledger(tracker: Path) -> None:
    main(str(tracker), "story", 3)
    whole = tracker.read_bytes()
    tracker.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    with pytest.raises(LedgerError, match=r"damaged|cannot be used"):
        list(open_ledger(str(tracker)).entries())


def test_the_steps_lead_to_the_tables_of_today(url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": FORMAT_TABLE})
        assert compare_metadata(context, metadata) == []
        assert connection.execute(text("SELECT version_num FROM tocsin_format")).scalar() == FORMAT
    engine.dispose()


def test_the_newest_step_is_the_format_of_today() -> None:
    steps = sorted(path.stem for path in (MIGRATIONS / "versions").glob("step_*.py"))
    assert steps[-1] == f"step_{FORMAT}"
    before = None
    for step in steps:
        module = import_module(f"tocsin.ledger.migrations.versions.{step}")
        assert (module.revision, module.down_revision) == (step.removeprefix("step_"), before)
        before = module.revision


@pytest.mark.parametrize("table", APPENDED)
def test_what_was_appended_can_be_neither_changed_nor_deleted(table: str, tracker: Path) -> None:
    fill(str(tracker))
    refuse(f"sqlite:///{tracker}", table)


def test_nor_in_postgresql(shared_tracker: str) -> None:
    fill(shared_tracker)
    for table in APPENDED:
        refuse(shared_tracker.replace("postgresql:", "postgresql+psycopg:"), table)


def refuse(url: str, table: str) -> None:
    """The database itself refuses to change or delete a row, to whatever program asks it to."""
    engine = create_engine(url)
    kept = metadata.tables[table]
    column = list(kept.columns)[-1]
    with engine.connect() as connection:
        rows = connection.execute(select(kept)).all()
        assert rows, f"the writer leaves {table} empty"
    for deed in (update(kept).values({column: column}), delete(kept)):
        with pytest.raises(DBAPIError, match="never changed or deleted"), engine.begin() as connection:
            connection.execute(deed)
    with engine.connect() as connection:
        assert connection.execute(select(kept)).all() == rows
    engine.dispose()


def fill(address: str) -> None:
    """Write a row into every table."""
    main(address, "story", 1)
    ledger = open_ledger(address)
    report = a_report()
    ledger.add(a_retrieval(report), Finds(ties=(a_tie(),), occasions=(an_occasion(),), bands=(5,)))
    ledger.append_review(a_review("note", "story-0#1"))
    ledger.close()


NEWER_INDICES = (
    "ix_judgements_unsure",
    "ix_incidents_status_first_day_id",
    "ix_incidents_disputed",
    "ix_incidents_country_kind_first_day_id",
)
"""Those that the first format did not have."""


def test_an_older_ledger_is_brought_to_the_tables_of_today(url: str) -> None:
    address = url.replace("postgresql+psycopg:", "postgresql:")
    ledger = open_ledger(address)
    incidents = incidents_by_chance(ledger, 12)
    ledger.close()
    engine = create_engine(url)
    with engine.begin() as connection:
        for name in ("attacks", "known_day", "first_tellings", "km"):
            connection.execute(text(f"ALTER TABLE incidents DROP COLUMN {name}"))
        for name in NEWER_INDICES:
            connection.execute(text(f"DROP INDEX {name}"))
        connection.execute(text("UPDATE tocsin_format SET version_num = '0001'"))
    engine.dispose()
    ledger = open_ledger(address)
    found = {occurrence.id: occurrence for occurrence in ledger.occurrences(Selection())}
    spots = {spot.id: spot for spot in ledger.points(Selection(), 100)}
    ledger.close()
    assert found == {incident.id: occurrence_of(incident) for incident in incidents}
    assert spots == {incident.id: spot_of(outline_of(incident)) for incident in incidents}
    test_the_steps_lead_to_the_tables_of_today(url)
