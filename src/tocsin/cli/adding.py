"""One run of `tocsin add`: reports to the ledger one by one, bad inputs named, then the incidents that they change."""

import sys
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field

from tocsin.cli.border import Interrupts, complain
from tocsin.cli.changes import change_words
from tocsin.cli.meter import Meter
from tocsin.cli.output import open_records
from tocsin.cli.tracker import opened
from tocsin.errors import LedgerError
from tocsin.export.record import json_line
from tocsin.export.wording import counted
from tocsin.ledger.base import Ledger
from tocsin.settings import Settings
from tocsin.tasks.add import AddedReport, add, read_again
from tocsin.tasks.changing import change_record
from tocsin.tasks.read import ReadOptions, builds_first
from tocsin.tasks.read import samples as samples_of
from tocsin.tasks.resolve import Resolution, resolve
from tocsin.vocabulary.mention import Rejection


@dataclass
class Tally:
    """What came of the inputs, by number."""

    new: int = 0
    copies: int = 0
    versions: int = 0
    known: int = 0
    skipped: int = 0
    unreadable: int = 0
    values: int = 0
    mentions: int = 0
    told_later: int = 0

    def count(self, added: AddedReport) -> None:
        """Count one report."""
        self.new += added.outcome == "new"
        self.versions += added.outcome == "version"
        self.known += added.outcome == "known"
        self.copies += bool(added.copies)
        self.mentions += added.mentions
        self.told_later += added.outcome == "known" and added.mentions > 0
        self.skipped += not added.mentions and any(not one.is_of_a_value for one in added.rejections)

    def reject(self, rejection: Rejection) -> None:
        """Count an input that was not read, or a value that one was read without."""
        self.values += rejection.is_of_a_value
        self.unreadable += not rejection.is_of_a_value

    @property
    def words(self) -> str:
        """What was added: "39 new reports, 2 of them copies of others, 1 report known already"."""
        parts = [counted(self.new, "new report")]
        if self.copies:
            parts.append(self._copies)
        if self.versions:
            parts.append(f"{counted(self.versions, 'new version')} of known reports")
        if self.known:
            parts.append(f"{counted(self.known, 'report')} known already")
        if self.skipped:
            parts.append(f"{counted(self.skipped, 'report')} passed over")
        if self.unreadable:
            parts.append(f"{counted(self.unreadable, 'input')} not readable")
        if self.values:
            parts.append(f"{counted(self.values, 'value')} left out")
        return ", ".join(parts)

    @property
    def words_again(self) -> str:
        """What came of reading again: "12 reports read again, 3 of them tell of incidents now"."""
        tell = "tells" if self.told_later == 1 else "tell"
        parts = [f"{counted(self.known, 'report')} read again, {self.told_later} of them {tell} of incidents now"]
        if self.skipped:
            parts.append(f"{counted(self.skipped, 'report')} passed over")
        if self.unreadable:
            parts.append(f"{counted(self.unreadable, 'report')} not readable")
        return ", ".join(parts)

    @property
    def _copies(self) -> str:
        """How many are copies: "a copy of another", "1 of them a copy of others", "2 of them copies of others"."""
        if self.new == self.copies == 1:
            return "a copy of another"
        return f"{self.copies} of them {'a copy' if self.copies == 1 else 'copies'} of others"


@dataclass
class Adding:
    """One run over the inputs, or, with `again`, over what is kept without a find."""

    arguments: list[str]
    options: ReadOptions
    settings: Settings
    tracker: str = ""
    quiet: bool = False
    as_json: bool = False
    resolves: bool = True
    again: bool = False
    tally: Tally = field(default_factory=Tally)

    def go(self, samples: bool) -> int:
        """Add everything, resolve it, say what came of it, and return the exit code."""
        with ExitStack() as stack:
            arguments = self.arguments + (samples_of(stack) if samples else [])
            interrupts = stack.enter_context(Interrupts())
            if builds_first(self.settings):
                self._say("building the table of places; this takes some seconds, once")
            ledger = stack.enter_context(opened(self.tracker, self.settings, new=not self.again))
            try:
                with Meter(arguments, self.quiet) as meter:
                    self._each(self._items(arguments, ledger), meter)
                changes = self._resolved(ledger) if self.resolves else Resolution()
            except KeyboardInterrupt:
                complain(f"stopped; kept are {self._words}; the same call goes on from there")
                return interrupts.exit_code
            except LedgerError:
                complain(f"kept are {self._words}; the same call goes on from there, once this is mended:")
                raise
        self._tell(changes)
        return 1 if self.tally.unreadable else 0

    def _items(self, arguments: list[str], ledger: Ledger) -> Iterable[AddedReport | Rejection]:
        if self.again:
            return read_again(self.options, ledger, self.settings)
        return add(arguments, self.options, ledger, self.settings)

    @property
    def _words(self) -> str:
        return self.tally.words_again if self.again else self.tally.words

    def _each(self, items: Iterable[AddedReport | Rejection], meter: Meter) -> None:
        for item in items:
            if isinstance(item, Rejection):
                self.tally.reject(item)
                with meter.aside(to_stderr=True):
                    complain(f"{item.item}: {item.reason}")
            else:
                self.tally.count(item)
                for rejection in item.rejections:
                    if not rejection.is_of_a_value:  # kept, but not read: in a language the reader does not know
                        with meter.aside(to_stderr=True):
                            complain(f"{item.name}: {rejection.reason}")
            meter.advance()

    def _resolved(self, ledger: Ledger) -> Resolution:
        with Meter([], self.quiet, "Resolving", len(ledger.unjudged())) as meter:
            return resolve(ledger, done=meter.advance)

    def _tell(self, changes: Resolution) -> None:
        if self.as_json:
            open_records().write(json_line({"reports": asdict(self.tally)} | change_record(changes)))
            return
        print(self._words)
        if self.resolves:
            print(*change_words(changes), sep="\n")

    def _say(self, words: str) -> None:
        if not self.quiet:
            print(f"tocsin: {words}", file=sys.stderr)
