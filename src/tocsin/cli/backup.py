"""`tocsin backup` and `tocsin restore`, as people type them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.border import Interrupts, border
from tocsin.cli.tracker import Tracker

if TYPE_CHECKING:  # so that --help is quick
    from tocsin.export.bundle import Contents
    from tocsin.settings import Settings

commands = typer.Typer()

Target = Annotated[Path, typer.Argument(metavar="FILE", help="The backup to write.", show_default=False)]
Kept = Annotated[Path, typer.Argument(metavar="FILE", help="A backup.", show_default=False)]
Replace = Annotated[bool, typer.Option("--replace", help="Replace a file that is there.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No closing line.")]


@commands.command("backup")
def backup(file: Target, tracker: Tracker = "", replace: Replace = False, quiet: Quiet = False) -> None:
    """Keep all of a tracker in one file: reports, decisions, users, audit.

    It is the tracker of one moment, and others may go on working with it,
    tocsin serve too. The file is written whole or not at all, and read
    back once. It holds users and their hashed passwords: only you may
    read it. tocsin restore makes a tracker of it, in a file or in
    PostgreSQL, wherever it came from.

    \b
    [bold]Examples[/bold]
      tocsin backup monday.tocsin
      tocsin backup --tracker postgresql://tocsin@db/tocsin monday.tocsin
    """
    with border(), Interrupts():  # so that nothing is left lying about when it is asked to end
        from tocsin.tasks.backup import back_up  # noqa: PLC0415  so that --help is quick

        contents = back_up(_settings(tracker), file, replace)
        if not quiet:
            print(f"tocsin: wrote {_told(contents)} to {file}", file=sys.stderr)


@commands.command("restore")
def restore(file: Kept, tracker: Tracker = "", quiet: Quiet = False) -> None:
    """Make a tracker of a backup, in an empty place: nothing is written over.

    Digests are computed again before anything is kept. A backup of a file
    can be restored into PostgreSQL, and one of PostgreSQL into a file.

    \b
    [bold]Examples[/bold]
      tocsin restore monday.tocsin --tracker again.db
      tocsin restore monday.tocsin --tracker postgresql://tocsin@db/tocsin
    """
    with border(), Interrupts():  # so that nothing is left lying about when it is asked to end
        from tocsin.tasks.restore import restore as restored  # noqa: PLC0415  so that --help is quick

        settings = _settings(tracker)
        contents = restored(settings, file)
        if not quiet:
            made = f"kept at {contents.made:%Y-%m-%d %H:%M} UTC by Tocsin {contents.version}"
            print(f"tocsin: restored {_told(contents)}, {made}", file=sys.stderr)


def _settings(tracker: str) -> "Settings":
    from dataclasses import replace  # noqa: PLC0415  so that --help is quick

    from tocsin.settings import load_settings  # noqa: PLC0415  likewise

    settings = load_settings()
    return replace(settings, tracker=tracker or settings.tracker)


def _told(contents: "Contents") -> str:
    from tocsin.export.wording import counted  # noqa: PLC0415  so that --help is quick

    reports, incidents, users = (contents.rows(table) for table in ("reports", "incidents", "account_users"))
    return f"{counted(reports, 'report')}, {counted(incidents, 'incident')} and {counted(users, 'user')}"
