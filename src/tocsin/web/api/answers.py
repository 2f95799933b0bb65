"""Answers: JSON with a tag by which a client asks whether it has changed, and files of any format."""

import gzip
import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, cast

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from tocsin.export.record import Json, json_line

JSON = "application/json"
IN_MEMORY = 8_000_000
"""Bytes of a file that are kept in memory before it goes to the disk."""
CHUNK = 1 << 16
LEVEL = 5
"""Of packing, as for all other answers."""
VARY = "Accept, Authorization, Cookie"


@dataclass(frozen=True, slots=True)
class Packed:
    """An answer in JSON that is kept to be given again: compressed, since it may be large, and with its tag."""

    body: bytes
    tag: str


def said(request: Request, body: Json, headers: Mapping[str, str] | None = None) -> Response:
    """Return `body` as JSON, or that nothing has changed since the client's copy (RFC 9110, If-None-Match)."""
    data = json_line(body).encode()
    given = {"ETag": _tag(data), "Vary": VARY, **(headers or {})}
    if _known(request.headers.get("if-none-match", ""), given["ETag"]):
        return Response(status_code=304, headers=given)
    return Response(data, media_type=JSON, headers=given)


def packed(body: Json) -> Packed:
    """Return `body` as `said_again` takes it."""
    data = json_line(body).encode()
    return Packed(gzip.compress(data, LEVEL, mtime=0), _tag(data))


def said_again(request: Request, kept: Packed) -> Response:
    """Return what is kept, or that nothing has changed since the client's copy; unpacked for who does not unpack."""
    given = {"ETag": kept.tag, "Vary": f"{VARY}, Accept-Encoding"}
    if _known(request.headers.get("if-none-match", ""), kept.tag):
        return Response(status_code=304, headers=given)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(kept.body, media_type=JSON, headers=given | {"Content-Encoding": "gzip"})
    return Response(gzip.decompress(kept.body), media_type=JSON, headers=given)


def done(body: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return what an action did."""
    return Response(json_line(body).encode(), status, media_type=JSON, headers=dict(headers or {}))


def filed(write: Callable[[BinaryIO], Mapping[str, str]], media_type: str, name: str) -> StreamingResponse:
    """Return the file that `write` makes, under `name`; what `write` returns are headers.

    It is written whole before its first byte is sent, so that an error is told as one.
    """
    stream = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115  closed when it is sent
    try:
        headers = dict(write(stream))
    except BaseException:
        stream.close()
        raise
    headers |= {"Content-Length": str(stream.tell()), "Vary": VARY}
    headers["Content-Disposition"] = f'attachment; filename="{name}"'
    stream.seek(0)
    return StreamingResponse(_chunks(stream), media_type=media_type, headers=headers)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _tag(data: bytes) -> str:
    return f'W/"{hashlib.sha256(data).hexdigest()[:32]}"'


def _known(header: str, tag: str) -> bool:
    """Whether the client has what has `tag`; tags are compared weakly, as they are for reading."""
    tags = {one.strip().removeprefix("W/") for one in header.split(",")}
    return "*" in tags or tag.removeprefix("W/") in tags
