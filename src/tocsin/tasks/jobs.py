"""Reports that are handed in and read in the background: as many as one likes, and each job told how far it is."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from tocsin.errors import InputError, TocsinError
from tocsin.jobs.base import Job, Jobs, State
from tocsin.jobs.sql import open_jobs as open_at
from tocsin.ledger.base import Ledger
from tocsin.reading.base import Raw
from tocsin.settings import Settings
from tocsin.tasks.add import AddedReport, add_found
from tocsin.tasks.changing import change_record
from tocsin.tasks.read import Parts, ReadOptions
from tocsin.tasks.resolve import resolve
from tocsin.vocabulary.mention import Rejection

SILENT = timedelta(minutes=10)
"""After so long without a sign whoever did a job is gone."""
SIGN = timedelta(seconds=2)
"""How often a job tells how far it is."""
NAMED = 1000
"""So many reports and rejections are named; of more, the number is told."""
KIND = "application/json"


@dataclass(slots=True)
class Course:
    """What came of a job until now, by number; `report_ids` and `rejections` name the first of them."""

    lines: int = 0
    read: int = 0
    new: int = 0
    known: int = 0
    versions: int = 0
    copies: int = 0
    mentions: int = 0
    rejected: int = 0
    report_ids: list[str] = field(default_factory=list)
    rejections: list[dict[str, str]] = field(default_factory=list)
    changes: dict[str, Any] | None = None

    def take(self, item: AddedReport | Rejection) -> None:
        """Count what became of one line."""
        self.read = min(self.read + 1, self.lines)
        if isinstance(item, Rejection):
            self._reject(item)
            return
        self.new += item.outcome == "new"
        self.known += item.outcome == "known"
        self.versions += item.outcome == "version"
        self.copies += bool(item.copies)
        self.mentions += item.mentions
        if len(self.report_ids) < NAMED:
            self.report_ids.append(item.report_id)
        for rejection in item.rejections:
            self._reject(rejection)

    def _reject(self, rejection: Rejection) -> None:
        self.rejected += 1
        if len(self.rejections) < NAMED:
            self.rejections.append(asdict(rejection))


Tell = Callable[[Course, State], None]
"""Keeps how far a job is."""


def open_jobs(settings: Settings) -> Jobs:
    """Return the jobs beside the ledger of the settings, which is to be opened first. Raises LedgerError."""
    return open_at(settings.tracker)


def submit(jobs: Jobs, author: str, body: bytes, key: str = "") -> tuple[Job, bool]:
    """Keep reports (JSON Lines) as a job of `author`; return it, and whether it is new.

    The same body with the same `key` is the same job. Raises InputError for a body without a line, LedgerError.
    """
    lines = sum(1 for line in body.splitlines() if line.strip())
    if not lines:
        raise InputError("no report is handed in; send one JSON object a line")
    told = b"\0".join((author.encode("utf-8", "surrogatepass"), key.encode("utf-8", "surrogatepass"), body))
    now = datetime.now(UTC)
    job = Job(f"job-{sha256(told).hexdigest()[:16]}", author, now, now, course=_written(Course(lines=lines)))
    kept = jobs.submit(job, body)
    return kept, kept.submitted == now


def work(jobs: Jobs, ledger: Ledger, parts: Callable[[], Parts], stopping: Callable[[], bool]) -> bool:
    """Do one job that waits, and return whether there was one.

    `parts` opens what reading is done with. Where `stopping` says so, the job is put back after the report that is
    being read; so it is when the process ends. What is read twice is known the second time. Raises LedgerError.
    """
    now = datetime.now(UTC)
    claimed = jobs.claim(now, now - SILENT)
    if claimed is None:
        return False
    job, body = claimed
    course = Course(lines=Course(**json.loads(job.course)).lines)
    signs = _Signs(jobs, job)
    try:
        state = _read(course, body, signs, (ledger, parts, stopping))
    except TocsinError as error:
        jobs.note(replace(signs.noted(course, "failed"), fault=str(error)))
        return True
    signs.tell(course, state)
    return True


def course_of(job: Job) -> Course:
    """Return what came of a job until now."""
    return Course(**json.loads(job.course))


class _Signs:
    """Tells from time to time how far a job is."""

    def __init__(self, jobs: Jobs, job: Job) -> None:
        self._jobs, self._job, self._last = jobs, job, job.changed

    def noted(self, course: Course, state: State) -> Job:
        return replace(self._job, state=state, changed=datetime.now(UTC), course=_written(course))

    def tell(self, course: Course, state: State) -> None:
        self._last = datetime.now(UTC)
        self._jobs.note(self.noted(course, state))

    def tick(self, course: Course) -> None:
        if datetime.now(UTC) - self._last >= SIGN:
            self.tell(course, "running")


def _read(
    course: Course, body: bytes, signs: _Signs, means: tuple[Ledger, Callable[[], Parts], Callable[[], bool]]
) -> State:
    ledger, parts, stopping = means
    raw = Raw("what was handed in", data=body, content_type=KIND)
    for item in add_found([raw], ReadOptions(), ledger, parts()):
        course.take(item)
        signs.tick(course)
        if stopping():
            return "waiting"
    changes = resolve(ledger, done=lambda _: signs.tick(course))
    course.changes, course.read = change_record(changes), course.lines
    return "done"


def _written(course: Course) -> str:
    return json.dumps(asdict(course))
