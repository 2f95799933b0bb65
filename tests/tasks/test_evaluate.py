import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tocsin.errors import InputError, PluginError
from tocsin.extraction.base import Extraction
from tocsin.settings import Settings
from tocsin.tasks import read as reading
from tocsin.tasks.evaluate import evaluate
from tocsin.vocabulary.claim import Claim, Method
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.span import cut

STORY = "Two rockets struck the airport in Basra on Monday, wounding three guards."
ROCKET = {"kind": "rocket", "status": "reported"}


class Struck:
    """An extractor that sees a rocket in every "struck", and stumbles over "odd"."""

    method = Method("struck", "1")

    def __init__(self) -> None:
        self.reports: list[Report] = []

    def extract(self, report: Report) -> Extraction:
        self.reports.append(report)
        if "odd" in report.text:
            raise IndexError("out of range")
        at = report.text.find("struck")
        if at < 0:
            return Extraction(report)
        span = cut(report, at, at + len("struck"))
        slots: dict[Any, str] = {"kind": "rocket", "status": "reported", "trigger": "struck"}
        claims = tuple(Claim(slot, value, span, self.method) for slot, value in slots.items())
        return Extraction(report, (Mention("m", report.id, claims),))


@pytest.fixture
def struck(monkeypatch: pytest.MonkeyPatch) -> Struck:
    struck = Struck()
    parts: dict[tuple[str, str], Callable[..., Any]] = {
        ("gazetteers", "table"): lambda _: "places",
        ("extractors", "struck"): lambda *_: struck,
    }

    def load(kind: str, name: str) -> Callable[..., Any]:
        if (kind, name) not in parts:
            raise PluginError(f"no {kind} {name}")
        return parts[kind, name]

    monkeypatch.setattr(reading, "load", load)
    return struck


@pytest.fixture
def gold(tmp_path: Path) -> Callable[..., Path]:
    def write(*reports: dict[str, Any] | str) -> Path:
        path = tmp_path / "gold.jsonl"
        rows = (report if isinstance(report, str) else json.dumps(report) for report in reports)
        path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
        return path

    return write


def annotated(name: str, *incidents: dict[str, Any], text: str = STORY) -> dict[str, Any]:
    return {"id": name, "text": text, "published": "2024-05-08", "incidents": list(incidents)}


def test_reports_are_read_and_compared(struck: Struck, gold: Callable[..., Path]) -> None:
    done: list[None] = []
    path = gold(annotated("a", ROCKET), annotated("b", ROCKET, text="Calm."), annotated("c", text="Rain."))
    found = evaluate(path, Settings(), "struck", lambda: done.append(None))
    assert found.figures.incidents
    assert (found.figures.incidents.precision, found.figures.incidents.recall) == (1.0, 0.5)
    assert (found.figures.clean, found.figures.quotes) == (1.0, 1.0)
    assert (found.extractor, found.rejections, found.unread) == ("struck", (), 0)
    assert len(done) == 3


def test_the_extractor_sees_nothing_of_the_annotation(struck: Struck, gold: Callable[..., Path]) -> None:
    evaluate(gold(annotated("a", ROCKET) | {"headline": "Rockets"}), Settings(extractor="struck"))
    (report,) = struck.reports
    assert (report.id, report.title, report.text) == ("a", "Rockets", STORY)
    assert "incidents" not in repr(report)


def test_bad_lines_are_named_once_and_the_others_scored(struck: Struck, gold: Callable[..., Path]) -> None:
    path = gold(annotated("a", ROCKET), "{broken", {"id": "b", "text": STORY}, annotated("a"), annotated("c", ROCKET))
    found = evaluate(path, Settings(), "struck")
    assert [one.item.rpartition(", ")[2] for one in found.rejections] == ["line 2", "line 3", "line 4"]
    assert found.figures.reports == 2
    assert found.figures.incidents
    assert found.figures.incidents.f == 1.0


def test_a_report_that_cannot_be_read_counts_as_nothing_found(struck: Struck, gold: Callable[..., Path]) -> None:
    found = evaluate(gold(annotated("a", ROCKET), annotated("b", ROCKET, text="odd")), Settings(), "struck")
    assert found.unread == 1
    assert ["IndexError" in one.reason for one in found.rejections] == [True]
    assert found.figures.incidents
    assert found.figures.incidents.recall == 0.5


def test_ids_are_found_again_however_they_are_written(struck: Struck, gold: Callable[..., Path]) -> None:
    found = evaluate(gold(annotated(" a\t", ROCKET), annotated("b", ROCKET) | {"id": 7}), Settings(), "struck")
    assert found.unread == 0
    assert found.figures.incidents
    assert found.figures.incidents.f == 1.0


def test_what_cannot_be_scored_at_all_is_an_error(struck: Struck, gold: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "packed.jsonl").write_bytes(b"\x1f\x8b\x08")
    for path, message in (
        (tmp_path / "gone.jsonl", "there is no such file"),
        (tmp_path, "is a folder"),
        (tmp_path / "packed.jsonl", "is compressed; unpack it first"),
        (Path("a\0b"), "cannot be opened"),
        (gold(), "is empty"),
    ):
        with pytest.raises(InputError, match=message):
            evaluate(path, Settings(), "struck")
    with pytest.raises(PluginError):
        evaluate(gold(annotated("a")), Settings(), "oracle")
    assert struck.reports == []
