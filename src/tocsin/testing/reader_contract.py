"""What every reader keeps to, as tests that the author of a reader inherits."""

from collections.abc import Sequence

from tocsin.reading.base import Raw, Reader
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report

HEAD_BYTES = 4096
EMPTY = (b"", b" \n\t ", b"\x00" * 5000)
"""Bytes that say nothing; they are rejected before a reader is asked, so a reader may be silent about them."""
BROKEN = (
    bytes(range(256)) * 20,
    b"\xff\xfe\xff" * 99,
    b"<" * 20_000,
    b"[" * 20_000,
    b"<div>" * 4000,
    b'{"text": ',
    b"PK\x03\x04 a zip",
)
"""Bytes that are no report in any format; a reader rejects them, or reads what little is there."""


class ReaderContract:
    """Inherit it as `class TestMyReader(ReaderContract)` and give `reader` and `sound`; pytest finds the rest."""

    def reader(self) -> Reader:
        """Return the reader under test."""
        raise NotImplementedError

    def sound(self) -> Sequence[Raw]:
        """Return inputs that hold at least one report each."""
        raise NotImplementedError

    def foreign(self) -> Sequence[Raw]:
        """Return inputs in formats that are not this reader's; none if it reads anything."""
        return ()

    def results(self, raw: Raw) -> list[Report | Rejection]:
        """Return all that the reader yields for `raw`."""
        return list(self.reader().read(raw))

    def accepts(self, raw: Raw) -> bool:
        """Whether the reader accepts `raw` by its first bytes."""
        with raw.open() as stream:
            return self.reader().accepts(raw, stream.read(HEAD_BYTES))

    def damaged(self) -> list[Raw]:
        """Return `BROKEN` bytes, and the sound inputs cut off, doubled and with a hole."""
        pieces = list(BROKEN)
        for raw in self.sound():
            with raw.open() as stream:
                data = stream.read()
            half = len(data) // 2
            pieces += [data[:half], data[half:], data[:half] + b"\x00\xff\xfe" + data[half + 3 :], data + data]
        first = self.sound()[0]
        return [Raw(f"damaged-{n}", piece, None, first.url, first.content_type) for n, piece in enumerate(pieces)]

    def test_it_has_a_name(self) -> None:
        """The name is what the entry-point table and messages call it."""
        assert self.reader().name

    def test_it_accepts_what_it_reads(self) -> None:
        """A sound input is accepted by name, content type and first bytes."""
        assert self.sound()
        assert [raw.name for raw in self.sound() if not self.accepts(raw)] == []

    def test_it_leaves_other_formats_to_others(self) -> None:
        """A foreign input is not accepted."""
        assert [raw.name for raw in self.foreign() if self.accepts(raw)] == []

    def test_a_sound_input_gives_reports_with_text_and_distinct_ids(self) -> None:
        """No report is empty, and no two of one input share an id."""
        for raw in self.sound():
            reports = [item for item in self.results(raw) if isinstance(item, Report)]
            assert reports, raw.name
            assert all(report.text.strip() for report in reports)
            assert len({report.id for report in reports}) == len(reports)

    def test_it_reads_the_same_twice(self) -> None:
        """Reading keeps no state: the second time gives the same reports."""
        for raw in self.sound():
            assert self.results(raw) == self.results(raw)

    def test_damaged_input_is_rejected_or_read_and_never_raises(self) -> None:
        """Whatever stands in an input, it becomes reports and rejections."""
        for raw in [*self.damaged(), *(Raw("empty", data) for data in EMPTY)]:
            assert all(isinstance(item, Report | Rejection) for item in self.results(raw)), raw.name

    def test_nothing_is_lost_in_silence(self) -> None:
        """Every input gives a report or a rejection, and a rejection names the input and a reason."""
        for raw in self.damaged():
            results = self.results(raw)
            assert results, f"{raw.name} is lost without a word"
            for item in results:
                if isinstance(item, Rejection):
                    assert item.item
                    assert item.stage
                    assert item.reason
