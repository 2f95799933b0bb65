"""Building: whole or not at all, by two at once, anew when outdated or damaged."""

import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tocsin.errors import GazetteerError
from tocsin.gazetteer import build as building
from tocsin.gazetteer.build import FILE_NAME, build
from tocsin.gazetteer.store import Store
from tocsin.gazetteer.table import open_table
from tocsin.settings import Settings

pytestmark = pytest.mark.usefixtures("few_places")


def _built(data_dir: Path) -> tuple[list[str], list[str]]:
    with closing(sqlite3.connect(data_dir / FILE_NAME)) as database:
        names = [f"{row}" for row in database.execute("SELECT * FROM names ORDER BY key, place")]
        return names, [path.name for path in data_dir.iterdir()]


def test_it_is_built_at_first_use_and_kept(tmp_path: Path) -> None:
    told: list[str] = []
    data_dir = tmp_path / "not" / "there"
    open_table(Settings(data_dir=data_dir), lambda stage, _: told.append(stage)).close()
    assert "names" in told
    stamp = (data_dir / FILE_NAME).stat().st_mtime_ns
    open_table(Settings(data_dir=data_dir)).close()
    assert (data_dir / FILE_NAME).stat().st_mtime_ns == stamp


def test_two_processes_may_build_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=build, args=(tmp_path / FILE_NAME,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=240)
    assert [worker.exitcode for worker in workers] == [0, 0]
    names, files = _built(tmp_path)
    assert len(names) > 300
    assert files == [FILE_NAME]


@pytest.mark.parametrize("damage", ["garbage", "cut", "empty"])
def test_a_damaged_file_is_built_anew(tmp_path: Path, damage: str) -> None:
    path = build(tmp_path / FILE_NAME)
    whole = path.read_bytes()
    path.write_bytes({"garbage": b"no database" * 999, "cut": whole[: len(whole) // 2], "empty": b""}[damage])
    with closing(Store(tmp_path)) as store:
        assert store.candidates("Green Zone")
    assert path.stat().st_size == len(whole)


def test_damage_within_is_mended_when_it_is_met(tmp_path: Path) -> None:
    path = build(tmp_path / FILE_NAME)
    whole = bytearray(path.read_bytes())
    page = 4096
    whole[page * 3 :] = b"\xff" * (len(whole) - page * 3)
    path.write_bytes(whole)
    with closing(Store(tmp_path)) as store:
        assert store.candidates("Green Zone")


def test_new_sources_are_built_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = build(tmp_path / FILE_NAME)
    before = path.stat().st_ino
    monkeypatch.setattr(building, "SCHEMA_VERSION", "of tomorrow")
    Store(tmp_path).close()
    assert path.stat().st_ino != before


def test_a_failed_build_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = build(tmp_path / FILE_NAME)
    before = path.read_bytes()

    def fails() -> None:
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(building, "read_airports", fails)
    with pytest.raises(GazetteerError, match="disk full"):
        build(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == [FILE_NAME]


def test_a_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(GazetteerError, match="set data_dir"):
        build(tmp_path / "file" / FILE_NAME)
