"""The worker of a process: a thread that does the jobs that wait, one after the other."""

import logging
from functools import cached_property
from threading import Event, Thread

from tocsin.errors import TocsinError
from tocsin.export.visible import one_line
from tocsin.jobs.base import Jobs
from tocsin.ledger.base import Ledger
from tocsin.settings import Settings
from tocsin.tasks.jobs import work
from tocsin.tasks.read import Parts, ReadOptions, open_parts

LOOKS_S = 10.0
"""How often it looks for jobs that another process left behind."""
ENDS_S = 60.0
"""How long it may take to come to the end of the report that is being read."""
_log = logging.getLogger("tocsin.jobs")


class Worker:
    """Does jobs until it is ended. What a job is done with is opened with the first one and kept."""

    def __init__(self, jobs: Jobs, ledger: Ledger, settings: Settings) -> None:
        self.jobs = jobs
        self._ledger = ledger
        self._settings = settings
        self._ending, self._waking = Event(), Event()
        self._thread = Thread(target=self._run, name="tocsin-jobs", daemon=True)

    def start(self) -> None:
        """Begin to look for jobs."""
        self._thread.start()

    def wake(self) -> None:
        """Say that there is a job."""
        self._waking.set()

    def end(self) -> None:
        """Put the job that is being done back, and wait for the thread."""
        self._ending.set()
        self._waking.set()
        self._thread.join(ENDS_S)
        self.jobs.close()

    @cached_property
    def _parts(self) -> Parts:
        return open_parts(ReadOptions(), self._settings)

    def _run(self) -> None:
        while not self._ending.is_set():
            try:
                found = work(self.jobs, self._ledger, lambda: self._parts, self._ending.is_set)
            except TocsinError as error:
                _log.warning("jobs cannot be done: %s", one_line(str(error)))
                found = False
            except Exception:
                _log.exception("a job failed by a fault of ours")
                found = False
            if not found:
                self._waking.wait(LOOKS_S)
                self._waking.clear()
