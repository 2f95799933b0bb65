import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from tocsin.reading.base import Raw
from tocsin.reading.jsonl import JsonLinesReader
from tocsin.settings import Settings
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report

TEXT = "Two mortar bombs fell beside the ferry landing on Monday, the harbour master said."


def read(data: bytes | str, max_bytes: int = 100_000) -> list[Report | Rejection]:
    content = data.encode() if isinstance(data, str) else data
    return list(JsonLinesReader(Settings(max_bytes=max_bytes)).read(Raw("in.jsonl", content)))


def lines(*records: object) -> str:
    return "\n".join(json.dumps(record) for record in records)


def reports(found: Sequence[Report | Rejection]) -> list[Report]:
    return [item for item in found if isinstance(item, Report)]


def reasons(found: Sequence[Report | Rejection]) -> list[str]:
    return [f"{item.item}: {item.reason}" for item in found if isinstance(item, Rejection)]


def one(**record: Any) -> Report:
    (report,) = read(lines(record))
    assert isinstance(report, Report)
    return report


def test_every_field_is_taken_over() -> None:
    report = one(
        id="a7", text=TEXT, headline="Mortars", published="2021-03-09T14:39:00+03:00", url="https://gazette.example/7",
        source="Ferry Gazette", language="en", style="wire", incidents=[],
    )  # fmt: skip
    assert (report.id, report.text, report.title) == ("a7", TEXT, "Mortars")
    assert report.published == date(2021, 3, 9)
    assert report.published_at == datetime(2021, 3, 9, 14, 39, tzinfo=timezone(timedelta(hours=3)))
    assert (report.url, report.source.name, report.language) == ("https://gazette.example/7", "Ferry Gazette", "en")


def test_other_names_of_fields_are_understood() -> None:
    report = one(id=7, text=TEXT, title="Mortars", outlet="Gazette", published="2021-03-09T14:39:00Z")
    assert (report.id, report.title, report.source.name) == ("7", "Mortars", "Gazette")
    assert report.published_at == datetime(2021, 3, 9, 14, 39, tzinfo=UTC)
    assert one(text=TEXT, source={"name": "Gazette"}).source.name == "Gazette"
    assert one(text=TEXT, url="https://www.gazette.example/7").source.name == "gazette.example"


@pytest.mark.parametrize(("given", "taken"), [("fr", "fr"), ("pt-BR", "pt"), ("English", "en"), ("", "en"), (7, "en")])
def test_a_language_is_a_code_or_is_told_by_the_words(given: object, taken: str) -> None:
    assert one(text=f"{TEXT} It was the second time in the town.", language=given).language == taken


def test_a_record_without_id_gets_a_stable_one() -> None:
    first, second = one(text=TEXT), one(text=TEXT)
    assert first.id == second.id
    assert len(first.id) == 12
    assert one(text=TEXT, url="https://gazette.example/7").id != first.id


def test_a_time_without_zone_gives_the_day_alone() -> None:
    report = one(text=TEXT, published="2021-03-09 14:39:00")
    assert (report.published, report.published_at) == (date(2021, 3, 9), None)


@pytest.mark.parametrize("published", ["yesterday", "9/3/2021", "2021-02-30", 1615248000, "0000-00-00"])
def test_an_odd_date_costs_the_date_and_not_the_report(published: object) -> None:
    found = read(lines({"id": "a", "text": TEXT, "published": published}))
    assert [report.published for report in reports(found)] == [None]
    assert "published is no ISO date" in reasons(found)[0]


@pytest.mark.parametrize("published", [None, ""])
def test_no_date_is_no_fault(published: object) -> None:
    assert reasons(read(lines({"text": TEXT, "published": published}))) == []


def test_a_bad_line_is_named_and_the_others_are_read() -> None:
    good = lines({"id": "a", "text": TEXT})
    found = read(f'{good}\n{{"id": \n\n7\n{{"id": "b"}}\n{good.replace("a", "c", 1)}')
    assert len(reports(found)) == 2
    assert [reason.split(":")[0] for reason in reasons(found)] == [
        "in.jsonl, line 2",
        "in.jsonl, line 4",
        "in.jsonl, line 5",
    ]


def test_the_second_report_of_an_id_is_told_apart() -> None:
    record = {"id": "a", "text": TEXT}
    assert [report.id for report in reports(read(lines(record, record, record)))] == ["a", "a#2", "a#3"]


def test_a_line_over_the_limit_is_refused_and_passed_over() -> None:
    found = read(lines({"text": "x " * 5000}, {"id": "b", "text": TEXT}), max_bytes=1000)
    assert [report.id for report in reports(found)] == ["b"]
    assert "line 1: is longer than 1,000 bytes" in reasons(found)[0]


def test_files_larger_than_the_limit_are_streamed(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(lines(*({"id": str(n), "text": TEXT} for n in range(100))), encoding="utf-8")
    found = JsonLinesReader(Settings(max_bytes=1000)).read(Raw(str(path), path=path))
    assert len(reports(list(found))) == 100


@pytest.mark.parametrize("indent", [None, 2])
def test_arrays_and_single_objects_are_read(indent: int | None) -> None:
    records = [{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}]
    assert [report.id for report in reports(read(json.dumps(records, indent=indent)))] == ["a", "b"]
    assert [report.id for report in reports(read(json.dumps(records[0], indent=indent)))] == ["a"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_array_that_is_cut_off_gives_what_stands_before_the_cut(encoding: str) -> None:
    found = read((json.dumps([{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}])[:-20]).encode(encoding))
    assert [report.id for report in reports(found)] == ["a"]
    assert "item 2: is not JSON" in reasons(found)[0]


def test_an_object_may_run_over_lines_and_a_line_may_be_an_array() -> None:
    assert [report.id for report in reports(read(f'{{"id": "a",\n "text": "{TEXT}"}}'))] == ["a"]
    found = read(f'[1, 2]\n{{"id": "a", "text": "{TEXT}"}}')
    assert [report.id for report in reports(found)] == ["a"]
    assert "line 1: is not a JSON object" in reasons(found)[0]


def test_an_empty_array_says_so() -> None:
    assert reasons(read("[]")) == ["in.jsonl: holds no reports"]


def test_html_is_read_as_a_page_and_the_record_goes_before_it() -> None:
    body = "".join(f"<p>{TEXT} It was shut for {n} hours.</p>" for n in range(2, 6))
    page = f"<html><head><title>Mortars</title><meta name='date' content='2021-03-08'></head><body><article>{body}"
    report = one(id="a", html=page, published="2021-03-09")
    assert TEXT in report.text
    assert (report.title, report.published) == ("Mortars", date(2021, 3, 9))
    assert one(id="a", html=page).published == date(2021, 3, 8)


def test_text_is_cleaned_and_a_headline_of_its_own_is_kept_apart() -> None:
    page = f"Home | News | Sport\nMortars by the landing\n{TEXT}\nShare  Tweet\nMost read\n1. Bomb kills nine"
    report = one(text=page, headline="Something quite different")
    assert report.text == f"Mortars by the landing\n{TEXT}"
    assert report.title == "Something quite different"


def test_what_json_hides_is_made_safe() -> None:
    report = one(id="a\nb", text=f"{TEXT} \ud800 \x00end")
    report.text.encode("utf-8")
    assert report.id == "a\\nb"
    assert report.text.endswith("\ufffd end")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_of_encodings_do_no_harm(encoding: str) -> None:
    assert len(reports(read(lines({"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}).encode(encoding)))) == 2


def test_it_takes_json_by_content_and_leaves_other_things() -> None:
    reader = JsonLinesReader(Settings())
    assert reader.accepts(Raw("x"), b'\xef\xbb\xbf{"text": 1}')
    assert reader.accepts(Raw("x"), b'[ {"text"')
    assert reader.accepts(Raw("x.ndjson"), b"oops")
    assert not reader.accepts(Raw("x"), b"[Agency] Bombs fell")
    assert not reader.accepts(Raw("x"), b"{curly} words")
    assert not reader.accepts(Raw("x"), b"<html>")
