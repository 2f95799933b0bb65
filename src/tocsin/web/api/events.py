"""What is new, as a stream of server-sent events (WHATWG HTML, section 9.2)."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Header, Request, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from tocsin.accounts.base import Deed
from tocsin.export.incident_words import title_of
from tocsin.export.record import Json, json_line
from tocsin.tasks.asking import selection_by
from tocsin.tasks.news import Mark, kind_of, mark_of, news, now
from tocsin.vocabulary.incident import Incident
from tocsin.web.api.asking import AskingNews
from tocsin.web.api.routing import api_router, typed
from tocsin.web.depends import Reader, SharedOf
from tocsin.web.site import shared_of

router = api_router("events")
STREAM = "text/event-stream"
LOOKS_S = 2.0
"""How often it looks for what is new."""
BEATS_S = 15.0
"""After so long without news a line is sent that says nothing, so that nobody takes the line for dead."""
RETRY = b"retry: 3000\n\n"


@dataclass(frozen=True, slots=True)
class Stream:
    """What a stream tells from: a look that gives what is new behind a mark, where it begins, and for how long."""

    look: Callable[[Mark], list[tuple[Mark, Incident | Deed]]]
    mark: Mark
    seconds: float


@router.get("/events", response_class=StreamingResponse, responses={200: typed(STREAM)}, summary="Hear what is new")
async def stream_events(
    request: Request,
    shared: SharedOf,
    _: Reader,
    asking: AskingNews,
    last_event_id: Annotated[str, Header(max_length=2000, description="The id of the last event that was heard.")] = "",
) -> Response:
    """Incidents of a selection as they are told, and decisions as they are taken, from now or from a known event on.

    The stream ends after `seconds`; a browser comes back by itself and goes on where it was.
    """
    ledger, accounts = shared.ledger, shared.accounts
    selection = await run_in_threadpool(selection_by, asking, shared.site.settings)
    mark = mark_of(last_event_id) if last_event_id else await run_in_threadpool(now, ledger, accounts)
    stream = Stream(lambda since: list(news(ledger, accounts, selection, since)), mark, asking.seconds)
    return StreamingResponse(_told(stream, request), media_type=STREAM, headers={"Cache-Control": "no-store"})


async def _told(stream: Stream, request: Request) -> AsyncIterator[bytes]:
    mark, begun = stream.mark, time.monotonic()
    beat = begun
    yield RETRY
    while True:
        for behind, item in await run_in_threadpool(stream.look, mark):
            mark = behind
            yield _event(mark, item)
        at = time.monotonic()
        if at - begun + LOOKS_S > stream.seconds or shared_of(request).ending or await request.is_disconnected():
            return
        if at - beat >= BEATS_S:
            beat = at
            yield b":\n\n"
        await asyncio.sleep(LOOKS_S)


def _event(mark: Mark, item: Incident | Deed) -> bytes:
    name, data = ("decision", _decision(item)) if isinstance(item, Deed) else ("incident", _incident(item))
    return f"id: {mark}\nevent: {name}\ndata: {json_line(data)}\n".encode()


def _incident(incident: Incident) -> Json:
    return {
        "id": incident.id,
        "title": title_of(incident),
        "first_seen": incident.first_seen.isoformat(),
        "last_seen": incident.last_seen.isoformat(),
        "voices": incident.voices,
    }


def _decision(deed: Deed) -> Json:
    return {"at": deed.at.isoformat(), "author": deed.who, "kind": kind_of(deed), "subject": deed.subject}
