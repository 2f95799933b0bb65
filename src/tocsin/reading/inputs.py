"""What the user names, one by one: files, folders, URLs and standard input."""

import io
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from tocsin.errors import FetchError, InputError
from tocsin.reading.base import Raw
from tocsin.reading.decoding import printable
from tocsin.reading.fetch import Fetcher
from tocsin.reading.making import reject
from tocsin.reading.unpacking import gunzip
from tocsin.settings import Settings
from tocsin.vocabulary.mention import Rejection

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_GZIP = b"\x1f\x8b"


def collect(arguments: Sequence[str], settings: Settings, stdin: BinaryIO | None = None) -> Iterator[Raw | Rejection]:
    """Yield one raw input for each file, URL or stream that `arguments` name, in their order, folders sorted.

    `-` is `stdin`. What cannot be had (a missing file, a refused URL, a link to a folder) is yielded as a
    rejection; nothing is raised for it and nothing stops.
    """
    fetcher = Fetcher(settings)
    for argument in arguments:
        if argument == "-":
            yield from _from_stream(stdin, settings)
        elif _SCHEME.match(argument):
            yield _from_url(argument, fetcher)
        else:
            yield from _from_path(argument, settings)


def _from_url(url: str, fetcher: Fetcher) -> Raw | Rejection:
    try:
        return fetcher.fetch(url)
    except FetchError as error:
        return reject(url, str(error))


def _from_path(argument: str, settings: Settings) -> Iterator[Raw | Rejection]:
    if not argument:
        # As a path it would be the folder that one happens to be in.
        yield reject("''", "is an empty name; give that of a file, a folder or a URL")
        return
    path = Path(argument)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield reject(argument, _absent(path))
    except (OSError, ValueError) as error:
        yield reject(argument, f"cannot be opened: {_say(error)}")
    else:
        if stat.S_ISDIR(mode):
            yield from _from_folder(path, settings, named=True)
        else:
            yield _from_file(path, mode, settings)


def _absent(path: Path) -> str:
    if path.is_symlink():
        return "is a link that leads nowhere"
    host = path.parts[0] if len(path.parts) > 1 else ""
    address = "." in host.strip(".") and not Path(host).exists()
    return "there is no such file or folder; check the name" + (", or begin with https:// for a URL" if address else "")


def _from_folder(folder: Path, settings: Settings, *, named: bool) -> Iterator[Raw | Rejection]:
    """Yield the files under `folder` in the order of their names.

    Hidden ones are passed over in silence, as a listing does: systems leave their own files in every folder. Links to
    folders are not followed, and named. Only a folder that the user `named` is missed when it is empty.
    """
    try:
        visible = [entry for entry in os.scandir(folder) if not entry.name.startswith(".")]
    except OSError as error:
        yield reject(str(folder), f"cannot be listed: {_say(error)}")
        return
    if named and not visible:
        yield reject(str(folder), "is an empty folder")
    for entry in sorted(visible, key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False):
            yield from _from_folder(Path(entry.path), settings, named=False)
        elif entry.is_dir():
            yield reject(entry.path, "is a link to a folder, which is not followed; name the folder itself")
        else:
            yield from _from_path(entry.path, settings)


def _from_file(path: Path, mode: int, settings: Settings) -> Raw | Rejection:
    name = printable(str(path))
    if not stat.S_ISREG(mode):
        return reject(name, "is a device, pipe or socket, not a file")
    try:
        with path.open("rb") as stream:
            if stream.read(2) != _GZIP:
                return Raw(name=name, path=path)
            stream.seek(0)
            return Raw(name=name, data=gunzip(stream, settings.max_bytes))
    except OSError as error:
        return reject(name, f"cannot be opened: {_say(error)}")
    except InputError as error:
        return reject(name, str(error))


def _from_stream(stdin: BinaryIO | None, settings: Settings) -> Iterator[Raw | Rejection]:
    name = "standard input"
    if stdin is None:
        yield reject(name, "there is none to read")
        return
    try:
        data = stdin.read(settings.max_bytes + 1)
        if data.startswith(_GZIP):
            yield Raw(name=name, data=gunzip(io.BytesIO(data), settings.max_bytes))
        elif len(data) <= settings.max_bytes:
            yield Raw(name=name, data=data)
        else:
            yield from _through_disk(name, data, stdin)
    except (OSError, ValueError) as error:
        yield reject(name, f"cannot be read: {_say(error)}")
    except InputError as error:
        yield reject(name, str(error))


def _through_disk(name: str, start: bytes, stdin: BinaryIO) -> Iterator[Raw]:
    """Yield what is too big for memory as a file: a stream passes once, but sniffing and reading are two passes."""
    with tempfile.TemporaryDirectory(prefix="tocsin-") as folder:
        path = Path(folder) / "input"
        with path.open("wb") as copy:
            copy.write(start)
            shutil.copyfileobj(stdin, copy)
        yield Raw(name=name, path=path)


def _say(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
