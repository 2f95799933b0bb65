"""Rows of trackers of others, and of invented ones of one's own, into a ledger."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.export.exports import FULL, VAGUE, exported
from tocsin.errors import InputError, OutputError
from tocsin.ledger.base import Ledger
from tocsin.plugins import load
from tocsin.tasks.importing.guessing import day_order, guess, open_kinds
from tocsin.tasks.importing.mapping import FIELDS, Mapping, as_toml, load_mapping, save_mapping
from tocsin.tasks.importing.rows import Row, Table
from tocsin.tasks.importing.run import Imported, import_rows, keep_apart, scheme_of
from tocsin.tasks.resolve import resolve
from tocsin.vocabulary.mention import Mention, Rejection
from tocsin.vocabulary.selection import Selection
from tocsin.vocabulary.values import Actor, Target, Toll, When, Where

AT = datetime(2024, 6, 1, tzinfo=UTC)
OLD = """No;Date;Where;Lat;Lon;Country;Type;By whom;Killed;Wounded;What happened;Source;Link
1;13/05/2024;Mosul;36.34;43.13;Iraq;IED;unknown;2;at least five;A bomb hit a patrol;River Post;https://river.example/1
2;14/05/2024;Mosul;36.34;43.13;Iraq;Shooting;gunmen;none;3-4;"Shots were fired
at a school";River Post;https://river.example/2#top
3;14/05/2024;Mosul;36.34;43.13;Iraq;Shooting;gunmen;none;3-4;Shots at a school;River Post;
4;never;Basra;;;Iraq;Firebomb;The Dawn Brigade;many?;;A shop was set ablaze;;
;;;;;;;;;;;;
5;15/05/2024;Erbil;36.1;44.0;Iraq;Drone;;0;;a cell;is;one;too many
1;16/05/2024;Erbil;36.1;44.0;Iraq;Drone;;0;;an id again;;
"""
ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,inter2,iso,country,admin1,location,latitude,longitude,geo_precision,source,notes,fatalities,timestamp\n"
    "IRQ1,2024-05-13,2024,1,Political violence,Explosions/Remote violence,Shelling/artillery/missile attack,"
    "Harbour Brigade,,3,Civilians (Iraq),7,368,Iraq,Ninewa,Mosul,36.34,43.13,1,River Post,"
    "Two rockets fell on a market.,4,1716000000\n"
    "IRQ2,14 May 2024,2024,2,Political violence,Battles,Armed clash,Military Forces of Iraq,,1,Dawn Brigade,2,368,Iraq,"
    "Ninewa,Ninewa,36.0,43.0,3,River Post,They fought.,0,1716000000\n"
    "IRQ3,2024-05-15,2024,1,Demonstrations,Protests,Peaceful protest,Protesters (Iraq),,6,,,368,Iraq,Ninewa,Mosul,"
    "36.34,43.13,1,River Post,They marched.,0,1716000000\n"
)


def write(folder: Path, text: str, name: str = "old.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def memory() -> Ledger:
    ledger: Ledger = load("ledgers", "memory")("memory:")
    return ledger


def imported(path: Path, origin: str, ledger: Ledger) -> tuple[list[Imported], list[Rejection]]:
    table = Table(path)
    mapping = guess(table)[0] if origin == "csv" else None
    items = list(import_rows(table, scheme_of(origin, table, mapping), ledger, AT))
    return [i for i in items if isinstance(i, Imported)], [i for i in items if isinstance(i, Rejection)]


def mentions(ledger: Ledger) -> list[Mention]:
    return [entry.mention for entry in ledger.entries()]


def values(mention: Mention, slot: str) -> list[object]:
    return [claim.value for claim in mention.claims if claim.slot == slot]


def test_columns_are_guessed_by_name_and_content(tmp_path: Path) -> None:
    mapping, examples = guess(Table(write(tmp_path, OLD)))
    assert mapping.columns == {
        "id": "No", "start": "Date", "kind": "Type", "place": "Where", "latitude": "Lat", "longitude": "Lon",
        "country": "Country", "perpetrator": "By whom", "killed": "Killed", "wounded": "Wounded",
        "description": "What happened", "source": "Source", "url": "Link",
    }  # fmt: skip
    assert (mapping.day_first, mapping.tracker, mapping.delimiter) == (True, "old", ";")
    assert examples["Type"] == ("IED", "Shooting", "Firebomb")
    assert open_kinds(mapping, Table(tmp_path / "old.csv")) == ["Firebomb"]


def test_a_column_that_holds_something_else_is_not_taken_for_what_it_is_called(tmp_path: Path) -> None:
    mapping, _ = guess(Table(write(tmp_path, "Date,Lat,Place\nsoon,north,Mosul\nlater,south,Basra\n")))
    assert mapping.columns == {"place": "Place"}


@pytest.mark.parametrize(
    ("cells", "first"), [(["13/05/2024", "1/2/2024"], True), (["05/13/24"], False), (["1/2/2024"], None), ([], None)]
)
def test_the_order_of_day_and_month_is_seen_in_the_column(cells: list[str], first: bool | None) -> None:
    assert day_order(cells) is first


def test_a_row_becomes_a_report_of_its_own_words(tmp_path: Path) -> None:
    ledger = memory()
    added, rejected = imported(write(tmp_path, OLD), "csv", ledger)
    assert [item.report_id for item in added] == ["old:1", "old:2", "old:3", "old:4"]
    kept = ledger.report("old:1")
    assert kept is not None
    assert kept.report.text.splitlines()[:3] == ["No: 1", "Date: 13/05/2024", "Where: Mosul"]
    assert kept.report.source.name == "River Post"
    assert kept.report.url == "https://river.example/1#row-1"
    heading, row = OLD.splitlines(keepends=True)[:2]
    assert ledger.original("old:1") == (heading + row).encode()
    bomb = mentions(ledger)[0]
    assert values(bomb, "kind") == ["ied"]
    assert values(bomb, "killed") == [Toll(2, 2)]
    assert values(bomb, "wounded") == [Toll(5, None)]
    assert values(bomb, "perpetrator") == []
    for mention in mentions(ledger):
        held = ledger.report(mention.report_id)
        assert held is not None
        for claim in mention.claims:
            assert held.report.text[claim.span.start : claim.span.end] == claim.span.quote
    assert [rejection.item for rejection in rejected] == ["old.csv, line 8", "old.csv, line 9"]
    assert "12" not in rejected[1].reason
    assert "same id" in rejected[1].reason


def test_a_cell_of_several_lines_is_told_on_one_and_kept_as_it_is(tmp_path: Path) -> None:
    ledger = memory()
    imported(write(tmp_path, OLD), "csv", ledger)
    kept = ledger.report("old:2")
    assert kept is not None
    assert "What happened: Shots were fired at a school\n" in kept.report.text
    assert b'"Shots were fired\nat a school"' in ledger.original("old:2")
    assert kept.report.url == "https://river.example/2#top-row-2"


def test_what_cannot_be_understood_is_left_out_and_told(tmp_path: Path) -> None:
    ledger = memory()
    added, _ = imported(write(tmp_path, OLD), "csv", ledger)
    assert [rejection.reason for rejection in added[3].rejections] == [
        "Date is left out: 'never' is no day",
        "Killed is left out: 'many?' is no number of people",
    ]
    fire = mentions(ledger)[3]
    assert (values(fire, "when"), values(fire, "killed"), values(fire, "kind")) == ([], [], ["arson"])
    assert values(fire, "perpetrator") == [Actor("The Dawn Brigade", "unknown")]


def test_degrees_give_the_country_and_do_without_a_name(tmp_path: Path) -> None:
    ledger = memory()
    text = "Date,Lat,Lon,Type\n13/05/2024,36.34,43.13,IED\n14/05/2024,25.0,60.0,Rocket\n"
    imported(write(tmp_path, text), "csv", ledger)
    land, sea = (mention.of("where")[0] for mention in mentions(ledger))
    assert isinstance(land.value, Where)
    assert land.value.place is not None
    assert (land.value.name, land.value.place.country, land.span.quote) == (
        "36.34, 43.13",
        "IQ",
        "Lat: 36.34\nLon: 43.13",
    )
    assert isinstance(sea.value, Where)
    assert sea.value.place is not None
    assert sea.value.place.country == ""


def test_what_headings_in_another_language_do_not_say_the_cells_do(tmp_path: Path) -> None:
    text = "Nr;Datum;Land;Tote;Quelle\n7;03/04/2020;Iraq;2;https://a.example/1\n8;04/04/2020;Syria;12;https://a.example/2\n"
    mapping, _ = guess(Table(write(tmp_path, text)))
    assert mapping.columns == {"id": "Nr", "start": "Datum", "country": "Land", "url": "Quelle"}


def test_reports_are_no_table(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="taken by tocsin add"):
        Table(write(tmp_path, '{"id": "a", "text": "b"}\n'))


def test_importing_twice_adds_nothing_and_a_changed_row_is_a_new_version(tmp_path: Path) -> None:
    ledger = memory()
    imported(write(tmp_path, OLD), "csv", ledger)
    again, _ = imported(write(tmp_path, OLD), "csv", ledger)
    assert {item.outcome for item in again} == {"known"}
    assert len(mentions(ledger)) == 4
    changed, _ = imported(write(tmp_path, OLD.replace("IED;unknown;2;", "IED;unknown;3;")), "csv", ledger)
    assert [item.outcome for item in changed] == ["version", "known", "known", "known"]


def test_two_rows_are_two_incidents_whatever_they_have_in_common(tmp_path: Path) -> None:
    ledger = memory()
    added, _ = imported(write(tmp_path, OLD), "csv", ledger)
    resolve(ledger)
    ids = [id_ for item in added for id_ in item.mention_ids]
    keep_apart(ledger, ids, AT)
    assert ledger.count(Selection()) == 4
    assert keep_apart(ledger, ids, AT) == 0
    assert not any(incident.reviewed for incident in ledger.incidents(Selection()).incidents), "no person saw them"


def test_rows_that_come_later_are_kept_apart_from_earlier_ones_and_a_changed_row_is_not(tmp_path: Path) -> None:
    ledger = memory()
    lines = OLD.splitlines(keepends=True)
    for text in ("".join(lines[:4]), "".join(lines[:6]), OLD.replace("Shots at a school;", "Shots fired at a school;")):
        added, _ = imported(write(tmp_path, text), "csv", ledger)
        resolve(ledger)
        keep_apart(ledger, [id_ for item in added for id_ in item.mention_ids], AT)
    found = ledger.incidents(Selection()).incidents
    assert sorted(tuple(id_.split("#")[0] for id_ in incident.mention_ids) for incident in found) == [
        ("old:1",),
        ("old:2",),
        ("old:3", "old:3@2"),
        ("old:4",),
    ]


def test_acled_is_read_by_its_codes(tmp_path: Path) -> None:
    ledger = memory()
    added, rejected = imported(write(tmp_path, ACLED, "acled.csv"), "acled", ledger)
    assert [item.report_id for item in added] == ["acled:IRQ1", "acled:IRQ2"]
    assert [rejection.reason for rejection in rejected] == ["tells of no attack: Peaceful protest"]
    rockets, battle = mentions(ledger)
    assert values(rockets, "kind") == ["rocket"]
    assert rockets.of("kind")[0].span.quote == "rockets"
    assert values(rockets, "perpetrator") == [Actor("Harbour Brigade")]
    assert values(rockets, "target") == [Target("Civilians (Iraq)", "civilian", "human")]
    assert values(rockets, "killed") == [Toll(4, 4)]
    (where,) = values(rockets, "where")
    assert isinstance(where, Where)
    assert where.place is not None
    assert (where.place.precision_km, where.place.country, where.place.admin1) == (5.0, "IQ", "Ninewa")
    assert values(battle, "when") == [When(date(2024, 5, 11), date(2024, 5, 17), "week")]
    assert values(battle, "killed") == []
    assert values(battle, "perpetrator") == [Actor("Military Forces of Iraq", "state"), Actor("Dawn Brigade")]
    (province,) = values(battle, "where")
    assert isinstance(province, Where)
    assert province.kind == "province"


@pytest.mark.parametrize("which", [FULL, VAGUE])
def test_our_own_exports_can_be_imported(which: int, tmp_path: Path) -> None:
    for origin in ("acled", "ucdp"):
        ledger = memory()
        path = tmp_path / f"{origin}.csv"
        path.write_bytes(exported(origin, [which]))
        added, rejected = imported(path, origin, ledger)
        assert (len(added), rejected) == (1, [])
        (mention,) = mentions(ledger)
        (when,) = values(mention, "when")
        assert isinstance(when, When)
        assert (when.precision, when.start) == (
            ("day", date(2024, 5, 6)) if which == FULL else ("month", date(2023, 3, 1))
        )
        if origin == "ucdp" and which == FULL:
            assert values(mention, "killed") == [Toll(3, 5)]
            assert mention.of("killed")[0].span.quote.splitlines()[-1] == "low: 3"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("just words\n", "is no table"),
        ("", "is no table"),
        ("a,b\n1,2\n", "has no column event_id_cnty"),
    ],
)
def test_what_is_no_table_is_told(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=words):
        scheme_of("acled", Table(write(tmp_path, text)))


def test_a_workbook_is_told_with_the_mend(tmp_path: Path) -> None:
    path = tmp_path / "old.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(40))
    with pytest.raises(InputError, match="save the sheet as CSV"):
        Table(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_tables_in_other_encodings(encoding: str, tmp_path: Path) -> None:
    table = Table(write(tmp_path, "Place\tKilled\nAl-Qaïm\t3\n", encoding=encoding))
    (row,) = table.rows()
    assert isinstance(row, Row)
    assert (table.columns, row.cells) == (("Place", "Killed"), {"Place": "Al-Qaïm", "Killed": "3"})


def test_a_broken_quote_costs_its_own_rows_alone(tmp_path: Path) -> None:
    rows = list(Table(write(tmp_path, 'a,b\n1,2\n3,"x"y\n5,6\n')).rows())
    assert [isinstance(row, Row) for row in rows] == [True, False, True]
    assert isinstance(rows[1], Rejection)
    assert rows[1].item == "old.csv, line 3"


def test_a_mapping_is_kept_and_read_again(tmp_path: Path) -> None:
    mapping = Mapping({"start": 'The "day"', "place": "Where\\then"}, {"Firebomb": "arson"}, False, "old", ";")
    save_mapping(mapping, tmp_path / "old.toml")
    assert load_mapping(tmp_path / "old.toml") == mapping
    with pytest.raises(OutputError, match="is there already"):
        save_mapping(mapping, tmp_path / "old.toml")
    assert load_mapping(write(tmp_path, as_toml(Mapping({})), "empty.toml")) == Mapping({})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[colums]\na = 1\n", "no such section: 'colums'"),
        ("[columns]\nkiled = 'K'\n", "no column can be 'killed'".replace("killed", "kiled")),
        ("[kinds]\nX = 'bang'\n", "no such kind: 'bang'"),
        ("[table]\nday_first = 1\n", "not day_first = 1"),
        ("columns = 3\n", r"\[columns\] is a section"),
        ("[columns\n", "cannot be read as a mapping"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_told(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=words):
        load_mapping(write(tmp_path, text, "m.toml"))


def test_a_mapping_of_columns_that_are_not_there_is_told(tmp_path: Path) -> None:
    table = Table(write(tmp_path, OLD))
    with pytest.raises(InputError, match="has no column 'Deaths'; it has No, Date"):
        scheme_of("csv", table, Mapping({"killed": "Deaths"}))
    assert set(FIELDS) >= set(guess(table)[0].columns)
