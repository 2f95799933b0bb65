"""The work of a job: what is stopped goes on, what fails says why, and nothing is read twice."""

import json
from contextlib import closing

import pytest

from tests.web.api.conftest import reading
from tests.web.api.test_jobs import a_line
from tocsin.errors import InputError, PluginError
from tocsin.jobs.sql import SqlJobs, open_jobs
from tocsin.ledger.memory import MemoryLedger
from tocsin.settings import Settings
from tocsin.tasks.jobs import course_of, submit, work
from tocsin.tasks.read import Parts, ReadOptions, open_parts

__all__ = ["reading"]


@pytest.fixture(scope="module")
def parts(reading: Settings) -> Parts:
    return open_parts(ReadOptions(), reading)


def after(jobs: SqlJobs, id_: str) -> tuple[str, dict[str, object]]:
    job = jobs.job(id_)
    assert job is not None
    return job.state, json.loads(job.course)


def test_a_job_that_is_stopped_goes_on_where_it_was(parts: Parts) -> None:
    ledger = MemoryLedger()
    with closing(open_jobs("memory:")) as jobs:
        job, new = submit(jobs, "Rana", f"{a_line(0)}\n{a_line(1)}\n".encode())
        assert new
        assert work(jobs, ledger, lambda: parts, lambda: True)
        state, course = after(jobs, job.id)
        assert (state, course["lines"], course["read"]) == ("waiting", 2, 1)
        assert len(list(ledger.reports())) == 1
        assert work(jobs, ledger, lambda: parts, lambda: False)
        state, course = after(jobs, job.id)
        assert (state, course["read"], course["known"], course["new"]) == ("done", 2, 1, 1)
        assert len(list(ledger.reports())) == 2
        assert ledger.unjudged() == ()
        assert not work(jobs, ledger, lambda: parts, lambda: False)


def test_a_job_that_fails_says_why_and_others_are_done(parts: Parts) -> None:
    def broken() -> Parts:
        raise PluginError("no extractor is installed")

    ledger = MemoryLedger()
    with closing(open_jobs("memory:")) as jobs:
        first, _ = submit(jobs, "Rana", a_line(0).encode())
        second, _ = submit(jobs, "Rana", a_line(1).encode())
        assert work(jobs, ledger, broken, lambda: False)
        failed = jobs.job(first.id)
        assert failed is not None
        assert (failed.state, failed.fault) == ("failed", "no extractor is installed")
        assert work(jobs, ledger, lambda: parts, lambda: False)
        assert after(jobs, second.id)[0] == "done"
        again, new = submit(jobs, "Rana", a_line(0).encode())
        assert (again.id, again.state, new) == (first.id, "waiting", True)


def test_the_same_work_of_one_person_is_one_job() -> None:
    with closing(open_jobs("memory:")) as jobs:
        first, _ = submit(jobs, "Rana", b"{}")
        assert submit(jobs, "Rana", b"{}") == (first, False)
        assert submit(jobs, "Zaid", b"{}")[1]
        assert submit(jobs, "Rana", b"{}", "key")[1]
        assert course_of(first).lines == 1
        with pytest.raises(InputError, match="no report is handed in"):
            submit(jobs, "Rana", b" \n\n")


def test_of_very_many_rejections_the_first_are_named_and_all_counted(parts: Parts) -> None:
    with closing(open_jobs("memory:")) as jobs:
        job, _ = submit(jobs, "Rana", b"odd\n" * 1200)
        work(jobs, MemoryLedger(), lambda: parts, lambda: False)
        _, course = after(jobs, job.id)
    assert (course["rejected"], course["read"]) == (1200, 1200)
    assert len(course["rejections"]) == 1000  # type: ignore[arg-type]  # a list
