"""`tocsin occasions`, as people type it."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.border import border, complain
from tocsin.cli.selecting import selects
from tocsin.cli.tracker import Tracker

if TYPE_CHECKING:  # so that --help is quick
    from tocsin.analysis.occasions.assess import Occasions
    from tocsin.tasks.selecting import Asked

commands = typer.Typer()


class Format(StrEnum):
    """In which form occasions are told."""

    text = "text"
    json = "json"
    csv = "csv"


Calendar = Annotated[
    list[Path] | None,
    typer.Option(
        "--calendar",
        metavar="FILE",
        help="Occasions of your own: a table (CSV) or iCalendar; may be given more than once.",
        show_default=False,
    ),
]
CalendarOnly = Annotated[bool, typer.Option("--calendar-only", help="Without the occasions that reports tell of.")]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--occasion",
        metavar="WORDS",
        help="Of this sort, or with these words; may be given more than once.",
        show_default=False,
    ),
]
Before = Annotated[int, typer.Option("--before", metavar="DAYS", min=0, max=366, help="Days before that are counted.")]
After = Annotated[int, typer.Option("--after", metavar="DAYS", min=0, max=366, help="Days after that are counted.")]
OccasionsFormat = Annotated[
    Format, typer.Option("--format", help="Words for people, one JSON object, or CSV with a question a line.")
]


@commands.command("occasions")
@selects
def occasions(  # noqa: PLR0913, PLR0917  typer makes an option of each
    calendar: Calendar = None,
    calendar_only: CalendarOnly = False,
    only: Only = None,
    before: Before = 7,
    after: After = 7,
    form: OccasionsFormat = Format.text,
    tracker: Tracker = "",
    *,
    asked: "Asked",
) -> None:
    """Say whether attacks are more or fewer before and after visits, votes, anniversaries.

    The occasions are those that reports tell of, and those of your
    calendars. Attacks near them are held against what is usual about that
    time, and against the same days at all other times. Many sorts of
    occasions are many questions, and the chances say so; ask for one with
    --occasion. --sort and --limit have no effect.

    \b
    [bold]Examples[/bold]
      tocsin occasions --since 2020-06-01 --until 2020-08-31
      tocsin occasions --occasion visit --before 14 --after 3
      tocsin occasions --calendar votes.csv --calendar feasts.ics --calendar-only
    """
    with border():
        from tocsin.analysis.occasions.masks import Reach  # noqa: PLC0415  so that --help is quick
        from tocsin.cli.tracker import opened  # noqa: PLC0415  likewise
        from tocsin.settings import load_settings  # noqa: PLC0415
        from tocsin.tasks import occasions as task  # noqa: PLC0415
        from tocsin.tasks.selecting import selection_of  # noqa: PLC0415

        if not before and not after:
            raise typer.BadParameter(
                "with no day before and none after there is nothing to count", param_hint="--before"
            )
        question = task.Question(Reach(before, after), tuple(calendar or ()), calendar_only, tuple(only or ()))
        settings = load_settings()
        with opened(tracker, settings) as ledger:
            found = task.occasions(ledger, selection_of(asked, settings), question)
        for rejection in found.rejections:
            complain(f"{rejection.item}: {rejection.reason}")
        _write(found, form)
        if found.rejections:
            raise typer.Exit(1)


def _write(found: "Occasions", form: Format) -> None:
    from tocsin.cli.occasions_words import COLUMNS, lines, rows  # noqa: PLC0415  so that --help is quick
    from tocsin.cli.output import open_console, open_records  # noqa: PLC0415  likewise
    from tocsin.cli.paragraphs import print_lines  # noqa: PLC0415
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
