"""The contract suite of ledgers, run for each that is built in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tocsin.ledger.base import Ledger
from tocsin.ledger.opening import open_ledger
from tocsin.testing.ledger_contract import LedgerContract


class TestMemory(LedgerContract):
    def ledger(self) -> Ledger:
        return open_ledger("memory:")


class Opened(LedgerContract):
    """Ledgers that several programs can open: every call opens the one of this test."""

    def open_at(self, address: str) -> Iterator[None]:
        self.address, self.opened = address, list[Ledger]()
        yield
        for ledger in self.opened:
            ledger.close()

    def ledger(self) -> Ledger:
        self.opened.append(open_ledger(self.address))
        return self.opened[-1]

    def other(self, ledger: Ledger) -> Ledger:
        return self.ledger()


class TestSqlite(Opened):
    @pytest.fixture(autouse=True)
    def place(self, tracker: Path) -> Iterator[None]:
        yield from self.open_at(str(tracker))


class TestPostgresql(Opened):
    @pytest.fixture(autouse=True)
    def place(self, shared_tracker: str) -> Iterator[None]:
        yield from self.open_at(shared_tracker)
