"""What every extractor keeps to, as tests that the author of an extractor inherits."""

from collections.abc import Iterator

from tocsin.extraction.base import Extraction, Extractor
from tocsin.testing.builders import a_report
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.span import Span

QUIET = (
    "The town council approved the budget for three new schools on Tuesday. "
    "Members praised the builders, and work is to begin in the spring."
)
FOREIGN = "أعلن المجلس البلدي يوم الثلاثاء افتتاح مدرسة جديدة في وسط المدينة، وحضر الحفل عدد من السكان والمعلمين."


class ExtractorContract:
    """Inherit it as `class TestMyExtractor(ExtractorContract)` and give `extractor`; pytest finds the rest."""

    def extractor(self) -> Extractor:
        """Return the extractor under test; called for every test, so keep it if it is slow to open."""
        raise NotImplementedError

    def report(self) -> Report:
        """Return a report that tells of at least one attack."""
        return a_report()

    def quiet(self) -> Report:
        """Return a report that tells of none."""
        return a_report(QUIET, id="quiet-1", title="Three new schools")

    def foreign(self) -> Report | None:
        """Return a report in a language that the extractor does not know; None if it knows them all."""
        return a_report(FOREIGN, id="foreign-1", title="", language="ar")

    def extract(self, report: Report) -> Extraction:
        """Return what the extractor finds in `report`."""
        return self.extractor().extract(report)

    def test_its_method_has_a_name_and_a_version(self) -> None:
        """A claim can be traced to the very method that made it."""
        assert self.extractor().method.name
        assert self.extractor().method.version

    def test_it_finds_the_attack(self) -> None:
        """The report that tells of an attack gives a mention."""
        assert self.extract(self.report()).mentions

    def test_it_finds_nothing_where_nothing_is_told(self) -> None:
        """The quiet report gives no mention."""
        assert self.extract(self.quiet()).mentions == ()

    def test_an_extraction_belongs_to_its_report(self) -> None:
        """What comes back is about the report that went in, with ids of their own."""
        found = self.extract(self.report())
        assert found.report == self.report()
        ids = [mention.id for mention in found.mentions]
        assert len(set(ids)) == len(ids)
        assert all(mention.report_id == self.report().id for mention in found.mentions)

    def test_every_quote_stands_in_the_text(self) -> None:
        """All words, those of speakers, ties and occasions too, are cut from the text of this report."""
        found = self.extract(self.report())
        quoted = list(spans(found))
        assert quoted
        for span in quoted:
            assert span.report_id == self.report().id
            assert self.report().text[span.start : span.end] == span.quote

    def test_everything_carries_its_method(self) -> None:
        """No claim, tie or occasion is without the name and version of what made it."""
        assert all(method.name and method.version for method in methods(self.extract(self.report())))

    def test_reports_of_equal_text_have_mentions_of_their_own(self) -> None:
        """Ids of mentions do not collide between reports."""
        report = self.report()
        twin = Report(f"{report.id}-twin", report.text, report.source, report.title, report.published, language="en")
        one, other = ({mention.id for mention in self.extract(r).mentions} for r in (report, twin))
        assert one.isdisjoint(other)

    def test_it_keeps_no_state_between_reports(self) -> None:
        """The order in which reports come does not matter."""
        extractor = self.extractor()
        first = extractor.extract(self.report())
        extractor.extract(self.quiet())
        assert extractor.extract(self.report()) == first

    def test_a_language_it_does_not_know_is_a_rejection(self) -> None:
        """It says so with a reason, finds nothing and does not raise."""
        foreign = self.foreign()
        if foreign is not None:
            found = self.extract(foreign)
            assert found.mentions == ()
            assert [rejection.reason for rejection in found.rejections if rejection.reason]

    def test_odd_texts_do_not_raise(self) -> None:
        """Texts of marks, of one word, in capitals or without a date give an extraction like others."""
        for n, text in enumerate((".", "\n\n", "rockets", "🚀" * 50, self.report().text.upper(), "(" * 2000)):
            report = a_report(text, id=f"odd-{n}", published=None)
            assert self.extract(report).report == report


def spans(found: Extraction) -> Iterator[Span]:
    """Yield every span in `found`."""
    for mention in found.mentions:
        for claim in mention.claims:
            yield claim.span
            if claim.speaker and claim.speaker.span:
                yield claim.speaker.span
    for tie in found.ties:
        yield from (tie.head, tie.tail, tie.evidence)
    yield from (occasion.span for occasion in found.occasions)


def methods(found: Extraction) -> Iterator[Method]:
    """Yield the method of everything in `found`."""
    yield from (claim.method for mention in found.mentions for claim in mention.claims)
    yield from (tie.method for tie in found.ties)
    yield from (occasion.method for occasion in found.occasions)
