"""Several programs and threads at one ledger: nothing is lost, nothing is there twice, nobody waits for ever."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.writer import main, report_of
from tocsin.errors import LedgerError
from tocsin.ledger.base import Finds
from tocsin.ledger.opening import open_ledger
from tocsin.testing.builders import a_full_mention, a_retrieval
from tocsin.vocabulary.selection import Selection

ROOT = Path(__file__).parents[2]
WRITERS, EACH = 3, 8


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("tracker" if request.param == "sqlite" else "shared_tracker"))


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "new.db")
    made: str = request.getfixturevalue("make_database")("")
    return made


def together(deeds: list[Callable[[], Any]]) -> list[Any]:
    """Do all at one moment, each in a thread, and return what came of them."""
    barrier = threading.Barrier(len(deeds))

    def start(deed: Callable[[], Any]) -> Any:
        barrier.wait()
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(start, deeds))


def test_programs_that_write_at_once_lose_nothing(address: str) -> None:
    command = [sys.executable, "-m", "tests.ledger.writer", address]
    writers = [
        subprocess.Popen([*command, f"w{n}", str(EACH)], cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
        for n in range(WRITERS)
    ]
    said = [writer.communicate()[0].split() for writer in writers]
    assert said == [[str(number) for number in range(EACH)]] * WRITERS
    ledger = open_ledger(address)
    expected = {f"w{n}-{number}" for n in range(WRITERS) for number in range(EACH)}
    assert sorted(kept.report.id for kept in ledger.reports()) == sorted(expected)
    sequences = [entry.sequence for entry in ledger.entries()]
    assert sequences == sorted(set(sequences))
    assert len(sequences) == 2 * ledger.count(Selection()) == 2 * WRITERS * EACH
    ledger.close()


def test_threads_of_one_program_may_share_a_ledger(address: str) -> None:
    ledger = open_ledger(address)
    report = report_of("shared", 1)

    def add() -> str:
        return ledger.add(a_retrieval(report), Finds((a_full_mention(report),))).outcome

    assert sorted(together([add] * WRITERS)) == ["known", "known", "new"]
    assert len(list(ledger.entries())) == 1
    ledger.close()


def test_programs_that_open_a_new_ledger_at_once_make_it_once(new_address: str) -> None:
    together([lambda n=n: main(new_address, f"w{n}", 1) for n in range(WRITERS)])  # type: ignore[misc]  # bound now
    ledger = open_ledger(new_address)
    assert len(list(ledger.reports())) == WRITERS
    ledger.close()


@pytest.fixture
def pair(address: str) -> Iterator[tuple[Any, Any]]:
    """Two programs, of which the second does not wait long."""
    ledgers = open_ledger(address), open_ledger(address, timeout_s=0.2)
    yield ledgers
    for ledger in ledgers:
        ledger.close()


def test_a_writer_that_waits_too_long_is_told_so_and_a_reader_does_not_wait(pair: tuple[Any, Any]) -> None:
    busy, other = pair
    with busy.writing():
        busy.add(a_retrieval(report_of("busy", 1)), Finds())
        assert list(other.reports()) == []
        with pytest.raises(LedgerError, match=r"another program has been writing to it for more than 0\.2 s"):
            other.add(a_retrieval(report_of("other", 1)), Finds())
    assert other.add(a_retrieval(report_of("other", 1)), Finds()).outcome == "new"
    assert len(list(busy.reports())) == 2


def test_a_thread_that_waits_too_long_for_memory_is_told_so() -> None:
    ledger = open_ledger("memory:", timeout_s=0.05)
    with ledger.writing(), ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(ledger.add, a_retrieval(), Finds())
        with pytest.raises(LedgerError, match="another thread"):
            waiting.result()
