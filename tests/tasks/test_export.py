import json
import os
import sqlite3
import zlib
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from tocsin.errors import OutputError, PluginError
from tocsin.export.incidents import Origins, Written
from tocsin.export.lines import LinesExporter
from tocsin.ledger.base import Finds, Ledger
from tocsin.plugins import load
from tocsin.tasks.archive import archive, verify_ledger
from tocsin.tasks.export import export, format_names, open_exporter
from tocsin.tasks.resolve import resolve
from tocsin.testing.builders import TEXT, a_full_mention, a_report, a_retrieval
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.selection import Selection


@pytest.fixture
def ledger() -> Ledger:
    """Return a ledger with two reports of one incident."""
    made: Ledger = load("ledgers", "memory")("memory:")
    for number, more in enumerate(("", " The airport was closed for an hour.")):
        report = a_report(TEXT + more, id=f"courier-{number}")
        made.add(a_retrieval(report), Finds((a_full_mention(report),)))
    resolve(made)
    return made


class Failing(LinesExporter):
    """Writes one incident and then meets a full disk."""

    def write(self, incidents: Iterable[Incident], origins: Origins, stream: object) -> Written:
        super().write([next(iter(incidents))], origins, stream)  # type: ignore[arg-type]  # a stream of bytes
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("name", format_names())
def test_every_format_writes_a_file_from_a_ledger(name: str, ledger: Ledger, tmp_path: Path) -> None:
    exporter = open_exporter(name)
    path, steps = tmp_path / f"out{exporter.suffix}", list[int]()
    written = export(ledger, Selection(), exporter, path, lambda: steps.append(1))
    assert written.incidents == ledger.count(Selection()) == len(steps)
    assert path.stat().st_size > 0
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert open_exporter("", path).name == name


def test_only_the_selection_is_written(ledger: Ledger, tmp_path: Path) -> None:
    written = export(ledger, Selection(kinds=("ied",)), open_exporter("jsonl"), tmp_path / "out")
    assert (written, (tmp_path / "out").read_bytes()) == (Written(0), b"")


def test_a_file_that_is_there_is_kept_unless_it_may_be_replaced(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="is there already"):
        export(ledger, Selection(), open_exporter("jsonl"), path)
    assert path.read_text(encoding="utf-8") == "mine"
    export(ledger, Selection(), open_exporter("jsonl"), path, replace=True)
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[0])["kind"] == "rocket"


def test_nothing_is_left_of_a_file_that_cannot_be_finished(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"out\.jsonl cannot be written: No space left on device"):
        export(ledger, Selection(), Failing(), tmp_path / "out.jsonl")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in files")
def test_a_pipe_or_device_is_not_replaced_by_a_file(ledger: Ledger, tmp_path: Path) -> None:
    pipe = tmp_path / "out.kml"
    os.mkfifo(pipe)
    with pytest.raises(OutputError, match="is a device, pipe or socket"):
        export(ledger, Selection(), open_exporter("kml"), pipe, replace=True)
    assert pipe.is_fifo()


@pytest.mark.parametrize(("where", "words"), [("gone/out.kml", "no folder"), (".", "is a folder")])
def test_a_place_that_cannot_be_written_is_told(where: str, words: str, ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=words):
        export(ledger, Selection(), open_exporter("kml"), tmp_path / where)


def test_an_unknown_format_is_told_with_those_that_there_are() -> None:
    with pytest.raises(PluginError, match=r"there is no format 'pdf'; there are acled"):
        open_exporter("pdf")
    with pytest.raises(PluginError, match=r"say --format acled"):
        open_exporter("", Path("out.pdf"))


def test_originals_are_archived_once_each(ledger: Ledger, tmp_path: Path) -> None:
    assert archive(ledger, Selection(), tmp_path / "out.wacz") == 2
    assert archive(ledger, Selection(kinds=("ied",)), tmp_path / "none.warc.gz") == 0
    with pytest.raises(OutputError, match=r"ends with \.warc\.gz or \.wacz"):
        archive(ledger, Selection(), tmp_path / "out.zip")


def test_a_ledger_is_verified_report_by_report(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [item for item in verify_ledger(ledger) if isinstance(item, Rejection)] == []
    whole = ledger.original
    monkeypatch.setattr(ledger, "original", lambda id_: whole(id_) + (b"!" if id_ == "courier-1" else b""))
    (fault,) = (item for item in verify_ledger(ledger) if isinstance(item, Rejection))
    assert fault.item == "report courier-1"
    assert "does not have the digest that was kept" in fault.reason


@pytest.mark.parametrize("packed", [zlib.compress(b"<p>something else</p>"), b"no longer packed"])
def test_an_original_that_was_changed_in_the_file_is_named(packed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    for number in range(3):
        ledger: Ledger = load("ledgers", "sqlite")(str(path))
        report = a_report(TEXT + f" Part {number}.", id=f"courier-{number}")
        ledger.add(a_retrieval(report), Finds((a_full_mention(report),)))
        ledger.close()
    with closing(sqlite3.connect(path)) as damaged, damaged:
        for (name,) in damaged.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            damaged.execute(f'DROP TRIGGER "{name}"')
        damaged.execute("UPDATE originals SET packed = ? WHERE rowid = 2", (packed,))
    ledger = load("ledgers", "sqlite")(str(path))
    found = list(verify_ledger(ledger))
    ledger.close()
    assert [item.item for item in found if isinstance(item, Rejection)] == ["report courier-1"]
    assert len(found) == 3
