"""`tocsin import`, as people type it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.border import border
from tocsin.cli.tracker import Tracker

commands = typer.Typer()


class Origin(StrEnum):
    """Where a table comes from."""

    acled = "acled"
    ucdp = "ucdp"
    csv = "csv"


File = Annotated[Path, typer.Argument(metavar="FILE", help="A table as text: CSV, TSV, with semicolons.")]
From = Annotated[Origin, typer.Option("--from", help="Whose columns it has; csv is any table of your own.")]
MappingFile = Annotated[
    Path | None,
    typer.Option("--mapping", metavar="FILE.toml", help="Which column is what; written by the first import."),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Take what is guessed of the columns without asking.")]
Together = Annotated[
    bool, typer.Option("--join-rows", help="Rows are reports: let several of them tell of one incident.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no closing line.")]


@commands.command("import")
def import_(  # noqa: PLR0913, PLR0917  typer makes an option of each
    file: File,
    origin: From = Origin.csv,
    mapping: MappingFile = None,
    tracker: Tracker = "",
    yes: Yes = False,
    join_rows: Together = False,
    quiet: Quiet = False,
) -> None:
    """Go on with an existing tracker: its rows become incidents of the ledger.

    Each row becomes a report whose text is the row, a line a cell, so that
    every value has its words; the row itself is kept as it is. A row that
    is there already adds nothing, and one that has changed is a new
    version. What cannot be used is named and stops nothing; the exit code
    is then 1.

    For a table of your own, Tocsin asks which column is what, beginning
    with its guesses, and keeps the answers as a file for the next time.

    \b
    [bold]Examples[/bold]
      tocsin import iraq.csv --from acled
      tocsin import GEDEvent_v24_1.csv --from ucdp --tracker ged.db
      tocsin import old-tracker.csv
      tocsin import old-tracker.csv --mapping old-tracker.toml
    """
    with border():
        from tocsin.cli.importing_rows import Importing  # noqa: PLC0415  so that --help is quick
        from tocsin.settings import load_settings  # noqa: PLC0415  likewise

        run = Importing(file, str(origin), mapping, load_settings(), yes, quiet)
        raise typer.Exit(run.go(tracker, join_rows))
