import io
import json
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tocsin.errors import ExtractionError, PluginError
from tocsin.extraction.base import Extraction
from tocsin.gazetteer.build import FILE_NAME
from tocsin.gazetteer.store import Store
from tocsin.settings import Settings, load_settings
from tocsin.tasks import read as task
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report

STORY = "Two rockets struck the airport in Basra on Monday, wounding three guards, police said."


class Recorder:
    """An extractor that remembers what it was given."""

    method = Method("recorder", "1")

    def __init__(self) -> None:
        self.settings: Settings | None = None
        self.reports: list[Report] = []

    def extract(self, report: Report) -> Extraction:
        self.reports.append(report)
        if "odd" in report.text:
            raise IndexError("out of range")
        if "refused" in report.text:
            raise ExtractionError("http://model.test: refuses access")
        return Extraction(report)


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    recorder = Recorder()

    def open_recorder(settings: Settings, gazetteer: object) -> Recorder:
        assert gazetteer == "places"
        recorder.settings = settings
        return recorder

    parts: dict[tuple[str, str], Callable[..., Any]] = {
        ("gazetteers", "table"): lambda _: "places",
        ("extractors", "recorder"): open_recorder,
    }

    def load(kind: str, name: str) -> Callable[..., Any]:
        if (kind, name) not in parts:
            raise PluginError(f"no {kind} {name}")
        return parts[kind, name]

    monkeypatch.setattr(task, "load", load)
    return recorder


def run(*arguments: str, stdin: bytes = b"", **options: Any) -> list[Extraction | Rejection]:
    settings = Settings(extractor="recorder")
    return list(task.read(arguments, task.ReadOptions(**options), settings, io.BytesIO(stdin)))


def lines(*reports: dict[str, Any]) -> bytes:
    return "".join(json.dumps({"text": STORY} | report) + "\n" for report in reports).encode()


def test_reports_come_in_order_with_what_the_input_says(recorder: Recorder) -> None:
    found = run("-", stdin=lines({"id": "a", "published": "2024-05-08"}, {"id": "b"}))
    assert [item.report.id for item in found if isinstance(item, Extraction)] == ["a", "b"]
    assert [report.published for report in recorder.reports] == [date(2024, 5, 8), None]


def test_a_day_that_is_given_goes_before_the_input_s(recorder: Recorder) -> None:
    stdin = lines({"id": "a", "published": "2024-05-08T23:30:00+03:00"}, {"id": "b"})
    run("-", stdin=stdin, published=date(2020, 8, 17))
    assert [report.published for report in recorder.reports] == [date(2020, 8, 17)] * 2
    assert [report.published_at for report in recorder.reports] == [None, None]


def test_the_same_day_keeps_the_moment(recorder: Recorder) -> None:
    run("-", stdin=lines({"published": "2024-05-08T21:30:00+00:00"}), published=date(2024, 5, 8))
    assert recorder.reports[0].published_at == datetime(2024, 5, 8, 21, 30, tzinfo=UTC)


def test_a_country_that_is_given_goes_before_the_setting(recorder: Recorder) -> None:
    run("-", stdin=lines({}), country="IQ")
    assert recorder.settings
    assert recorder.settings.country == "IQ"
    settings = Settings(extractor="recorder", country="SY")
    list(task.read(["-"], task.ReadOptions(), settings, io.BytesIO(lines({}))))
    assert recorder.settings.country == "SY"


def test_rejections_of_inputs_come_where_they_belong(recorder: Recorder, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    found = run(str(tmp_path / "a.txt"), str(tmp_path / "gone.txt"), str(tmp_path / "a.txt"))
    assert [type(item) for item in found] == [Extraction, Rejection, Extraction]


def test_an_extractor_that_stumbles_costs_one_report(recorder: Recorder) -> None:
    found = run("-", stdin=lines({"id": "a", "text": f"odd {STORY}", "headline": "Odd"}, {"id": "b"}))
    assert isinstance(found[0], Rejection)
    assert (found[0].item, found[0].stage) == ("Odd", "extraction")
    assert "IndexError: out of range" in found[0].reason
    assert isinstance(found[1], Extraction)


def test_what_an_extractor_says_of_a_report_that_it_cannot_read_is_passed_on(recorder: Recorder) -> None:
    found = run("-", stdin=lines({"id": "a", "text": f"refused {STORY}", "headline": "No"}, {"id": "b"}))
    assert found[0] == Rejection("No", "extraction", "http://model.test: refuses access")
    assert isinstance(found[1], Extraction)


def test_a_part_that_is_not_there_is_told_before_anything_is_read(recorder: Recorder) -> None:
    with pytest.raises(PluginError):
        task.read(["gone.txt"], task.ReadOptions(extractor="oracle"), Settings())


def test_reports_are_read_only_when_asked_for(recorder: Recorder) -> None:
    found = task.read(["-"], task.ReadOptions(), Settings(extractor="recorder"), io.BytesIO(lines({}, {}, {})))
    next(found)
    assert len(recorder.reports) == 1


def test_a_table_of_places_that_must_be_built_is_known_beforehand(tmp_path: Path) -> None:
    assert task.builds_first(Settings(data_dir=tmp_path))
    (tmp_path / FILE_NAME).touch()
    assert task.builds_first(Settings(data_dir=tmp_path))
    Store(load_settings().data_dir).close()
    assert not task.builds_first(load_settings())
    assert not task.builds_first(Settings(data_dir=tmp_path / "none", gazetteer="another"))


def test_the_samples_are_reports_alone() -> None:
    with ExitStack() as stack:
        paths = [Path(path) for path in task.samples(stack)]
        assert all(path.is_file() for path in paths)
        assert {path.suffix for path in paths} == {".jsonl", ".html", ".txt"}
        assert paths == sorted(paths)
