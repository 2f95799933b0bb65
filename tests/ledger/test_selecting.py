"""Selections of few and of many incidents are found in two ways, and both give the same pages."""

from dataclasses import replace
from pathlib import Path

import pytest

from tocsin.ledger import selecting
from tocsin.ledger.opening import open_ledger
from tocsin.testing.ledger_incidents import SELECTIONS, incidents_by_chance, pages
from tocsin.vocabulary.selection import ORDERS, Order


@pytest.mark.parametrize("sort", ORDERS)
def test_few_and_many_come_in_the_same_pages(sort: Order, tracker: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = open_ledger(str(tracker))
    incidents_by_chance(ledger, 40)
    asked = [replace(selection, sort=sort, limit=5) for selection in SELECTIONS]
    few = [pages(ledger, selection) for selection in asked]
    monkeypatch.setattr(selecting, "FEW", 0)
    assert [pages(ledger, selection) for selection in asked] == few
    ledger.close()
