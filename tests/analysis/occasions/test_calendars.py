from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.analysis.occasions.calendar_table import table_entries
from tocsin.analysis.occasions.calendars import read_calendar
from tocsin.analysis.occasions.icalendar_events import icalendar_entries
from tocsin.analysis.occasions.known import CalendarEntry, OccasionTelling
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.values import When

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def read(path: Path) -> tuple[list[OccasionTelling], list[Rejection]]:
    entries = list(read_calendar(path, FIRST, LAST))
    return (
        [entry for entry in entries if isinstance(entry, OccasionTelling)],
        [entry for entry in entries if isinstance(entry, Rejection)],
    )


def event(*lines: str, uid: str = "1") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""])


def calendar(*events: str, head: str = "") -> str:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{''.join(events)}END:VCALENDAR\r\n"


def starts(found: list[OccasionTelling]) -> list[str]:
    return [str(one.when.start) for one in found]


def test_a_table_becomes_occasions(tmp_path: Path) -> None:
    path = written(tmp_path, "own.csv", "date,end,kind,name\n2024-05-06,,Visit,To Oslo\n2024-05-08,2024-05-09,,Feast\n")
    (one, other), rejections = read(path)
    assert rejections == []
    assert one == OccasionTelling(
        "visit", When(date(2024, 5, 6), date(2024, 5, 6), "day"), "To Oslo", CalendarEntry(str(path), 2)
    )
    assert (other.sort, other.when) == ("own", When(date(2024, 5, 8), date(2024, 5, 9), "days"))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_have_other_names_and_other_separators_too(tmp_path: Path, separator: str) -> None:
    lines = [["Title", "Start Date", "ignored"], ["A vote", "2024-05-06", "x"]]
    text = "\ufeff" + "".join(separator.join(cells) + "\r\n" for cells in lines)
    (one,), _ = read(written(tmp_path, "votes.csv", text))
    assert (one.sort, one.words, str(one.when.start)) == ("votes", "A vote", "2024-05-06")


def test_a_bad_row_is_told_with_its_line_and_stops_nothing(tmp_path: Path) -> None:
    rows = ["2024-05-06,To Oslo,", "6/5/2024,To Rome,", "2024-05-06,To Bern,2024-05-01", ",To Bonn,", "2024-05-07,,"]
    rows += ['2024-05-08,"To\nBath",', "", "2024-05-09,To Lund,", "2024-05-09,To Graz,tomorrow", "2024-02-30,To Nice,"]
    found, rejections = read(written(tmp_path, "own.csv", "day,name,until\n" + "\n".join(rows)))
    assert [one.words for one in found] == ["To Oslo", "To\nBath", "To Lund"]
    assert [one.origin.line for one in found if isinstance(one.origin, CalendarEntry)] == [2, 7, 10]
    assert [(one.item.rpartition(" ")[2], one.reason.split(";")[0]) for one in rejections] == [
        ("3", "'6/5/2024' is not a day"),
        ("4", "ends on 2024-05-01, before it begins on 2024-05-06"),
        ("5", "no day"),
        ("6", "no name"),
        ("11", "'tomorrow' is not a day"),
        ("12", "'2024-02-30' is not a day"),
    ]
    assert all(one.item.startswith(str(tmp_path / "own.csv")) for one in rejections)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("own.csv", "when,name\n2024-05-06,x\n", "no column for the day: name one 'date' or 'day' or 'start'"),
        ("own.csv", "date,where\n2024-05-06,x\n", "no column for the name"),
        ("own.csv", "", "the first line has nothing"),
        ("own.csv", b"date,name\n2024-05-06,Caf\xe9\n", "not in UTF-8"),
        ("own.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "no event"),
        ("own.ics", "date,name\n2024-05-06,x\n", "is it an iCalendar file?"),
    ],
)
def test_a_file_that_is_no_calendar_is_told(tmp_path: Path, name: str, text: str | bytes, reason: str) -> None:
    found, (rejection,) = read(written(tmp_path, name, text))
    assert found == []
    assert reason in rejection.reason
    assert rejection.item.startswith(str(tmp_path / name))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    found, (rejection,) = read(tmp_path / "gone.csv")
    assert found == []
    assert "cannot be read" in rejection.reason
    assert "cannot be read" in read(tmp_path)[1][0].reason, "a folder"


def test_events_have_their_days_in_their_own_time(tmp_path: Path) -> None:
    text = calendar(
        event("SUMMARY:All day", "DTSTART;VALUE=DATE:20240506", "DTEND;VALUE=DATE:20240508", "CATEGORIES:Feast,x"),
        event("SUMMARY:Late", "DTSTART;TZID=Asia/Baghdad:20240506T233000", "DURATION:PT2H"),
        event("SUMMARY:Until midnight", "DTSTART:20240506T200000", "DTEND:20240507T000000"),
        event("SUMMARY:Folded", "  name", "DTSTART:20240506T200000"),
    )
    found, rejections = read(written(tmp_path, "own.ics", text))
    assert rejections == []
    assert [(str(one.when.start), str(one.when.end)) for one in found] == [
        ("2024-05-06", "2024-05-07"),
        ("2024-05-06", "2024-05-07"),
        ("2024-05-06", "2024-05-06"),
        ("2024-05-06", "2024-05-06"),
    ]
    assert [one.sort for one in found] == ["feast", "own", "own", "own"]
    assert found[3].words == "Folded name"
    assert [one.origin.line for one in found if isinstance(one.origin, CalendarEntry)] == [3, 10, 16, 22]


def test_times_in_utc_are_meant_in_the_zone_of_the_calendar(tmp_path: Path) -> None:
    late = event("SUMMARY:Late", "DTSTART:20240506T220000Z")
    assert starts(read(written(tmp_path, "a.ics", calendar(late)))[0]) == ["2024-05-06"]
    zoned = calendar(late, head="X-WR-TIMEZONE:Asia/Baghdad\r\n")
    assert starts(read(written(tmp_path, "b.ics", zoned))[0]) == ["2024-05-07"]
    unknown = calendar(late, head="X-WR-TIMEZONE:Nowhere/At all\r\n")
    assert starts(read(written(tmp_path, "c.ics", unknown))[0]) == ["2024-05-06"]


def test_what_recurs_is_worked_out_with_its_exceptions(tmp_path: Path) -> None:
    text = calendar(
        event(
            "SUMMARY:Prayer",
            "DTSTART;TZID=Asia/Baghdad:20231201T120000",
            "RRULE:FREQ=WEEKLY;UNTIL=20240131T235959Z",
            "EXDATE;TZID=Asia/Baghdad:20240112T120000",
            "RDATE;VALUE=DATE:20240214",
        ),
        event("SUMMARY:Moved", "RECURRENCE-ID;TZID=Asia/Baghdad:20240119T120000", "DTSTART:20240120T120000"),
        event("SUMMARY:Off", "DTSTART;VALUE=DATE:20240301", "STATUS:CANCELLED", uid="2"),
        event("SUMMARY:Every year", "DTSTART;VALUE=DATE:19580714", "RRULE:FREQ=YEARLY", uid="3"),
        event("SUMMARY:Twice", "DTSTART;VALUE=DATE:20240401", "RRULE:FREQ=DAILY;COUNT=2", uid="4"),
    )
    found, rejections = read(written(tmp_path, "own.ics", text))
    assert rejections == []
    days = {one.words: starts([other for other in found if other.words == one.words]) for one in found}
    assert days == {
        "Prayer": ["2024-01-05", "2024-01-26", "2024-02-14"],
        "Moved": ["2024-01-20"],
        "Every year": ["2024-07-14"],
        "Twice": ["2024-04-01", "2024-04-02"],
    }


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("SUMMARY:x", "DTSTART:2024050X"), "DTSTART cannot be read"),
        (("SUMMARY:x",), "DTSTART is missing"),
        (("DTSTART:20240506",), "SUMMARY is missing"),
        (("SUMMARY:x", "DTSTART;VALUE=DATE:20240506", "RRULE:FREQ=HOURLY"), "recurs hourly"),
        (("SUMMARY:x", "DTSTART;VALUE=DATE:20240506", "RRULE:FREQ=SOMETIMES"), "RRULE cannot be read"),
        (("SUMMARY:x", "DTSTART;VALUE=DATE:20240506", "RRULE:FREQ=DAILY;INTERVAL=0"), "every 0 times"),
    ],
)
def test_a_bad_event_is_told_with_its_line_and_stops_nothing(
    tmp_path: Path, lines: tuple[str, ...], reason: str
) -> None:
    good = event("SUMMARY:Good", "DTSTART;VALUE=DATE:20240506")
    found, (rejection,) = read(written(tmp_path, "own.ics", calendar(good, event(*lines), good)))
    assert [one.words for one in found] == ["Good", "Good"]
    assert rejection.item == f"{tmp_path / 'own.ics'}, line 8"
    assert reason in rejection.reason


def test_an_event_that_never_ends_is_told(tmp_path: Path) -> None:
    text = calendar("BEGIN:VEVENT\r\nSUMMARY:x\r\n", event("SUMMARY:Good", "DTSTART;VALUE=DATE:20240506"))
    found, (rejection,) = read(written(tmp_path, "own.ics", text))
    assert [one.words for one in found] == ["Good"]
    assert "END:VEVENT is missing" in rejection.reason


def test_a_rule_that_fits_no_day_ends(tmp_path: Path) -> None:
    never = event("SUMMARY:x", "DTSTART;VALUE=DATE:20240101", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3")
    assert read(written(tmp_path, "own.ics", calendar(never))) == ([], [])


@given(st.text(max_size=200))
def test_no_text_makes_a_table_fail(text: str) -> None:
    for head in ("", "date,name\n", "BEGIN:VEVENT\n"):
        list(table_entries(head + text, Path("own.csv")))


LINES = [
    "BEGIN:VEVENT", "END:VEVENT", "SUMMARY:x", "DTSTART:20240506", "DTSTART:99991231T235959Z", "DTEND:00010101",
    "RRULE:FREQ=DAILY;COUNT=2", "RRULE:FREQ=YEARLY;BYEASTER=1", "RRULE:", "EXDATE:x", "DURATION:P99999999D",
    "RDATE;VALUE=PERIOD:20240506T000000Z/P1D", "RECURRENCE-ID:20240506", "CATEGORIES:", "BEGIN:VALARM", "END:VALARM",
    ":::", " folded",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=14))
def test_no_lines_make_a_calendar_fail(lines: list[str]) -> None:
    list(icalendar_entries("\n".join(lines), Path("own.ics"), FIRST, LAST))
