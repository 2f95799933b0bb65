"""The shipped contract suites, run against small plug-ins such as others write: sound ones pass, broken ones fail."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, TextIO

import pytest

from tocsin.export.base import Exporter, Findings
from tocsin.extraction.base import Extraction, Extractor
from tocsin.gazetteer.base import Candidate, Gazetteer, Hints, Toponym
from tocsin.reading.base import Raw, Reader
from tocsin.testing.builders import a_claim, a_mention, a_place, a_report
from tocsin.testing.exporter_contract import ExporterContract
from tocsin.testing.extractor_contract import ExtractorContract
from tocsin.testing.gazetteer_contract import GazetteerContract
from tocsin.testing.reader_contract import ReaderContract
from tocsin.vocabulary.claim import Method, Slot
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.span import cut
from tocsin.vocabulary.values import Place


class LineReader:
    """A reader of somebody else: each line that starts with ! is a report."""

    name = "bang"

    def accepts(self, raw: Raw, head: bytes) -> bool:
        return head.startswith(b"!")

    def read(self, raw: Raw) -> Iterator[Report | Rejection]:
        with raw.open() as stream:
            lines = [line for line in stream.read().split(b"\n") if line.startswith(b"!") and line[1:].strip()]
        if not lines:
            yield Rejection(raw.name, "reading", "no line starts with !")
        for number, line in enumerate(lines):
            yield a_report(line[1:].decode("utf-8", "replace"), id=f"{raw.name}-{number}")


class TestLineReader(ReaderContract):
    def reader(self) -> Reader:
        return LineReader()

    def sound(self) -> Sequence[Raw]:
        return [Raw("bangs", b"!Two rockets\n!fell on Monday")]

    def foreign(self) -> Sequence[Raw]:
        return [Raw("a.html", b"<!doctype html><p>Two rockets")]


class ListGazetteer:
    """A gazetteer of somebody else: two places."""

    name = "list"
    places: ClassVar = {"basra": (a_place("Basra"), 1_300_000), "zubayr": (a_place("Zubayr"), 300_000)}

    def candidates(self, name: str) -> Sequence[Candidate]:
        found = self.places.get(name.lower())
        return [Candidate(found[0], "city", found[1])] if found else []

    def find(self, text: str) -> Sequence[Toponym]:
        found = [(text.find(place.name), place.name) for place, _ in self.places.values()]
        return [Toponym(start, start + len(name), name) for start, name in sorted(found) if start >= 0]

    def hints(self, text: str, countries: Sequence[str] = ()) -> Hints:
        return Hints(tuple(countries))

    def zone_of(self, place: Place) -> str | None:
        return "Asia/Baghdad"

    def resolve(self, toponyms: Sequence[Toponym], hints: Hints) -> Sequence[Place | None]:
        return [next((c.place for c in self.candidates(t.name)), None) for t in toponyms]


class TestListGazetteer(GazetteerContract):
    def gazetteer(self) -> Gazetteer:
        return ListGazetteer()

    def known(self) -> Mapping[str, str]:
        return {"Basra": "test:basra", "Zubayr": "test:zubayr"}


class WordExtractor:
    """An extractor of somebody else: any report with the word rockets tells of one attack."""

    method = Method("word", "1")

    def extract(self, report: Report) -> Extraction:
        if report.language not in {"", "en"}:
            return Extraction(report, rejections=(Rejection(report.id, "extraction", "it is not in English"),))
        start = report.text.find("rockets")
        if start < 0:
            return Extraction(report)
        span = cut(report, start, start + len("rockets"))
        values: dict[Slot, str] = {"kind": "rocket", "status": "reported", "trigger": "rockets"}
        claims = [a_claim(slot, value, span) for slot, value in values.items()]
        return Extraction(report, (a_mention(*claims, id=f"{report.id}#1", report=report),))


class TestWordExtractor(ExtractorContract):
    def extractor(self) -> Extractor:
        return WordExtractor()


class NameExporter:
    """An exporter of somebody else: the ids, one a line."""

    name = "ids"

    def write(self, findings: Iterable[Findings], stream: TextIO) -> int:
        count = 0
        for found in findings:
            stream.write(f"{found.report.id} {len(found.mentions)}\n")
            count += 1
        return count


class TestNameExporter(ExporterContract):
    def exporter(self) -> Exporter:
        return NameExporter()


def failures(suite: object) -> set[str]:
    """Return the names of the tests of `suite` that fail, whatever a broken plug-in raises."""
    failed = set()
    for name in dir(suite):
        if name.startswith("test_"):
            try:
                getattr(suite, name)()
            except Exception:
                failed.add(name)
    return failed


class RaisingReader(LineReader):
    def read(self, raw: Raw) -> Iterator[Report | Rejection]:
        with raw.open() as stream:
            stream.read().decode("ascii")
        yield from super().read(raw)


class SilentReader(LineReader):
    def read(self, raw: Raw) -> Iterator[Report | Rejection]:
        yield from (item for item in super().read(raw) if isinstance(item, Report))


class GreedyReader(LineReader):
    def accepts(self, raw: Raw, head: bytes) -> bool:
        return True


class RepeatingReader(LineReader):
    def read(self, raw: Raw) -> Iterator[Report | Rejection]:
        yield from (replace(item, id="same") if isinstance(item, Report) else item for item in super().read(raw))


@pytest.mark.parametrize(
    ("reader", "test"),
    [
        (RaisingReader, "test_damaged_input_is_rejected_or_read_and_never_raises"),
        (SilentReader, "test_nothing_is_lost_in_silence"),
        (GreedyReader, "test_it_leaves_other_formats_to_others"),
        (RepeatingReader, "test_a_sound_input_gives_reports_with_text_and_distinct_ids"),
    ],
)
def test_a_broken_reader_fails(reader: type[LineReader], test: str) -> None:
    class Suite(TestLineReader):
        def reader(self) -> Reader:
            return reader()

    assert test in failures(Suite())
    assert failures(TestLineReader()) == set()


class GuessingGazetteer(ListGazetteer):
    def candidates(self, name: str) -> Sequence[Candidate]:
        return super().candidates(name) or [Candidate(a_place("Basra"), "city", 1)]


class StrictGazetteer(ListGazetteer):
    def candidates(self, name: str) -> Sequence[Candidate]:
        return super().candidates(name) if name.istitle() else []


class OverlappingGazetteer(ListGazetteer):
    def find(self, text: str) -> Sequence[Toponym]:
        return [t for t in super().find(text) for _ in range(2)]


class DeafGazetteer(ListGazetteer):
    def hints(self, text: str, countries: Sequence[str] = ()) -> Hints:
        return Hints(("IQ",))

    def zone_of(self, place: Place) -> str | None:
        return "Basra time"


class CountryGazetteer(ListGazetteer):
    def candidates(self, name: str) -> Sequence[Candidate]:
        return [replace(candidate, kind="country") for candidate in super().candidates(name)]


@pytest.mark.parametrize(
    ("gazetteer", "test"),
    [
        (GuessingGazetteer, "test_an_unknown_name_has_no_candidates"),
        (GuessingGazetteer, "test_it_answers_for_each_toponym_and_abstains_where_it_does_not_know"),
        (StrictGazetteer, "test_case_does_not_matter"),
        (OverlappingGazetteer, "test_what_it_finds_is_in_order_and_apart"),
        (DeafGazetteer, "test_hints_keep_the_countries_that_are_given"),
        (DeafGazetteer, "test_a_time_zone_is_one_that_there_is"),
        (CountryGazetteer, "test_a_country_is_never_passed_off_as_a_town"),
    ],
)
def test_a_broken_gazetteer_fails(gazetteer: type[ListGazetteer], test: str) -> None:
    class Suite(TestListGazetteer):
        def gazetteer(self) -> Gazetteer:
            return gazetteer()

    assert test in failures(Suite())
    assert failures(TestListGazetteer()) == set()


class EagerExtractor(WordExtractor):
    def extract(self, report: Report) -> Extraction:
        found = super().extract(replace(report, language="en"))
        return replace(found, report=report) if found.mentions else super().extract(a_report("rockets", id=report.id))


class StatefulExtractor(WordExtractor):
    seen = 0

    def extract(self, report: Report) -> Extraction:
        self.seen += 1
        found = super().extract(report)
        return replace(found, mentions=tuple(replace(m, id=f"{m.id}-{self.seen}") for m in found.mentions))


class CollidingExtractor(WordExtractor):
    def extract(self, report: Report) -> Extraction:
        found = super().extract(report)
        return replace(found, mentions=tuple(replace(m, id="1") for m in found.mentions))


class NamelessExtractor(WordExtractor):
    method = Method("", "")


@pytest.mark.parametrize(
    ("extractor", "test"),
    [
        (EagerExtractor, "test_it_finds_nothing_where_nothing_is_told"),
        (EagerExtractor, "test_a_language_it_does_not_know_is_a_rejection"),
        (StatefulExtractor, "test_it_keeps_no_state_between_reports"),
        (CollidingExtractor, "test_reports_of_equal_text_have_mentions_of_their_own"),
        (NamelessExtractor, "test_its_method_has_a_name_and_a_version"),
    ],
)
def test_a_broken_extractor_fails(extractor: type[WordExtractor], test: str) -> None:
    class Suite(TestWordExtractor):
        def extractor(self) -> Extractor:
            return extractor()

    assert test in failures(Suite())
    assert failures(TestWordExtractor()) == set()


class MiscountingExporter(NameExporter):
    def write(self, findings: Iterable[Findings], stream: TextIO) -> int:
        return super().write(findings, stream) + 1


class TwiceAskingExporter(NameExporter):
    def write(self, findings: Iterable[Findings], stream: TextIO) -> int:
        super().write(findings, stream)
        return len(list(findings))


class RawExporter(NameExporter):
    def write(self, findings: Iterable[Findings], stream: TextIO) -> int:
        return sum(bool(stream.write(found.report.text)) for found in findings)


@pytest.mark.parametrize(
    ("exporter", "test"),
    [
        (MiscountingExporter, "test_it_counts_the_reports_it_writes"),
        (MiscountingExporter, "test_nothing_in_is_nothing_counted"),
        (TwiceAskingExporter, "test_it_takes_findings_as_they_come"),
        (RawExporter, "test_what_it_writes_is_valid_text"),
    ],
)
def test_a_broken_exporter_fails(exporter: type[NameExporter], test: str) -> None:
    class Suite(TestNameExporter):
        def exporter(self) -> Exporter:
            return exporter()

    assert test in failures(Suite())
    assert failures(TestNameExporter()) == set()
