"""`tocsin tempo`, as people type it."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.border import border
from tocsin.cli.selecting import selects
from tocsin.cli.tracker import Tracker

if TYPE_CHECKING:  # so that --help is quick
    from tocsin.tasks.selecting import Asked

commands = typer.Typer()


class Format(StrEnum):
    """In which form the tempo is told."""

    text = "text"
    json = "json"


TempoFormat = Annotated[Format, typer.Option("--format", help="Words for people, or one JSON object.")]


@commands.command("tempo")
@selects
def tempo(tracker: Tracker = "", form: TempoFormat = Format.text, *, asked: "Asked") -> None:
    """Say whether attacks become more frequent, since when, and how sure that is.

    The first sentence is the verdict, in the words of analysts: likely is
    55 to 80 %. Beneath it stand the figures, what comes of counting in
    other ways, and what was assumed.

    Incidents are counted, never reports. Days not known exactly are drawn
    from their range; incidents without a day are told apart. --sort and
    --limit have no effect.

    \b
    [bold]Examples[/bold]
      tocsin tempo --since 2020-06-01 --until 2020-08-31
      tocsin tempo --near Baghdad --kind rocket
      tocsin tempo --country IQ --format json
    """
    with border():
        from tocsin.cli.output import open_console, open_records  # noqa: PLC0415  so that --help is quick
        from tocsin.cli.tempo_words import lines, record  # noqa: PLC0415  likewise
        from tocsin.cli.tracker import opened  # noqa: PLC0415
        from tocsin.export.record import json_line  # noqa: PLC0415
        from tocsin.settings import load_settings  # noqa: PLC0415
        from tocsin.tasks import tempo as task  # noqa: PLC0415
        from tocsin.tasks.selecting import selection_of  # noqa: PLC0415

        settings = load_settings()
        with opened(tracker, settings) as ledger:
            found = task.tempo(ledger, selection_of(asked, settings))
        if form is Format.json:
            open_records().write(json_line(record(found)))
        else:
            console = open_console()
            for line in lines(found):
                console.print(line, markup=False)
