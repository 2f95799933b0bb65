import gzip
import io
import os
import socket
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.reading.web import PAGE, serving
from tocsin.errors import InputError
from tocsin.reading.base import Raw
from tocsin.reading.inputs import collect
from tocsin.reading.unpacking import gunzip, inflate
from tocsin.settings import Settings
from tocsin.vocabulary.mention import Rejection

SETTINGS = Settings(max_bytes=10_000)
TEXT = b"Two mortar bombs fell beside the ferry landing on Monday."


def gather(*arguments: str, stdin: bytes | None = None, settings: Settings = SETTINGS) -> list[Raw | Rejection]:
    return list(collect(arguments, settings, None if stdin is None else io.BytesIO(stdin)))


def told(found: Sequence[Raw | Rejection]) -> list[str]:
    """Return the names of the raws, and the reasons of the rejections."""
    return [Path(item.name).name if isinstance(item, Raw) else item.reason.split(";")[0] for item in found]


def content(raw: Raw | Rejection) -> bytes:
    assert isinstance(raw, Raw)
    with raw.open() as stream:
        return stream.read()


def test_files_come_in_the_order_in_which_they_are_named(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_bytes(TEXT)
    found = gather(str(tmp_path / "b.txt"), str(tmp_path / "a.txt"))
    assert told(found) == ["b.txt", "a.txt"]
    assert content(found[0]) == TEXT


def test_a_missing_file_is_named_and_the_next_one_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    found = gather(str(tmp_path / "no.txt"), str(tmp_path / "a.txt"))
    assert isinstance(found[0], Rejection)
    assert found[0].item.endswith("no.txt")
    assert told(found) == ["there is no such file or folder", "a.txt"]


def test_a_folder_is_read_sorted_and_deep_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    for name in ("z.txt", "b/y.txt", "b/a.txt", ".hidden.txt", "c/.secret/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(TEXT)
    (tmp_path / "empty").mkdir()
    found = gather(str(tmp_path))
    assert told(found) == ["a.txt", "y.txt", "z.txt"]
    assert told(gather(str(tmp_path / "empty"))) == ["is an empty folder"]


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are made the POSIX way")
def test_loops_and_pipes_in_a_folder_are_named_and_not_entered(tmp_path: Path) -> None:
    (tmp_path / "a-loop").symlink_to(tmp_path)
    (tmp_path / "b-gone").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "c-pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "d")[-100:])
        assert told(gather(str(tmp_path))) == [
            "is a link to a folder, which is not followed",
            "is a link that leads nowhere",
            "is a device, pipe or socket, not a file",
            "is a device, pipe or socket, not a file",
        ]


def test_an_empty_name_is_not_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    monkeypatch.chdir(tmp_path)
    assert told(gather("")) == ["is an empty name"]


def test_an_address_without_its_scheme_is_seen_for_what_it_is() -> None:
    assert told(gather("example.org/news/1")) == ["there is no such file or folder"]
    (found,) = gather("example.org/news/1")
    assert isinstance(found, Rejection)
    assert found.reason.endswith("or begin with https:// for a URL")
    for name in ("notes.txt", "../notes.txt", "folder/notes.txt"):
        (found,) = gather(name)
        assert isinstance(found, Rejection)
        assert "https" not in found.reason


def test_a_folder_of_many_files_is_not_read_ahead(tmp_path: Path) -> None:
    for n in range(50):
        (tmp_path / f"{n:02}.txt").write_bytes(TEXT)
    found = collect([str(tmp_path)], SETTINGS)
    first = next(found)
    (tmp_path / "49.txt").unlink()
    rest = list(found)
    assert isinstance(first, Raw)
    assert isinstance(rest[-1], Rejection)


def test_odd_names_are_shown_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a\nb.txt"
    path.write_bytes(TEXT)
    (raw,) = gather(str(path))
    assert isinstance(raw, Raw)
    assert raw.name.endswith("a\\nb.txt")
    assert content(raw) == TEXT
    (rejection,) = gather("nul\0name")
    assert isinstance(rejection, Rejection)
    assert "\0" not in rejection.item


def test_gzip_is_told_by_content_and_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(gzip.compress(TEXT) + gzip.compress(b" More."))
    (raw,) = gather(str(tmp_path / "a"))
    assert content(raw) == TEXT + b" More."


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"A" * 1_000_000))
    assert told(gather(str(tmp_path / "a.gz"))) == ["unpacks to more than 10,000 bytes"]


def test_standard_input_is_read_packed_or_not() -> None:
    assert content(gather("-", stdin=TEXT)[0]) == TEXT
    assert content(gather("-", stdin=gzip.compress(TEXT))[0]) == TEXT
    assert told(gather("-")) == ["there is none to read"]


def test_a_long_stream_waits_on_disk_and_leaves_nothing_behind() -> None:
    paths = []
    for raw in collect(["-"], SETTINGS, io.BytesIO(TEXT * 1000)):
        assert isinstance(raw, Raw)
        assert raw.path is not None
        assert raw.path.stat().st_size == len(TEXT) * 1000
        paths.append(raw.path)
    assert [path.exists() for path in paths] == [False]


def test_addresses_are_fetched_and_failures_are_named() -> None:
    settings = Settings(allow_private=True, fetch_timeout_s=5)
    with serving() as host:
        found = gather(f"{host.address}/page", f"{host.address}/missing", "ftp://x/y", settings=settings)
    assert content(found[0]) == PAGE
    assert [item.item.rsplit("/", 1)[-1] for item in found[1:] if isinstance(item, Rejection)] == ["missing", "y"]


@pytest.mark.parametrize("data", [b"\x1f\x8b\x08rubbish", gzip.compress(TEXT, mtime=0)[:-5], b"\x1f\x8b"])
def test_damaged_gzip_is_an_error(data: bytes) -> None:
    with pytest.raises(InputError, match="gzip"):
        gunzip(io.BytesIO(data), 1000)


def test_inflating_is_bounded() -> None:
    packed = zlib.compress(b"A" * 5000)
    assert inflate(packed, 5000) == b"A" * 5000
    with pytest.raises(InputError, match="unpacks to more"):
        inflate(packed, 4999)
    with pytest.raises(InputError, match="damaged"):
        inflate(b"rubbish", 10)
