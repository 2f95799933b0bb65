import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.reading.web import Host, serving
from tocsin.errors import PluginError
from tocsin.extraction.base import Extraction
from tocsin.ledger.memory import MemoryLedger
from tocsin.settings import Settings
from tocsin.tasks.add import AddedReport, add, read_again
from tocsin.tasks.read import ReadOptions
from tocsin.tasks.rebuild import rebuild
from tocsin.tasks.resolve import resolve
from tocsin.vocabulary.claim import Claim, Method
from tocsin.vocabulary.mention import Mention, Rejection
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.span import cut

STORY = "Two rockets struck the airport in Basra on Monday, wounding three guards, police said."
LONGER = (
    "Two mortar bombs struck the ferry landing beside the old customs house on Monday evening, while the last boats "
    "were being tied up and most of the crews had gone home, the harbour master said in a short notice to captains."
)
METHOD = Method("struck", "1")


class Struck:
    """Sees an incident in every "struck", remembers what it read, and can be stopped."""

    method = METHOD

    def __init__(self) -> None:
        self.read: list[str] = []
        self.stop_at = ""
        self.word = "struck"

    def extract(self, report: Report) -> Extraction:
        if self.stop_at and self.stop_at in report.text:
            raise KeyboardInterrupt
        if "odd" in report.text:
            raise IndexError("out of range")
        self.read.append(report.text)
        at = report.text.find(self.word)
        if at < 0:
            return Extraction(report)
        span = cut(report, at, at + len(self.word))
        claims = (
            Claim("kind", "rocket", span, METHOD),
            Claim("status", "reported", span, METHOD),
            Claim("trigger", self.word, span, METHOD),
        )
        return Extraction(report, (Mention(f"{report.id}#1", report.id, claims),))


@pytest.fixture
def struck(monkeypatch: pytest.MonkeyPatch) -> Struck:
    extractor = Struck()
    parts: dict[tuple[str, str], Callable[..., Any]] = {
        ("gazetteers", "table"): lambda _: "places",
        ("extractors", "struck"): lambda *_: extractor,
    }

    def load(kind: str, name: str) -> Callable[..., Any]:
        if (kind, name) not in parts:
            raise PluginError(f"no {kind} {name}")
        return parts[kind, name]

    monkeypatch.setattr("tocsin.tasks.read.load", load)
    return extractor


SETTINGS = Settings(extractor="struck", allow_private=True)


def added(ledger: MemoryLedger, *arguments: str | Path, stdin: bytes = b"") -> list[AddedReport | Rejection]:
    return list(add([str(a) for a in arguments], ReadOptions(), ledger, SETTINGS, io.BytesIO(stdin)))


def again(ledger: MemoryLedger) -> list[tuple[str, int]]:
    """Read again, and return the reports that were read with the numbers of their mentions."""
    items = read_again(ReadOptions(), ledger, SETTINGS)
    return [(item.report_id, item.mentions) for item in items if isinstance(item, AddedReport)]


def outcomes(items: list[AddedReport | Rejection]) -> list[str]:
    return [item.outcome if isinstance(item, AddedReport) else "rejected" for item in items]


def write(path: Path, *reports: dict[str, str]) -> Path:
    path.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
    return path


def test_a_report_is_kept_with_its_own_bytes_and_what_it_tells(struck: Struck, tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", {"id": "a", "text": STORY}, {"id": "b", "text": "Nothing happened today."})
    ledger = MemoryLedger()
    first, second = added(ledger, path)
    assert isinstance(first, AddedReport)
    assert (first.report_id, first.outcome, first.mentions) == ("a", "new", 1)
    assert isinstance(second, AddedReport)
    assert second.mentions == 0
    lines = path.read_bytes().splitlines(keepends=True)
    assert [ledger.original("a"), ledger.original("b")] == lines
    kept = ledger.report("a")
    assert kept is not None
    assert kept.address == str(path)
    assert kept.content_type == "application/json"


def test_adding_twice_adds_nothing_and_reads_nothing_again(struck: Struck, tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", {"id": "a", "text": STORY}, {"id": "b", "text": f"Again: {STORY}"})
    ledger = MemoryLedger()
    added(ledger, path)
    resolve(ledger)
    before = [entry.mention for entry in ledger.entries()]
    read = len(struck.read)
    assert outcomes(added(ledger, path)) == ["known", "known"]
    assert len(struck.read) == read
    assert [entry.mention for entry in ledger.entries()] == before
    assert len(list(ledger.reports())) == 2
    assert ledger.unjudged() == ()
    assert rebuild(ledger).same, "a later sight is in the incidents already"


def test_a_report_that_another_adds_while_it_is_read_is_known_and_seen(
    struck: Struck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "r.jsonl", {"id": "a", "text": LONGER}, {"id": "b", "text": f"{LONGER} No one was hurt."})
    ledger = MemoryLedger()
    extract = struck.extract

    def meanwhile(report: Report) -> Extraction:
        monkeypatch.setattr(struck, "extract", extract)
        added(ledger, path)
        resolve(ledger)
        return extract(report)

    monkeypatch.setattr(struck, "extract", meanwhile)
    items = added(ledger, path)
    assert outcomes(items) == ["known", "known"]
    assert [item.copies for item in items if isinstance(item, AddedReport)] == ["", ""]
    assert rebuild(ledger).same, "this later sight is in the incidents already"


def test_what_nobody_could_read_is_read_again_and_nothing_is_found_twice(struck: Struck, tmp_path: Path) -> None:
    told = STORY.replace("struck", "hit")
    path = write(
        tmp_path / "r.jsonl", {"id": "a", "text": STORY}, {"id": "b", "text": told}, {"id": "c", "text": "odd"}
    )
    ledger = MemoryLedger()
    added(ledger, path)
    resolve(ledger)
    before = [entry.mention for entry in ledger.entries()]
    assert again(ledger) == [("b", 0)]
    struck.word = "hit"
    assert again(ledger) == [("b", 1)]
    assert again(ledger) == []
    assert [entry.mention for entry in ledger.entries()][:1] == before
    assert [entry.mention.report_id for entry in ledger.entries()] == ["a", "b"]
    assert resolve(ledger).mentions == 1
    assert rebuild(ledger).same


def test_a_changed_page_is_a_new_version_and_the_old_one_stays(struck: Struck, tmp_path: Path) -> None:
    url = "https://courier.example/1"
    ledger = MemoryLedger()
    added(ledger, write(tmp_path / "1.jsonl", {"url": url, "text": LONGER}))
    (changed,) = added(ledger, write(tmp_path / "2.jsonl", {"url": url, "text": f"{LONGER} Two men were hurt."}))
    assert isinstance(changed, AddedReport)
    assert changed.outcome == "version"
    kept = ledger.report(changed.report_id)
    assert kept is not None
    assert kept.version == 2
    assert kept.replaces is not None
    assert ledger.report(kept.replaces) is not None
    voices = {entry.copies for entry in ledger.entries()}
    assert len(voices) == 1, "both versions are one voice"


def test_the_same_text_elsewhere_is_a_copy_and_one_voice(struck: Struck, tmp_path: Path) -> None:
    path = write(
        tmp_path / "r.jsonl",
        {"id": "a", "source": "The Gulf Courier", "text": LONGER},
        {"id": "b", "source": "Marsh Gazette", "text": f"{LONGER} More soon."},
        {"id": "c", "source": "Palm Grove", "text": STORY},
    )
    ledger = MemoryLedger()
    copies = [item.copies for item in added(ledger, path) if isinstance(item, AddedReport)]
    assert copies == ["", "a", ""]
    voices = {entry.mention.id: entry.copies for entry in ledger.entries()}
    assert voices == {"a#1": "a", "b#1": "a", "c#1": "c"}


def test_one_bad_input_stops_nothing_and_is_read_anew_later(struck: Struck, tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", {"id": "a", "text": STORY}, {"id": "o", "text": "An odd report struck."})
    (tmp_path / "b.jsonl").write_text("{broken\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text(LONGER, encoding="utf-8")
    ledger = MemoryLedger()
    items = added(ledger, tmp_path, tmp_path / "gone.txt")
    assert outcomes(items) == ["new", "rejected", "rejected", "new", "rejected"]
    odd = items[1]
    assert isinstance(odd, Rejection)
    assert "IndexError" in odd.reason
    assert ledger.report("o") is None


def test_a_stop_keeps_what_is_done_and_the_same_call_goes_on(struck: Struck, tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", *({"id": f"r{n}", "text": f"Paper {n}: {STORY} Part {n}."} for n in range(5)))
    ledger = MemoryLedger()
    struck.stop_at = "Part 3"
    items: list[AddedReport | Rejection] = []
    with pytest.raises(KeyboardInterrupt):
        items.extend(add([str(path)], ReadOptions(), ledger, SETTINGS))
    assert [kept.report.id for kept in ledger.reports()] == ["r0", "r1", "r2"]
    struck.stop_at = ""
    struck.read.clear()
    assert outcomes(added(ledger, path)) == ["known", "known", "known", "new", "new"]
    assert len(struck.read) == 2


def test_standard_input_and_a_day_that_the_person_gives(struck: Struck) -> None:
    ledger = MemoryLedger()
    (item,) = add(["-"], ReadOptions(published=date(2024, 5, 7)), ledger, SETTINGS, io.BytesIO(STORY.encode()))
    assert isinstance(item, AddedReport)
    kept = ledger.report(item.report_id)
    assert kept is not None
    assert kept.report.published == date(2024, 5, 7)
    assert ledger.original(item.report_id) == STORY.encode()


@pytest.fixture
def web() -> Iterator[Host]:
    with serving() as running:
        yield running


def test_a_page_from_the_network_comes_with_its_headers_and_address(struck: Struck, web: Host) -> None:
    ledger = MemoryLedger()
    (item,) = added(ledger, f"{web.address}/once")
    assert isinstance(item, AddedReport)
    kept = ledger.report(item.report_id)
    assert kept is not None
    assert kept.address == f"{web.address}/page?from=once"
    assert kept.headers["content-type"] == "text/html"
    assert b"<html>" in ledger.original(item.report_id)
    assert outcomes(added(ledger, f"{web.address}/once")) == ["known"]
