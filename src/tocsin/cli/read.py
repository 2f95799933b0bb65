"""`tocsin read`, as people type it."""

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.border import border
from tocsin.cli.hints import Country, ExtractorName, Published
from tocsin.cli.values import page_path

commands = typer.Typer()

Inputs = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH|URL...", help="Files, folders, URLs, or - for standard input.", show_default=False),
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
    with border():
        from tocsin.cli.running import Records, Run, Tables  # noqa: PLC0415  so that --help is quick
        from tocsin.tasks.read import ReadOptions  # noqa: PLC0415  likewise

        run = Run(list(inputs or []), ReadOptions(published, country or "", extractor), quiet, save)
        sink = Records(with_text, explain) if as_json else Tables(with_text, explain)
        raise typer.Exit(run.go(sink, samples))
