"""`tocsin severity`, as people type it."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.border import border
from tocsin.cli.selecting import selects
from tocsin.cli.tracker import Tracker

if TYPE_CHECKING:  # so that --help is quick
    from tocsin.analysis.severity.assess import Severity
    from tocsin.tasks.selecting import Asked

commands = typer.Typer()


class Format(StrEnum):
    """In which form severity is told."""

    text = "text"
    json = "json"
    csv = "csv"


class Period(StrEnum):
    """Stretches of time that are compared."""

    day = "day"
    week = "week"
    month = "month"
    year = "year"


ByPeriod = Annotated[Period, typer.Option("--by", help="Stretches of time that are compared; weeks begin on Mondays.")]
SeverityFormat = Annotated[
    Format, typer.Option("--format", help="Words for people, one JSON object, or CSV with a toll or a share a line.")
]


@commands.command("severity")
@selects
def severity(
    by: ByPeriod = Period.month, form: SeverityFormat = Format.text, tracker: Tracker = "", *, asked: "Asked"
) -> None:
    """Say how many people attacks hurt, at what they aim, with what, and what comes of them.

    Tolls have a low and a high; attacks of which none is told are counted
    apart and never as nobody hurt. Shares have intervals, and what seems to
    change from one stretch of time to the next is held against chance. So
    are attacks in a row that hurt nobody. --sort and --limit have no effect.

    \b
    [bold]Examples[/bold]
      tocsin severity --since 2020-06-01 --until 2020-08-31
      tocsin severity --near Baghdad --kind rocket --by week
      tocsin severity --format csv > severity.csv
    """
    with border():
        from tocsin.cli.tracker import opened  # noqa: PLC0415  so that --help is quick
        from tocsin.cli.waiting import waiting  # noqa: PLC0415  likewise
        from tocsin.settings import load_settings  # noqa: PLC0415
        from tocsin.tasks import severity as task  # noqa: PLC0415
        from tocsin.tasks.selecting import selection_of  # noqa: PLC0415

        settings = load_settings()
        selection = selection_of(asked, settings)
        with opened(tracker, settings) as ledger, waiting(ledger, selection) as done:
            found = task.severity(ledger, selection, by.value, done=done)
        _write(found, form)


def _write(found: "Severity", form: Format) -> None:
    from tocsin.cli.output import open_console, open_records  # noqa: PLC0415  so that --help is quick
    from tocsin.cli.paragraphs import print_lines  # noqa: PLC0415
    from tocsin.cli.severity_words import COLUMNS, lines, rows  # noqa: PLC0415  likewise
    from tocsin.export.delimited import write_table  # noqa: PLC0415
    from tocsin.export.plain import plain  # noqa: PLC0415
    from tocsin.export.record import json_line  # noqa: PLC0415

    if form is Format.json:
        open_records().write(json_line(plain(found)))
    elif form is Format.csv:
        write_table([COLUMNS], rows(found), sys.stdout.buffer)
        sys.stdout.flush()
    else:
        print_lines(lines(found), open_console())
