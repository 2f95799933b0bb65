"""`tocsin add`, as people type it."""

from typing import Annotated

import typer

from tocsin.cli.border import border
from tocsin.cli.hints import Country, ExtractorName, Published
from tocsin.cli.tracker import Tracker

commands = typer.Typer()

Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH|URL...", help="Files, folders, URLs, feeds, or - for standard input.", show_default=False
    ),
]
Resolves = Annotated[
    bool, typer.Option("--resolve/--no-resolve", help="Find the incidents too; else tocsin resolve does it later.")
]
Samples = Annotated[bool, typer.Option("--samples", help="Add the sample reports that come with Tocsin.")]
Again = Annotated[
    bool, typer.Option("--again", help="Read kept reports in which nothing was found once more, and nothing else.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON object instead of words.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")]


@commands.command("add")
def add(  # noqa: PLR0913, PLR0917  typer makes an option of each
    inputs: Inputs = None,
    tracker: Tracker = "",
    published: Published = None,
    country: Country = None,
    extractor: ExtractorName = "",
    resolves: Resolves = True,
    samples: Samples = False,
    again: Again = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Add reports to your tracker, and find the incidents that they tell of.

    Takes what `tocsin read` takes: articles (HTML, PDF, plain text), feeds
    (RSS, Atom), JSON Lines of reports, folders of these, URLs. Each report
    is kept with its original bytes, their digest and the time. A report
    that the tracker holds is not read again; a page that changed becomes
    a new version. The tracker is made if it is not there.

    An input that cannot be read is named and stops nothing; the exit code
    is then 1. Ctrl-C keeps what is done, and the same call goes on.

    \b
    [bold]Examples[/bold]
      tocsin add archive/
      tocsin add https://example.org/news/1 --country IQ
      tocsin add https://example.org/feed.xml --tracker iraq.db
      tocsin add reports.jsonl --no-resolve --quiet && tocsin resolve
      tocsin add --again --extractor llm
    """
    if again and (inputs or samples or published):
        raise typer.BadParameter("reads what the tracker holds: give no inputs and no day", param_hint="--again")
    if not inputs and not samples and not again:
        raise typer.BadParameter("nothing to add: give a file, a folder, a URL, - for standard input, or --samples")
    with border():
        from tocsin.cli.adding import Adding  # noqa: PLC0415  so that --help is quick
        from tocsin.settings import load_settings  # noqa: PLC0415  likewise
        from tocsin.tasks.read import ReadOptions  # noqa: PLC0415

        options = ReadOptions(published, country or "", extractor)
        run = Adding(list(inputs or []), options, load_settings(), tracker, quiet, as_json, resolves, again)
        raise typer.Exit(run.go(samples))
