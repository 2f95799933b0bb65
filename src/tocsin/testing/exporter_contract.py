"""What every exporter keeps to, as tests that the author of an exporter inherits."""

import io
from collections.abc import Iterable

from tocsin.export.base import Exporter, Findings
from tocsin.extraction.base import Extraction
from tocsin.testing.builders import VALUES, a_claim, a_mention, a_rejection, a_report, a_tie, an_occasion

ODD = 'Quotes " and <tags> & ampersands, a tab\t, a line\u2028break, العربية, 🚀 and half a character \ud83d.'
"""A text with all that a format has to write with care."""


class ExporterContract:
    """Inherit it as `class TestMyExporter(ExporterContract)` and give `exporter`; pytest finds the rest."""

    def exporter(self) -> Exporter:
        """Return the exporter under test."""
        raise NotImplementedError

    def findings(self) -> list[Findings]:
        """Return a report with something in every slot, one that tells of nothing, and one of odd characters."""
        needed = {"kind", "status", "trigger"}
        mention = a_mention(*(a_claim(slot) for slot in VALUES if slot not in needed))
        full = Extraction(a_report(), (mention,), (a_tie(),), (an_occasion(),), (a_rejection(),))
        quiet = Extraction(a_report("Nothing happened.", id="quiet-1"))
        return [full, quiet, Extraction(a_report(ODD, id="odd-1", title=ODD, published=None))]

    def written(self, findings: Iterable[Findings]) -> tuple[int, str]:
        """Return the count and the text that the exporter gives for `findings`."""
        stream = io.StringIO()
        count = self.exporter().write(findings, stream)
        return count, stream.getvalue()

    def test_it_has_a_name(self) -> None:
        """The name is what the entry-point table and messages call it."""
        assert self.exporter().name

    def test_it_counts_the_reports_it_writes(self) -> None:
        """One for each of the findings, whatever is in them."""
        count, text = self.written(self.findings())
        assert count == len(self.findings())
        assert text

    def test_nothing_in_is_nothing_counted(self) -> None:
        """An empty run is no error."""
        assert self.written([])[0] == 0

    def test_it_takes_findings_as_they_come(self) -> None:
        """An iterator is enough: findings are not asked for twice, nor for their number."""
        assert self.written(iter(self.findings())) == self.written(self.findings())

    def test_it_writes_the_same_twice(self) -> None:
        """Nothing of one call is left for the next, and nothing of the clock gets into the text."""
        assert self.written(self.findings()) == self.written(self.findings())

    def test_what_it_writes_is_valid_text(self) -> None:
        """Odd characters, half ones too, come out as something that UTF-8 can hold."""
        assert self.written(self.findings())[1].encode()
