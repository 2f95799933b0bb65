"""One run of `tocsin read`: results to their sink one by one, bad inputs named, a page saved, an exit code."""

import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tocsin.cli.border import Interrupts, complain
from tocsin.cli.meter import Meter
from tocsin.cli.output import open_console, open_records
from tocsin.export.explain import explain
from tocsin.export.record import RecordExporter
from tocsin.export.saving import save_page
from tocsin.export.table import show
from tocsin.export.wording import counted
from tocsin.extraction.base import Extraction
from tocsin.settings import load_settings
from tocsin.tasks.read import ReadOptions, builds_first, read
from tocsin.tasks.read import samples as samples_of
from tocsin.vocabulary.mention import Rejection


class Sink(Protocol):
    """Where results go, one report at a time."""

    def put(self, extraction: Extraction) -> None:
        """Write what was found in one report. Raises OSError."""
        ...


class Records:
    """JSON Lines."""

    def __init__(self, text: bool, methods: bool) -> None:
        self._stream = open_records()
        self._exporter = RecordExporter(text, methods)

    def put(self, extraction: Extraction) -> None:
        """Write what was found in one report. Raises OSError."""
        self._exporter.write([extraction], self._stream)


class Tables:
    """Tables for people, with reasons if asked for."""

    def __init__(self, text: bool, reasons: bool) -> None:
        self._console = open_console()
        self._text, self._reasons = text, reasons
        self._started = False

    def put(self, extraction: Extraction) -> None:
        """Write what was found in one report. Raises OSError."""
        if self._started:
            self._console.print()
        self._started = True
        show(extraction, self._console, self._text)
        if self._reasons:
            explain(extraction, self._console)
        self._console.file.flush()


@dataclass
class Run:
    """One run over the inputs and what came of it."""

    arguments: list[str]
    options: ReadOptions
    quiet: bool
    save: Path | None
    reports: int = 0
    incidents: int = 0
    skipped: int = 0
    unreadable: int = 0
    kept: list[Extraction] = field(default_factory=list)

    def go(self, sink: Sink, samples: bool) -> int:
        """Read everything, give it to `sink`, save the page, and return the exit code."""
        with ExitStack() as stack:
            arguments = self.arguments + (samples_of(stack) if samples else [])
            interrupts = stack.enter_context(Interrupts())
            stopped = False
            with Meter(arguments, self.quiet) as meter:
                try:
                    self._each(arguments, sink, meter, interrupts)
                except KeyboardInterrupt:
                    stopped = True
            return self._end(interrupts, stopped)

    def _each(self, arguments: list[str], sink: Sink, meter: Meter, interrupts: Interrupts) -> None:
        settings = load_settings()
        if builds_first(settings):
            self._say("building the table of places; this takes some seconds, once")
        for item in read(arguments, self.options, settings):
            unreadable = isinstance(item, Rejection)
            with interrupts.held(), meter.aside(to_stderr=unreadable):
                if isinstance(item, Rejection):
                    self.unreadable += not item.is_of_a_value
                    complain(f"{item.item}: {item.reason}")
                else:
                    sink.put(item)
                    self._count(item)
            meter.advance()

    def _count(self, extraction: Extraction) -> None:
        self.reports += 1
        self.incidents += len(extraction.mentions)
        unread = any(not rejection.is_of_a_value for rejection in extraction.rejections)
        self.skipped += unread and not extraction.mentions
        if self.save:
            self.kept.append(extraction)

    def _end(self, interrupts: Interrupts, stopped: bool) -> int:
        if self.save and self.kept:
            save_page(self.kept, self.save)
            self._say(f"saved {self.save}")
        if stopped:
            complain(f"stopped after {self._summary()}; what was written is whole")
            return interrupts.exit_code
        if self.reports + self.unreadable > 1:
            self._say(f"read {self._summary()}")
        return 1 if self.unreadable else 0

    def _say(self, words: str) -> None:
        if not self.quiet:
            print(f"tocsin: {words}", file=sys.stderr)

    def _summary(self) -> str:
        parts = [counted(self.reports, "report"), f"{counted(self.incidents, 'incident')} found"]
        if self.skipped:
            parts.append(f"{counted(self.skipped, 'report')} skipped")
        if self.unreadable:
            parts.append(f"{counted(self.unreadable, 'input')} not readable")
        return ", ".join(parts)
