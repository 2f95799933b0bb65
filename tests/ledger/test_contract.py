"""The contract suite of ledgers, run for each that is built in."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tocsin.ledger.base import Ledger
from tocsin.ledger.opening import open_ledger
from tocsin.testing.ledger_contract import LedgerContract


class TestMemory(LedgerContract):
    def ledger(self) -> Ledger:
        return open_ledger("memory:")


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in a file, made once: to make one takes a second."""
    path = tmp_path_factory.mktemp("ledger") / "empty.db"
    open_ledger(str(path)).close()
    return path


class TestSqlite(LedgerContract):
    @pytest.fixture(autouse=True)
    def place(self, tmp_path: Path, empty: Path) -> Iterator[None]:
        self.path, self.opened = tmp_path / "tracker.db", list[Ledger]()
        shutil.copy(empty, self.path)
        yield
        for ledger in self.opened:
            ledger.close()

    def ledger(self) -> Ledger:
        self.opened.append(open_ledger(str(self.path)))
        return self.opened[-1]

    def other(self, ledger: Ledger) -> Ledger:
        return self.ledger()
