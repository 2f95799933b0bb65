"""Selections of few and of many incidents are found in two ways, and both give the same pages."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from tocsin.ledger import selecting
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.tables import DISPUTED, UNSURE, incidents, judgements
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


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (select(judgements.c.number).where(UNSURE).order_by(judgements.c.probability), "ix_judgements_unsure"),
        (select(incidents.c.id).where(DISPUTED), "ix_incidents_disputed"),
        (select(incidents.c.id).where(incidents.c.status.in_(["foiled"])), "ix_incidents_status_first_day_id"),
    ],
)
def test_what_is_rare_is_found_by_an_index(query: Any, index: str, tracker: Path) -> None:
    words = str(query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    with closing(sqlite3.connect(tracker)) as database:
        plan = database.execute(f"EXPLAIN QUERY PLAN {words}").fetchall()
    assert index in str(plan)
