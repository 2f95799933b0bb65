"""Backups: all comes back, from a file and from PostgreSQL into either, also while others write; or nothing does."""

import json
import sqlite3
import stat
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.conftest import empty_file, make_database, tracker
from tests.ledger.writer import write_one
from tests.tasks.stories import START, Told, a_story
from tocsin.accounts.opening import open_accounts
from tocsin.errors import InputError, LedgerError, OutputError, TocsinError
from tocsin.export.bundle import LIST, Bundle
from tocsin.ledger.opening import open_ledger
from tocsin.settings import Settings
from tocsin.tasks.add import keep
from tocsin.tasks.backup import ACCOUNTS, TRACKER, back_up
from tocsin.tasks.jobs import open_jobs, submit
from tocsin.tasks.resolve import resolve
from tocsin.tasks.restore import restore
from tocsin.tasks.users import Caller, add_user, make_token, sign_in
from tocsin.vocabulary.retrieval import Retrieval
from tocsin.vocabulary.selection import Selection

__all__ = ["empty_file", "make_database", "tracker"]
CALLER = Caller("admin", "10.0.0.1")


def fill(settings: Settings) -> str:
    """Keep four reports, their incidents, a job and a user with a session and a token; return the user's password."""
    with closing(open_ledger(settings.tracker)) as ledger:
        for number, one in enumerate((Told(), Told(), Told("Mosul", 3, "ied", 2), Told("Kirkuk", 40, "shooting"))):
            extraction = a_story(number, one)
            keep(
                Retrieval(extraction.report, START, f"<p>page {number}\0</p>".encode(), "text/html"), extraction, ledger
            )
        resolve(ledger)
    with closing(open_jobs(settings)) as jobs:
        submit(jobs, "R. Haddad", b'{"id": "w1", "text": "Rockets hit the airport."}\n')
    with closing(open_accounts(settings.accounts or settings.tracker)) as accounts:
        password = add_user(accounts, "R. Haddad", "reviewer", CALLER)
        sign_in(accounts, "R. Haddad", password, "10.0.0.1")
        make_token(accounts, "R. Haddad", "weekly export", ["read"], 30, CALLER)
    return password


def all_of(settings: Settings) -> dict[str, Any]:
    """Return everything that can be asked of a tracker."""
    with closing(open_ledger(settings.tracker)) as ledger, closing(open_jobs(settings)) as jobs:
        kept = list(ledger.reports())
        found: dict[str, Any] = {
            "reports": kept,
            "originals": [ledger.original(one.report.id) for one in kept],
            "entries": list(ledger.entries()),
            "incidents": ledger.incidents(Selection()).incidents,
            "judgements": list(ledger.judgements()),
            "sources": ledger.sources(),
            "jobs": jobs.jobs(),
        }
    with closing(open_accounts(settings.accounts or settings.tracker)) as accounts:
        return found | {"users": accounts.users(), "tokens": accounts.tokens(), "deeds": list(accounts.deeds())}


def goes_on(settings: Settings, password: str) -> None:
    """A restored tracker takes new rows behind the old ones, and lets its users in."""
    with closing(open_ledger(settings.tracker)) as ledger:
        before = ledger.count(Selection())
        extraction = a_story(77, Told("Mosul", 60, "shooting"))
        keep(Retrieval(extraction.report, START, b"new", "text/html"), extraction, ledger)
        resolve(ledger)
        assert ledger.count(Selection()) == before + 1
    with closing(open_accounts(settings.accounts or settings.tracker)) as accounts:
        number = next(iter(accounts.deeds())).number
        sign_in(accounts, "R. Haddad", password, "10.0.0.2")
        assert next(iter(accounts.deeds())).number == number + 1


def left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_all_comes_back_from_a_file(tmp_path: Path) -> None:
    here, there = (Settings(tracker=str(tmp_path / name)) for name in ("a.db", "b.db"))
    password = fill(here)
    contents = back_up(here, tmp_path / "monday.tocsin")
    assert [contents.rows(one) for one in ("reports", "account_users", "jobs")] == [4, 1, 1]
    assert stat.S_IMODE((tmp_path / "monday.tocsin").stat().st_mode) == 0o600
    assert restore(there, tmp_path / "monday.tocsin") == contents
    assert all_of(there) == all_of(here)
    assert left_in(tmp_path) == {"a.db", "b.db", "monday.tocsin"}
    goes_on(there, password)


def test_users_that_are_kept_apart_come_along(tmp_path: Path) -> None:
    here = Settings(tracker=str(tmp_path / "a.db"), accounts=str(tmp_path / "users.db"))
    there = Settings(tracker=f"sqlite:///{tmp_path / 'b.db'}", accounts=str(tmp_path / "users-again.db"))
    password = fill(here)
    assert {part.name for part in back_up(here, tmp_path / "kept").parts} == {TRACKER, ACCOUNTS}
    with pytest.raises(InputError, match="say in the setting accounts"):
        restore(replace(there, accounts=""), tmp_path / "kept")
    restore(there, tmp_path / "kept")
    assert all_of(there) == all_of(here)
    goes_on(there, password)


def test_users_beside_the_ledger_stay_there(tmp_path: Path) -> None:
    here = Settings(tracker=str(tmp_path / "a.db"))
    fill(here)
    back_up(here, tmp_path / "kept")
    with pytest.raises(InputError, match="leave the setting accounts empty"):
        restore(Settings(tracker=str(tmp_path / "b.db"), accounts=str(tmp_path / "u.db")), tmp_path / "kept")
    assert left_in(tmp_path) == {"a.db", "kept"}


@pytest.mark.parametrize("way", ["out", "in", "through"])
def test_all_comes_back_from_and_into_postgresql(way: str, tmp_path: Path, make_database: Callable[[str], str]) -> None:
    here = Settings(tracker=str(tmp_path / "a.db") if way == "in" else make_database(""))
    there = Settings(tracker=str(tmp_path / "b.db") if way == "out" else make_database(""))
    password = fill(here)
    contents = back_up(here, tmp_path / "kept")
    assert restore(there, tmp_path / "kept") == contents
    assert all_of(there) == all_of(here)
    goes_on(there, password)
    assert left_in(tmp_path) <= {"a.db", "b.db", "kept"}
    with pytest.raises(LedgerError, match="already"):
        restore(there, tmp_path / "kept")


def test_users_apart_in_postgresql_come_along(tmp_path: Path, make_database: Callable[[str], str]) -> None:
    here = Settings(tracker=str(tmp_path / "a.db"), accounts=make_database(""))
    there = Settings(tracker=str(tmp_path / "b.db"), accounts=make_database(""))
    fill(here)
    back_up(here, tmp_path / "kept")
    restore(there, tmp_path / "kept")
    assert all_of(there) == all_of(here)


def test_a_backup_is_of_one_moment_while_others_write(tracker: Path, tmp_path: Path) -> None:
    _while_somebody_writes(str(tracker), tmp_path)


def test_a_backup_of_postgresql_is_of_one_moment_while_others_write(
    tmp_path: Path, make_database: Callable[[str], str]
) -> None:
    _while_somebody_writes(make_database(""), tmp_path)


def _while_somebody_writes(address: str, folder: Path) -> None:
    open_ledger(address).close()
    ended, begun, faults = threading.Event(), threading.Event(), list[TocsinError]()

    def write() -> None:
        with closing(open_ledger(address)) as ledger:
            number = 0
            while not ended.is_set() and number < 300:
                try:
                    write_one(ledger, "busy", number)
                except TocsinError as error:
                    faults.append(error)
                number += 1
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(60)
    try:
        for number in range(3):
            back_up(Settings(tracker=address), folder / f"kept{number}")
    finally:
        ended.set()
        writer.join()
    assert faults == []
    for number in range(3):
        there = Settings(tracker=str(folder / f"again{number}.db"))
        restore(there, folder / f"kept{number}")
        with closing(open_ledger(there.tracker)) as ledger:
            kept = [one.report.id for one in ledger.reports()]
            # Whole transactions, in their order: each report with its mention, no gap.
            assert len({entry.mention.report_id for entry in ledger.entries()}) == len(kept) > 0


def test_nothing_is_written_over(tmp_path: Path) -> None:
    here = Settings(tracker=str(tmp_path / "a.db"))
    fill(here)
    (tmp_path / "kept").write_text("mine")
    with pytest.raises(OutputError, match="there already"):
        back_up(here, tmp_path / "kept")
    assert (tmp_path / "kept").read_text() == "mine"
    back_up(here, tmp_path / "kept", replace=True)
    for name in ("a.db", "b.db-wal"):
        (tmp_path / name).touch()
        with pytest.raises(LedgerError, match="is there already"):
            restore(Settings(tracker=str(tmp_path / name.removesuffix("-wal"))), tmp_path / "kept")


@pytest.mark.parametrize("address", ["memory:", "gone.db", "something-else.db", "oracle://db/x"])
def test_what_is_no_tracker_leaves_no_backup(address: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "something-else.db")) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    name = address if ":" in address else str(tmp_path / address)
    with pytest.raises(LedgerError):
        back_up(Settings(tracker=name), tmp_path / "kept")
    assert left_in(tmp_path) == {"something-else.db"}


def damaged(raw: bytes, at: float) -> bytes:
    place = int(len(raw) * at)
    return raw[:place] + bytes([raw[place] ^ 0xFF]) + raw[place + 1 :]


@pytest.mark.parametrize("damage", ["flipped", "cut", "other", "empty", "list", "rows", "newer", "longer"])
def test_a_damaged_backup_is_refused_whole(damage: str, tmp_path: Path) -> None:
    here, there = (Settings(tracker=str(tmp_path / name)) for name in ("a.db", "b.db"))
    fill(here)
    kept = tmp_path / "kept"
    back_up(here, kept)
    raw = kept.read_bytes()
    if damage in ("list", "rows", "newer", "longer"):
        rewrite(kept, damage)
    else:
        kept.write_bytes(
            {"flipped": damaged(raw, 0.4), "cut": raw[: len(raw) // 2], "other": b"PK no", "empty": b""}[damage]
        )
    with pytest.raises(InputError, match="kept"):
        restore(there, kept)
    assert left_in(tmp_path) == {"a.db", "kept"}


def rewrite(kept: Path, damage: str) -> None:
    """Write a backup anew with a list that is not true."""
    with zipfile.ZipFile(kept) as packed:
        body, record = packed.read(TRACKER), json.loads(packed.read(LIST))
    part = record["parts"][0]
    if damage == "rows":
        part["rows"]["reports"] += 1
    elif damage == "newer":
        record["form"] = "tocsin backup 2"
    elif damage == "longer":
        body += b"x"
    with zipfile.ZipFile(kept, "w") as packed:
        packed.writestr(TRACKER, body)
        packed.writestr(LIST, "[]" if damage == "list" else json.dumps(record))


def test_every_flipped_byte_of_a_part_is_found(tmp_path: Path) -> None:
    here = Settings(tracker=str(tmp_path / "a.db"))
    fill(here)
    back_up(here, tmp_path / "kept")
    raw = (tmp_path / "kept").read_bytes()
    for step in range(1, 9):
        (tmp_path / "bad").write_bytes(damaged(raw, step / 10))
        with pytest.raises(InputError):
            read_whole(tmp_path / "bad")


def read_whole(path: Path) -> None:
    with Bundle(path) as bundle:
        for part in bundle.contents.parts:
            bundle.take(part, None)


@pytest.mark.parametrize(
    ("fault", "told"), [(KeyboardInterrupt(), KeyboardInterrupt), (OSError(28, "No space left on device"), OutputError)]
)
def test_what_breaks_off_a_backup_leaves_nothing(
    fault: BaseException, told: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Settings(tracker=str(tmp_path / "a.db"))
    fill(here)
    back_up(here, tmp_path / "kept")
    before = (tmp_path / "kept").read_bytes()

    def fails(*_: object) -> None:
        raise fault

    monkeypatch.setattr("tocsin.export.bundle.os.fsync", fails)
    for name in ("kept", "other"):
        with pytest.raises(told):
            back_up(here, tmp_path / name, replace=True)
    assert left_in(tmp_path) == {"a.db", "kept"}
    assert (tmp_path / "kept").read_bytes() == before


def test_what_breaks_off_a_restore_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Settings(tracker=str(tmp_path / "a.db"), accounts=str(tmp_path / "users.db"))
    fill(here)
    back_up(here, tmp_path / "kept")

    def fails(*_: object) -> None:
        raise LedgerError("a newer Tocsin wrote this")

    monkeypatch.setattr("tocsin.tasks.restore.open_ledger", fails)
    there = Settings(tracker=str(tmp_path / "b.db"), accounts=str(tmp_path / "c.db"))
    with pytest.raises(LedgerError, match="newer"):
        restore(there, tmp_path / "kept")
    assert left_in(tmp_path) == {"a.db", "users.db", "kept"}
    monkeypatch.undo()

    def places(made: Path, path: Path) -> None:
        if path.name == "b.db":
            raise PermissionError(13, "Permission denied")
        made.replace(path)

    monkeypatch.setattr("tocsin.tasks.restore.place", places)
    with pytest.raises(OutputError, match="nothing could be restored: Permission denied"):
        restore(there, tmp_path / "kept")
    assert left_in(tmp_path) == {"a.db", "users.db", "kept"}
