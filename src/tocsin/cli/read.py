"""`tocsin read`, as people type it."""

import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from tocsin.cli.border import Interrupts, border, complain
from tocsin.cli.values import country_code, day, page_path

if TYPE_CHECKING:  # a verb imports what it needs when it runs, so that --help and --version are quick
    from tocsin.cli.meter import Meter
    from tocsin.extraction.base import Extraction
    from tocsin.tasks.read import ReadOptions

commands = typer.Typer()

Inputs = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH|URL...", help="Files, folders, URLs, or - for standard input.", show_default=False),
]
Published = Annotated[
    date | None,
    typer.Option(metavar="DATE", parser=day, help="Day of publication (YYYY-MM-DD); replaces what the inputs say."),
]
Country = Annotated[
    str | None,
    typer.Option(metavar="CC", parser=country_code, help="Country that the reports are mostly about, such as IQ."),
]
ExtractorName = Annotated[
    str, typer.Option("--extractor", metavar="NAME", help="Extractor plug-in to use.", show_default="the setting's")
]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON Lines, one object a report.")]
WithText = Annotated[bool, typer.Option("--text", help="Give the text of each report as well.")]
Explain = Annotated[
    bool, typer.Option("--explain", help="Show for each value the words, the method and how sure it is.")
]
Save = Annotated[
    Path | None,
    typer.Option(metavar="FILE.html", parser=page_path, help="Save a page with the words highlighted."),
]
Samples = Annotated[bool, typer.Option("--samples", help="Read the sample reports that come with Tocsin.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no closing line.")]


@commands.command("read")
def read(  # noqa: PLR0913, PLR0917  typer makes an option of each
    inputs: Inputs = None,
    published: Published = None,
    country: Country = None,
    extractor: ExtractorName = "",
    as_json: AsJson = False,
    with_text: WithText = False,
    explain: Explain = False,
    save: Save = None,
    samples: Samples = False,
    quiet: Quiet = False,
) -> None:
    """Find the incidents in reports, each with the words that say so.

    Reads articles (HTML, PDF, plain text) and JSON Lines of reports
    (id, text or html, published, headline, url, source), plain or gzipped.
    Results go to standard output, everything else to standard error.

    An input that cannot be read is named and stops nothing; the exit
    code is then 1. With --save, a page saved earlier is replaced, and no
    other file ever is.

    \b
    [bold]Examples[/bold]
      tocsin read article.html
      tocsin read https://example.org/news/1 --country IQ
      tocsin read notes.txt --published 2020-08-17 --explain
      tocsin read archive/ --json > found.jsonl
      cat reports.jsonl | tocsin read - --save report.html
    """
    if not inputs and not samples:
        raise typer.BadParameter("nothing to read: give a file, a folder, a URL, - for standard input, or --samples")
    from tocsin.tasks.read import ReadOptions  # noqa: PLC0415  as above: imported when it runs

    with border():
        options = ReadOptions(published, country or "", extractor)
        run = _Run(list(inputs or []), options, quiet, save)
        sink: _Sink = _Records(with_text, explain) if as_json else _Tables(with_text, explain)
        raise typer.Exit(run.go(sink, samples))


class _Sink(Protocol):
    """Where results go, one report at a time."""

    def put(self, extraction: "Extraction") -> None: ...


class _Records:
    def __init__(self, text: bool, methods: bool) -> None:
        from tocsin.cli.output import open_records  # noqa: PLC0415
        from tocsin.export.record import RecordExporter  # noqa: PLC0415

        self._stream = open_records()
        self._exporter = RecordExporter(text, methods)

    def put(self, extraction: "Extraction") -> None:
        self._exporter.write([extraction], self._stream)


class _Tables:
    def __init__(self, text: bool, reasons: bool) -> None:
        from tocsin.cli.output import open_console  # noqa: PLC0415

        self._console = open_console()
        self._text, self._reasons = text, reasons
        self._started = False

    def put(self, extraction: "Extraction") -> None:
        from tocsin.export.explain import explain  # noqa: PLC0415
        from tocsin.export.table import show  # noqa: PLC0415

        if self._started:
            self._console.print()
        self._started = True
        show(extraction, self._console, self._text)
        if self._reasons:
            explain(extraction, self._console)
        self._console.file.flush()


@dataclass
class _Run:
    """One run over the inputs and what came of it."""

    arguments: list[str]
    options: "ReadOptions"
    quiet: bool
    save: Path | None
    reports: int = 0
    incidents: int = 0
    skipped: int = 0
    unreadable: int = 0
    kept: list["Extraction"] = field(default_factory=list)

    def go(self, sink: _Sink, samples: bool) -> int:
        """Read everything, give it to `sink`, save the page, and return the exit code."""
        from tocsin.cli.meter import Meter  # noqa: PLC0415
        from tocsin.tasks.read import samples as bundled  # noqa: PLC0415

        with ExitStack() as stack:
            arguments = self.arguments + (bundled(stack) if samples else [])
            interrupts = stack.enter_context(Interrupts())
            stopped = False
            with Meter(arguments, self.quiet) as meter:
                try:
                    self._each(arguments, sink, meter, interrupts)
                except KeyboardInterrupt:
                    stopped = True
            return self._end(interrupts, stopped)

    def _each(self, arguments: list[str], sink: _Sink, meter: "Meter", interrupts: Interrupts) -> None:
        from tocsin.settings import load_settings  # noqa: PLC0415
        from tocsin.tasks.read import builds_first  # noqa: PLC0415
        from tocsin.tasks.read import read as read_all  # noqa: PLC0415
        from tocsin.vocabulary.mention import Rejection  # noqa: PLC0415

        settings = load_settings()
        if builds_first(settings):
            self._say("building the table of places; only this once")
        for item in read_all(arguments, self.options, settings):
            unreadable = isinstance(item, Rejection)
            with interrupts.held(), meter.aside(to_stderr=unreadable):
                if isinstance(item, Rejection):
                    self.unreadable += 1
                    complain(f"{item.item}: {item.reason}")
                else:
                    sink.put(item)
                    self._count(item)
            meter.advance()

    def _count(self, extraction: "Extraction") -> None:
        self.reports += 1
        self.incidents += len(extraction.mentions)
        self.skipped += bool(extraction.rejections) and not extraction.mentions
        if self.save:
            self.kept.append(extraction)

    def _end(self, interrupts: Interrupts, stopped: bool) -> int:
        if self.save and self.kept:
            from tocsin.export.page import save_page  # noqa: PLC0415

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
        from tocsin.export.wording import counted  # noqa: PLC0415

        parts = [counted(self.reports, "report"), f"{counted(self.incidents, 'incident')} found"]
        if self.skipped:
            parts.append(f"{counted(self.skipped, 'report')} skipped")
        if self.unreadable:
            parts.append(f"{counted(self.unreadable, 'input')} not readable")
        return ", ".join(parts)
