"""Accounts in memory, in a file and in PostgreSQL keep to the contract; and what they are made of."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.ledger.conftest import make_database
from tocsin.accounts.base import Accounts, Deed
from tocsin.accounts.opening import open_accounts
from tocsin.errors import AccountsError
from tocsin.ledger.opening import open_ledger
from tocsin.testing.accounts_contract import NOW, AccountsContract

__all__ = ["make_database"]


class TestInMemory(AccountsContract):
    @pytest.fixture
    def accounts(self) -> Iterator[Accounts]:
        with closing(open_accounts("memory:")) as opened:
            yield opened


class TestInAFile(AccountsContract):
    @pytest.fixture
    def accounts(self, tmp_path: Path) -> Iterator[Accounts]:
        with closing(open_accounts(str(tmp_path / "accounts.db"))) as opened:
            yield opened


class TestInPostgresql(AccountsContract):
    @pytest.fixture
    def accounts(self, make_database: Callable[[str], str]) -> Iterator[Accounts]:
        with closing(open_accounts(make_database(""))) as opened:
            yield opened


def test_accounts_stand_beside_a_ledger_and_are_there_again(tmp_path: Path) -> None:
    address = str(tmp_path / "tracker.db")
    for _ in range(2):
        open_ledger(address).close()
        with closing(open_accounts(address)) as accounts:
            accounts.note(Deed(NOW, "Amal", "merge"))
    with closing(open_accounts(f"sqlite:///{address}")) as accounts:
        assert accounts.count("merge", NOW) == 2


def test_the_database_itself_keeps_the_audit(tmp_path: Path) -> None:
    with closing(open_accounts(str(tmp_path / "a.db"))) as accounts:
        accounts.note(Deed(NOW, "Amal", "merge"))
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        for deed in ("UPDATE account_audit SET who = 'Zaid'", "DELETE FROM account_audit"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                connection.execute(deed)


def test_an_older_format_gets_what_is_new_and_keeps_what_it_has(tmp_path: Path) -> None:
    address = str(tmp_path / "a.db")
    with closing(open_accounts(address)) as accounts:
        accounts.note(Deed(NOW, "Amal", "merge"))
    with closing(sqlite3.connect(address)) as connection, connection:
        connection.execute("DROP TABLE account_links")
        connection.execute("UPDATE account_format SET format = 1")
    for _ in range(2):
        with closing(open_accounts(address)) as accounts:
            assert accounts.link_of("Amal") is None
            assert accounts.count("merge", NOW) == 1
    with closing(sqlite3.connect(address)) as connection:
        assert connection.execute("SELECT format FROM account_format").fetchall() == [(2,)]


def test_a_newer_format_is_not_touched(tmp_path: Path) -> None:
    open_accounts(str(tmp_path / "a.db")).close()
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection, connection:
        connection.execute("UPDATE account_format SET format = 99")
    with pytest.raises(AccountsError, match="newer Tocsin"):
        open_accounts(str(tmp_path / "a.db"))


@pytest.mark.parametrize("address", ["oracle://db/x", "/no/such/folder/a.db", "postgresql://["])
def test_what_cannot_hold_accounts_says_so(address: str) -> None:
    with pytest.raises(AccountsError):
        open_accounts(address)
