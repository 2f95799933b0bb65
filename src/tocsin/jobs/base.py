"""The seam of jobs: what is handed in is kept until it is done, whichever process does it, and whatever ends one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

State = Literal["waiting", "running", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Job:
    """Work handed in by `author` at `submitted`; `course` is what came of it until `changed`, as JSON.

    `fault` says why it failed, "" where it did not.
    """

    id: str
    author: str
    submitted: datetime
    changed: datetime
    state: State = "waiting"
    course: str = "{}"
    fault: str = ""


class Jobs(Protocol):
    """Keeps the jobs of one tracker. Every method is one transaction. Raises LedgerError."""

    def close(self) -> None:
        """Give back what is held; closing twice is no error."""
        ...

    def submit(self, job: Job, body: bytes) -> Job:
        """Keep a job with its work, and return it; where one with its id is kept and has not failed, return that."""
        ...

    def job(self, id_: str) -> Job | None:
        """Return a job, or None."""
        ...

    def jobs(self, author: str = "", limit: int = 100) -> tuple[Job, ...]:
        """Return the jobs that were handed in last, the newest first; those of `author` where one is given."""
        ...

    def claim(self, at: datetime, silent_since: datetime) -> tuple[Job, bytes] | None:
        """Return a job that waits, with its work, and mark it as running; None where there is none.

        One that says to be running and of which nothing was heard since `silent_since` waits again: who did it is gone.
        """
        ...

    def note(self, job: Job) -> None:
        """Keep how far a job is. Work that is done is forgotten; that of a job that failed is kept."""
        ...
