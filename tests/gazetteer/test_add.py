"""A user's own places: CSV and GeoNames dumps, good rows and bad ones."""

from pathlib import Path

import pytest

from tocsin.errors import GazetteerError, InputError
from tocsin.gazetteer.base import Hints
from tocsin.gazetteer.store import USER_FILE_NAME
from tocsin.gazetteer.table import open_table
from tocsin.settings import Settings
from tocsin.tasks.gazetteer import add_places

GOOD = """name,lat,lon,country,admin1,kind,precision_km,alternate_names
Outpost Kestrel,34.1,44.2,IQ,Salahuddin,facility,1.5,Kestrel Base|Post Kestrel
Quince Ford,31.7,64.4,af,,road,,
"""
DUMP_ROW = "\t".join(
    [*("99000001", "Dar al Mithal", "Dar al Mithal", "Dar el Mithal,دار", "33.5", "44.1", "P", "PPL", "IQ", ""),
     *("01", "", "", "", "1200", "", "40", "Asia/Baghdad", "2024-01-01")]
)  # fmt: skip


def write(folder: Path, text: str, name: str = "mine.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_good_rows_are_found_and_placed(own_settings: Settings, tmp_path: Path) -> None:
    added = add_places(write(tmp_path, GOOD), own_settings)
    assert (added.added, added.rejections) == (2, ())
    gazetteer = open_table(own_settings)
    text = "A mine went off near Post Kestrel, and another at Quince Ford."
    found = gazetteer.find(text)
    assert [text[t.start : t.end] for t in found] == ["Post Kestrel", "Quince Ford"]
    kestrel, ford = gazetteer.resolve(found, Hints())
    assert kestrel is not None
    assert (kestrel.country, kestrel.admin1, kestrel.precision_km) == ("IQ", "Salahuddin", 1.5)
    assert ford is not None
    assert (ford.country, ford.admin1) == ("AF", "Helmand")
    assert gazetteer.zone_of(ford) == "Asia/Kabul"


def test_the_same_file_twice_adds_nothing(own_settings: Settings, tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    found = [add_places(path, own_settings) for _ in range(2)]
    assert [(result.added, result.renewed) for result in found] == [(2, 0), (0, 2)]


def test_a_changed_row_is_brought_up_to_date(own_settings: Settings, tmp_path: Path) -> None:
    add_places(write(tmp_path, GOOD), own_settings)
    assert add_places(write(tmp_path, GOOD.replace("1.5", "9")), own_settings).added == 0
    (candidate,) = open_table(own_settings).candidates("Outpost Kestrel")
    assert candidate.place.precision_km == 9


def test_bad_rows_are_named_and_stop_nothing(own_settings: Settings, tmp_path: Path) -> None:
    rows = "name,lat,lon,country,kind,precision_km\nGood Hill,33,44,IQ,,\nA Hill,91,0,,,\n,1,1,,,\nB Hill,x,1,,,\n"
    rows += "C Hill,1,1,Iraq,,\nD Hill,1,1,,castle,\nE Hill,1,1,,,-4\nF Hill\nG Hill,nan,1,,,\n"
    path = write(tmp_path, rows)
    added = add_places(path, own_settings)
    assert added.added == 1
    assert [r.item for r in added.rejections] == [f"{path}:{n}" for n in range(3, 11)]
    reasons = " / ".join(r.reason for r in added.rejections)
    for words in ("no such coordinates", "no letters", "lat 'x'", "country 'Iraq'", "castle", "negative"):
        assert words in reasons


def test_a_dump_of_geonames(own_settings: Settings, tmp_path: Path) -> None:
    path = write(tmp_path, f"{DUMP_ROW}\nshort\trow\n{DUMP_ROW.replace('33.5', 'north')}\n", "IQ.txt")
    added = add_places(path, own_settings)
    assert added.added == 1
    assert [r.item for r in added.rejections] == [f"{path}:2", f"{path}:3"]
    (candidate,) = open_table(own_settings).candidates("Dar el Mithal")
    assert (candidate.place.id, candidate.place.admin1, candidate.kind) == ("geonames:99000001", "Anbar", "city")


def test_a_big_dump_is_streamed_and_tells_its_progress(own_settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("w", encoding="utf-8") as out:
        for number in range(20_000):
            out.write(DUMP_ROW.replace("99000001", str(90_000_000 + number)) + "\n")
    told: list[int] = []
    assert add_places(path, own_settings, lambda _, count: told.append(count)).added == 20_000
    assert told[-1] == 20_000


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"\n\n", "empty"), (b"place,x,y\nA,1,2\n", "lacks name"), (b"name,lat,lon\nA\xff,1,2\n", "UTF-8"),
     (b"name,lat,lon\n" + b"A" * 200_000 + b",1,2\n", "not CSV")],
)  # fmt: skip
def test_a_file_that_cannot_be_read_adds_nothing(
    own_settings: Settings, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=words):
        add_places(path, own_settings)


def test_a_file_that_breaks_half_way_adds_nothing(own_settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "half.csv"
    path.write_bytes(GOOD.encode() + b"x" * 9000 + b"\xff,1,2\n")
    with pytest.raises(InputError):
        add_places(path, own_settings)
    assert not open_table(own_settings).candidates("Outpost Kestrel")


def test_a_missing_file_is_named(own_settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.csv"):
        add_places(tmp_path / "nowhere.csv", own_settings)


def test_semicolons_and_a_byte_order_mark(own_settings: Settings, tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeffName;Lat;Lon\nOutpost Heron;34.1;44.2\n")
    assert add_places(path, own_settings).added == 1
    (candidate,) = open_table(own_settings).candidates("outpost heron")
    assert candidate.place.country == "IQ"


def test_a_damaged_file_of_the_user_is_named_not_deleted(own_settings: Settings, tmp_path: Path) -> None:
    damaged = own_settings.data_dir / USER_FILE_NAME
    damaged.write_bytes(b"precious, but no database" * 99)
    with pytest.raises(GazetteerError, match=USER_FILE_NAME):
        add_places(write(tmp_path, GOOD), own_settings)
    with pytest.raises(GazetteerError, match=USER_FILE_NAME):
        open_table(own_settings).candidates("Baghdad")
    assert damaged.exists()
