"""Handing in reports, and asking how far their reading is."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import FastAPI, Header, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from tocsin.export.record import Json
from tocsin.jobs.base import Job
from tocsin.schemas.job import JobList, JobShape
from tocsin.tasks.jobs import course_of, open_jobs, submit
from tocsin.vocabulary.identity import Identity
from tocsin.web.api.answers import done, said
from tocsin.web.api.asking import AskingJobs
from tocsin.web.api.routing import CACHED, PREFIX, Id, api_router, problems
from tocsin.web.depends import Adder, audited
from tocsin.web.errors import NotFoundError
from tocsin.web.working import Worker

LINES = ("application/x-ndjson", "application/jsonl")
_EXAMPLE = '{"id": "w1", "text": "Rockets hit the airport.", "published": "2024-05-06", "source": "Wire"}\n'
_BODY: Json = {
    "requestBody": {
        "required": True,
        "description": "One report a line: text or html, and what is known of id, headline, published, source, url.",
        "content": {kind: {"schema": {}, "example": _EXAMPLE} for kind in LINES},
    }
}
_LOCATION: Json = {"Location": {"description": "Where the job is.", "schema": {"type": "string"}}}


@asynccontextmanager
async def _working(app: FastAPI) -> AsyncIterator[None]:
    """Let jobs be done as long as the site runs."""
    shared = app.state.shared
    worker = Worker(open_jobs(shared.site.settings), shared.ledger, shared.site.settings)
    app.state.worker = worker
    worker.start()
    try:
        yield
    finally:
        await run_in_threadpool(worker.end)


router = api_router("jobs", _working)


@router.post(
    "/reports",
    status_code=202,
    summary="Hand in reports",
    openapi_extra=_BODY,
    responses={
        202: {"model": JobShape, "headers": _LOCATION},
        200: {"model": JobShape, "headers": _LOCATION, "description": "These were handed in before."},
        **problems(413, 415),
    },
)
async def post_reports(
    request: Request,
    adder: Adder,
    idempotency_key: Annotated[
        str, Header(max_length=200, description="The same reports with another key are read again.")
    ] = "",
) -> Response:
    """Hand in reports as JSON Lines. They are read in the background; the answer is the job, and where to ask for it.

    Reports that the tracker holds are not read twice. The same reports from the same user are the same job.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in LINES:
        raise HTTPException(415, f"Send JSON Lines as {LINES[0]}.")
    try:
        body = await request.body()
    except ClientDisconnect as error:
        raise HTTPException(413, "This is more than is taken at once; hand it in in parts.") from error
    worker = worker_of(request)
    job, new = await run_in_threadpool(submit, worker.jobs, adder.name, body, idempotency_key)
    if new:
        await run_in_threadpool(audited, request, adder, "hand in", job.id, f"{course_of(job).lines} lines")
        worker.wake()
    return done(_record(job), 202 if new else 200, {"Location": f"{PREFIX}/jobs/{job.id}"})


@router.get("/jobs", responses={200: {"model": JobList}, **CACHED}, summary="List jobs")
def list_jobs(request: Request, adder: Adder, asking: AskingJobs) -> Response:
    """Your jobs, or everybody's for an admin, the newest first."""
    found = worker_of(request).jobs.jobs("" if adder.may("admin") else adder.name, asking.limit)
    return said(request, {"jobs": [_record(job) for job in found]})


@router.get("/jobs/{id:path}", responses={200: {"model": JobShape}, **CACHED, **problems(404)}, summary="Show a job")
def show_job(request: Request, adder: Adder, id: Id) -> Response:  # noqa: A002  the field's name
    """How far a job is, and what came of it."""
    return said(request, _record(_job_at(request, id, adder)))


def worker_of(request: Request) -> Worker:
    """Return the worker of this process."""
    found: Worker = request.app.state.worker
    return found


def _job_at(request: Request, id_: str, identity: Identity) -> Job:
    found = worker_of(request).jobs.job(id_)
    if found is None or not (found.author == identity.name or identity.may("admin")):
        raise NotFoundError(f"there is no job {id_} of yours")
    return found


def _record(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "state": job.state,
        "author": job.author,
        "submitted": job.submitted.isoformat(),
        "changed": job.changed.isoformat(),
        **asdict(course_of(job)),
        "fault": job.fault or None,
    }
