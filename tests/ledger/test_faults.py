"""A ledger whose writer is killed at any moment has all that was committed, and nothing half-written."""

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.writer import report_of
from tocsin.ledger.opening import open_ledger
from tocsin.vocabulary.selection import Selection

KILLS = 100
PIPES: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="writers are forked here, so that a hundred start in no time")
def test_killed_a_hundred_times_it_has_all_that_was_committed_and_nothing_half_written(tracker: Path) -> None:
    chance = random.Random(9)  # noqa: S311 - moments to kill at, no secret
    command = [sys.executable, "-m", "tests.ledger.killing", str(tracker)]
    with subprocess.Popen(command, cwd=ROOT, **PIPES) as nursery:  # noqa: S603 - our own program
        assert nursery.stdin
        assert nursery.stdout
        committed = 0
        for kill in range(KILLS):
            since = "start" if kill % 5 == 0 else ""
            nursery.stdin.write(f"{kill} {chance.uniform(0.0, 2.0)} {since}\n")
            nursery.stdin.flush()
            committed += int(nursery.stdout.readline())
            if kill % 10 == 0 or kill == KILLS - 1:
                check(tracker, committed)
        nursery.stdin.close()
    assert committed > KILLS


def check(tracker: Path, committed: int) -> None:
    """The file is sound, and each report in it is there whole, with all that was written with it."""
    with closing(sqlite3.connect(tracker)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    ledger = open_ledger(str(tracker))
    reports, entries = list(ledger.reports()), list(ledger.entries())
    # What was committed just before the kill may not have been said any more.
    assert committed <= len(reports) <= committed + KILLS
    assert len(entries) == 2 * len(reports)
    assert len(list(ledger.judgements())) == ledger.count(Selection()) == len(reports)
    assert ledger.unjudged() == ()
    for kept in reports:
        name, _, number = kept.report.id.rpartition("-")
        assert kept.report.text == report_of(name, int(number)).text
        assert kept.report.text.encode() in ledger.original(kept.report.id)
    ledger.close()
