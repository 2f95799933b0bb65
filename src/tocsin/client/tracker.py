"""The client: a tracker at another place, asked and told through its API."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Unpack

import httpx

from tocsin.client.asking import Which
from tocsin.client.calling import ApiError, Caller, at
from tocsin.schemas.claims import ClaimsShape
from tocsin.schemas.incident import HistoryShape, IncidentOutline, IncidentPage, IncidentShape
from tocsin.schemas.job import JobList, JobShape
from tocsin.schemas.network import ActorShown, NetworkShape
from tocsin.schemas.news import DecisionNews, IncidentNews
from tocsin.schemas.report import MentionFound, ReportHead, ReportPage, ReportShape
from tocsin.schemas.review import Decided, Decision, DoubtList, ReviewPage, ReviewShape
from tocsin.schemas.source import SourceDescribed, SourceDescription, SourceList, SourceShape
from tocsin.schemas.stats import Stats
from tocsin.schemas.tempo import TempoShape

LINES = "application/x-ndjson"
PAGE = 100
ASKS_S = 0.5
"""How often a job is asked about."""
NEWS: dict[str, type[IncidentNews] | type[DecisionNews]] = {"incident": IncidentNews, "decision": DecisionNews}


class RemoteTracker:
    """A tracker that `tocsin serve` opens at `url`, for a user's `token`. Every method raises ApiError.

    Close it, or use it as a context: `with RemoteTracker("https://tocsin.example", token) as tracker: ...`
    """

    def __init__(
        self, url: str, token: str, timeout_s: float = 60.0, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._calls = Caller(url, token, timeout_s, transport)

    def __enter__(self) -> "RemoteTracker":
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._calls.close()

    # incidents

    def incidents(self, sort: str = "when", **which: Unpack[Which]) -> Iterator[IncidentOutline]:
        """Yield all incidents that match, page by page as they are wanted."""
        after: str | None = ""
        while after is not None:
            page = self._calls.ask(IncidentPage, "/incidents", {**which, "sort": sort, "limit": PAGE, "after": after})
            yield from page.incidents
            after = page.after

    def incident(self, id_: str) -> IncidentShape:
        """Return an incident with all that is told of it: by its id, a former one, or that of a mention."""
        return self._calls.ask(IncidentShape, at("incidents", id_))

    def history(self, id_: str) -> HistoryShape:
        """Return how an incident came to be what it is."""
        return self._calls.ask(HistoryShape, at("histories", id_))

    def export(self, form: str, output: Path | BinaryIO, **which: Unpack[Which]) -> int:
        """Write the incidents that match to `output` in a format of export; return how many bytes that are."""
        with self._calls.stream("/incidents", {**which, "format": form}) as answer:
            if isinstance(output, Path):
                with output.open("wb") as stream:
                    return sum(stream.write(chunk) for chunk in answer.iter_bytes())
            return sum(output.write(chunk) for chunk in answer.iter_bytes())

    # reports, mentions, sources

    def reports(self) -> Iterator[ReportHead]:
        """Yield all reports in the order in which they were added."""
        after: str | None = ""
        while after is not None:
            page = self._calls.ask(ReportPage, "/reports", {"limit": PAGE, "after": after})
            yield from page.reports
            after = page.after

    def report(self, id_: str, text: bool = False) -> ReportShape:
        """Return a report with what was found in it, and with its text if that is wanted."""
        return self._calls.ask(ReportShape, at("reports", id_), {"text": text})

    def original(self, id_: str) -> bytes:
        """Return the bytes that a report was read from."""
        with self._calls.stream(at("originals", id_), {}) as answer:
            return answer.read()

    def mention(self, id_: str) -> MentionFound:
        """Return a mention and the incident that it belongs to."""
        return self._calls.ask(MentionFound, at("mentions", id_))

    def sources(self) -> list[SourceShape]:
        """Return all sources."""
        return self._calls.ask(SourceList, "/sources").sources

    def describe_source(self, name: str, description: SourceDescription) -> SourceDescribed:
        """Say what a source is and how reliable."""
        return self._calls.send(SourceDescribed, "PATCH", at("sources", name), description)

    # what is worked out

    def tempo(self, **which: Unpack[Which]) -> TempoShape:
        """Return whether incidents become more frequent."""
        return self._calls.ask(TempoShape, "/tempo", which)

    def claims(self, **which: Unpack[Which]) -> ClaimsShape:
        """Return who claims what and who denies it."""
        return self._calls.ask(ClaimsShape, "/claims", which)

    def actors(self, at_end_of: date | None = None, **which: Unpack[Which]) -> NetworkShape:
        """Return who is named and how they belong together, as told by the end of a day."""
        return self._calls.ask(NetworkShape, "/actors", {**which, "at": at_end_of})

    def actor(self, name: str) -> ActorShown:
        """Return an actor by a name, a spelling or its id."""
        return self._calls.ask(ActorShown, at("actors", name))

    def stats(self, **which: Unpack[Which]) -> Stats:
        """Return how many incidents match, by kind and status."""
        return self._calls.ask(Stats, "/stats", which)

    # decisions

    def doubts(self, limit: int = 50) -> DoubtList:
        """Return what waits for a person."""
        return self._calls.ask(DoubtList, "/doubts", {"limit": limit})

    def reviews(self, id_: str = "") -> Iterator[ReviewShape]:
        """Yield what was decided, of one incident or of all, the newest first."""
        after: str | None = ""
        while after is not None:
            page = self._calls.ask(ReviewPage, "/reviews", {"id": id_, "limit": PAGE, "after": after})
            yield from page.reviews
            after = page.after

    def decide(self, wish: Decision) -> Decided:
        """Decide: `Merge`, `Split`, `Part`, `Put`, `Confirm`, `Reject`, `Note`, `Unsure` or `Undo`."""
        return self._calls.send(Decided, "POST", "/reviews", wish)

    # handing in

    def submit(self, reports: Iterable[Mapping[str, Any]] | bytes, key: str = "") -> JobShape:
        """Hand in reports, as objects or as bytes of JSON Lines; return the job that reads them.

        The same reports are the same job, unless another `key` is given.
        """
        body = reports if isinstance(reports, bytes) else "".join(f"{json.dumps(one)}\n" for one in reports).encode()
        headers = {"Content-Type": LINES} | ({"Idempotency-Key": key} if key else {})
        return self._calls.post_bytes(JobShape, "/reports", body, headers)

    def job(self, id_: str) -> JobShape:
        """Return how far a job is."""
        return self._calls.ask(JobShape, at("jobs", id_))

    def jobs(self) -> list[JobShape]:
        """Return the jobs of the token's user, the newest first."""
        return self._calls.ask(JobList, "/jobs").jobs

    def wait(self, job: JobShape, timeout_s: float = 3600.0) -> JobShape:
        """Return a job when it is through. Raises ApiError where it failed, or is not through in time."""
        until = time.monotonic() + timeout_s
        while job.state in ("waiting", "running"):
            if time.monotonic() > until:
                raise ApiError(f"{job.id} is not through after {timeout_s:g} s; ask for it again")
            time.sleep(ASKS_S)
            job = self.job(job.id)
        if job.state == "failed":
            raise ApiError(f"{job.id} failed: {job.fault}")
        return job

    # what is new

    def news(
        self, last: str = "", seconds: float = 300.0, **which: Unpack[Which]
    ) -> Iterator[tuple[str, IncidentNews | DecisionNews]]:
        """Yield what is new for so many seconds, each with its id; `last` is the id of what was heard last."""
        headers = {"Last-Event-ID": last} if last else {}
        fields: dict[str, str] = {}
        with self._calls.stream("/events", {**which, "seconds": seconds}, headers) as answer:
            for line in answer.iter_lines():
                name, _, value = line.partition(": ")
                if line:
                    fields[name] = value
                elif (shape := NEWS.get(fields.get("event", ""))) is not None:
                    yield fields.get("id", ""), shape.model_validate_json(fields["data"])
                if not line:
                    fields = {}
