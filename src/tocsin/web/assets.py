"""The files that pages need: styles, scripts, pictures; sent once, and kept by the browser until they change."""

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from tocsin.export.pictures.inks import STYLE, variables

KINDS = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "json": "application/json",
    "png": "image/png",
}
PICTURES = "pictures.css"
"""The style of drawn pictures, which belongs to those who draw them."""
FOR_GOOD = "public, max-age=31536000, immutable"
SMALL = 1000
"""Bytes from which packing is worth while."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent."""

    body: bytes
    packed: bytes
    kind: str


@router.get("/static/{digest}/{name:path}", name="asset")
def send_asset(request: Request, name: str) -> Response:
    """Return a file; its address changes with its content, so it may be kept for good."""
    asset = assets().get(name)
    if asset is None:
        raise HTTPException(404)
    headers = {"Cache-Control": FOR_GOOD, "Vary": "Accept-Encoding"}
    if asset.packed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.packed, headers=headers | {"Content-Encoding": "gzip"}, media_type=asset.kind)
    return Response(asset.body, headers=headers, media_type=asset.kind)


def asset_url(name: str) -> str:
    """Return the address of the file `name`. Raises KeyError if there is none."""
    if name not in assets():
        raise KeyError(name)
    return f"/static/{digest()}/{name}"


@cache
def assets() -> dict[str, Asset]:
    """Return all files by their names below `static`."""
    held = [(name, file.read_bytes()) for name, file in _walk(files("tocsin.web") / "static", "")]
    found = {name: _asset(name, body) for name, body in held if name.rpartition(".")[2] in KINDS}
    return found | {PICTURES: _asset(PICTURES, _style_of_pictures().encode())}


def _asset(name: str, body: bytes) -> Asset:
    kind = KINDS[name.rpartition(".")[2]]
    packed = gzip.compress(body, 9, mtime=0) if len(body) > SMALL and not kind.endswith("png") else b""
    return Asset(body, packed, kind)


def _style_of_pictures() -> str:
    """Pictures that stand in a page take their colours from it."""
    night = f"@media (prefers-color-scheme: dark) {{ .picture {{ {variables(night=True)} }} }}"
    return f".picture {{ {variables(night=False)} }}\n{night}\n{STYLE}\n"


@cache
def digest() -> str:
    """Return what changes with any of the files: scripts name one another, so they change together."""
    told = hashlib.sha256()
    for name, asset in sorted(assets().items()):
        told.update(name.encode() + b"\0" + asset.body)
    return told.hexdigest()[:12]


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, f"{name}/")
        else:
            yield name, entry
