"""Jobs in memory, in a file and in PostgreSQL: kept until they are done, done once, taken up again where one ends."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.ledger.conftest import make_database
from tocsin.errors import LedgerError
from tocsin.jobs.base import Job, Jobs
from tocsin.jobs.sql import FORGOTTEN, open_jobs
from tocsin.ledger.opening import open_ledger

__all__ = ["make_database"]
NOW = datetime(2024, 5, 8, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
EARLIER = NOW - timedelta(hours=1)


def a_job(number: int = 1, author: str = "Rana", at: datetime = NOW) -> Job:
    return Job(f"job-{number}", author, at, at, course='{"lines": 2}')


class JobsContract:
    def test_a_job_is_kept_and_given_back(self, jobs: Jobs) -> None:
        assert jobs.job("job-1") is None
        assert jobs.submit(a_job(), b"one\ntwo") == a_job()
        assert jobs.job("job-1") == a_job()

    def test_what_is_there_already_stays_as_it_is(self, jobs: Jobs) -> None:
        jobs.submit(a_job(), b"one")
        assert jobs.submit(replace(a_job(), submitted=LATER, changed=LATER), b"two").submitted == NOW
        claimed = jobs.claim(LATER, NOW)
        assert claimed is not None
        assert claimed[1] == b"one"

    def test_what_failed_can_be_handed_in_again(self, jobs: Jobs) -> None:
        jobs.submit(a_job(), b"one")
        jobs.note(replace(a_job(), state="failed", fault="no space"))
        kept = jobs.job("job-1")
        assert kept is not None
        assert (kept.state, kept.fault) == ("failed", "no space")
        assert jobs.claim(LATER, NOW) is None
        again = replace(a_job(), submitted=LATER, changed=LATER)
        assert jobs.submit(again, b"one") == again

    def test_each_is_claimed_once_the_oldest_first(self, jobs: Jobs) -> None:
        for number in (3, 1, 2):
            jobs.submit(a_job(number, at=NOW + timedelta(minutes=number)), str(number).encode())
        claimed = [jobs.claim(LATER, NOW) for _ in range(4)]
        assert [found and (found[0].id, found[0].state, found[1]) for found in claimed] == [
            ("job-1", "running", b"1"), ("job-2", "running", b"2"), ("job-3", "running", b"3"), None,
        ]  # fmt: skip

    def test_one_that_is_silent_is_claimed_again(self, jobs: Jobs) -> None:
        jobs.submit(a_job(), b"one")
        assert jobs.claim(NOW, EARLIER) is not None
        assert jobs.claim(LATER, NOW - timedelta(seconds=1)) is None
        jobs.note(replace(a_job(), state="running", changed=LATER))
        assert jobs.claim(LATER, NOW + timedelta(minutes=30)) is None, "it gave a sign"
        assert jobs.claim(LATER + timedelta(hours=1), LATER + timedelta(minutes=1)) is not None

    def test_work_that_is_done_is_forgotten_and_its_course_is_not(self, jobs: Jobs) -> None:
        jobs.submit(a_job(), b"one")
        jobs.note(replace(a_job(), state="done", course='{"lines": 2, "new": 2}'))
        assert jobs.claim(LATER, LATER) is None
        kept = jobs.job("job-1")
        assert kept is not None
        assert kept.course == '{"lines": 2, "new": 2}'
        jobs.submit(a_job(2, at=NOW + FORGOTTEN + timedelta(days=1)), b"two")
        assert jobs.job("job-1") is None

    def test_jobs_are_listed_by_whom_they_belong_to(self, jobs: Jobs) -> None:
        for number, author in enumerate(("Rana", "Zaid", "Rana")):
            jobs.submit(a_job(number, author, NOW + timedelta(minutes=number)), b"x")
        assert [job.id for job in jobs.jobs()] == ["job-2", "job-1", "job-0"]
        assert [job.id for job in jobs.jobs("Rana")] == ["job-2", "job-0"]
        assert [job.id for job in jobs.jobs(limit=1)] == ["job-2"]

    def test_of_many_who_look_at_once_one_gets_it(self, jobs: Jobs) -> None:
        for number in range(5):
            jobs.submit(a_job(number), b"x")
        found: list[str] = []

        def look() -> None:
            while (claimed := jobs.claim(LATER, EARLIER)) is not None:
                found.append(claimed[0].id)

        threads = [threading.Thread(target=look) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(found) == [f"job-{number}" for number in range(5)]


class TestInMemory(JobsContract):
    @pytest.fixture
    def jobs(self) -> Iterator[Jobs]:
        with closing(open_jobs("memory:")) as opened:
            yield opened


class TestInAFile(JobsContract):
    @pytest.fixture
    def jobs(self, tmp_path: Path) -> Iterator[Jobs]:
        path = str(tmp_path / "tracker.db")
        open_ledger(path).close()
        with closing(open_jobs(path)) as opened:
            yield opened


class TestInPostgresql(JobsContract):
    @pytest.fixture
    def jobs(self, make_database: Callable[[str], str]) -> Iterator[Jobs]:
        with closing(open_jobs(make_database(""))) as opened:
            yield opened


def test_jobs_stand_beside_a_ledger_and_are_there_again(tmp_path: Path) -> None:
    path = str(tmp_path / "tracker.db")
    open_ledger(path).close()
    with closing(open_jobs(path)) as jobs:
        jobs.submit(a_job(), b"one")
    open_ledger(path).close()
    with closing(open_jobs(f"sqlite:///{path}")) as jobs:
        claimed = jobs.claim(LATER, NOW)
    assert claimed is not None
    assert claimed[1] == b"one"


def test_an_address_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="jobs cannot be kept beside the ledger"):
        open_jobs(str(tmp_path / "no folder" / "tracker.db"))
