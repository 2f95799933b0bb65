"""`tocsin incidents`, as people type it."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.border import border
from tocsin.cli.selecting import selects
from tocsin.cli.tracker import Tracker

if TYPE_CHECKING:  # so that --help is quick
    from tocsin.ledger.base import Ledger
    from tocsin.tasks.selecting import Asked
    from tocsin.vocabulary.selection import Selection

commands = typer.Typer()


class Format(StrEnum):
    """In which form incidents are listed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


ListFormat = Annotated[
    Format,
    typer.Option("--format", help="A table for people, a JSON array, JSON Lines, or CSV with one incident a line."),
]


@commands.command("incidents")
@selects
def incidents(tracker: Tracker = "", form: ListFormat = Format.table, *, asked: "Asked") -> None:
    """List incidents: what happened, where, who says so, and what is in dispute.

    A row is one incident with all its reports. ≠ marks what sources
    contradict each other in; tocsin show ID opens the claims. An incident
    whose days are not known exactly is listed if any of them fits.

    json holds every incident with every mention, the id of its report and
    its own values.

    \b
    [bold]Examples[/bold]
      tocsin incidents --since 2020-08-01 --until 2020-08-31
      tocsin incidents --near Baghdad --within 30 --kind rocket
      tocsin incidents --disputed --sort -killed --limit 10
      tocsin incidents --country IQ --format csv > iraq.csv
    """
    with border():
        from tocsin.cli.tracker import opened  # noqa: PLC0415  so that --help is quick
        from tocsin.settings import load_settings  # noqa: PLC0415  likewise
        from tocsin.tasks.selecting import selection_of  # noqa: PLC0415

        settings = load_settings()
        with opened(tracker, settings) as ledger:
            _write(ledger, selection_of(asked, settings), form)


def _write(ledger: "Ledger", selection: "Selection", form: Format) -> None:
    from tocsin.cli.output import open_console  # noqa: PLC0415
    from tocsin.export.flat import FlatExporter  # noqa: PLC0415
    from tocsin.export.incident_table import show_incidents  # noqa: PLC0415
    from tocsin.tasks import incidents as task  # noqa: PLC0415

    if form is Format.table:
        found = list(task.incidents(ledger, selection))
        show_incidents(found, open_console(), ledger.count(selection))
    elif form is Format.csv:
        FlatExporter().write(task.incidents(ledger, selection), ledger, sys.stdout.buffer)
        sys.stdout.flush()
    else:
        _write_json(ledger, selection, form)


def _write_json(ledger: "Ledger", selection: "Selection", form: Format) -> None:
    """Write records as they come; an array has one a line, so that it can be read by eye and compared by line."""
    from tocsin.cli.output import open_records  # noqa: PLC0415
    from tocsin.export.incident_record import incident_record  # noqa: PLC0415
    from tocsin.export.record import json_line  # noqa: PLC0415
    from tocsin.tasks import incidents as task  # noqa: PLC0415

    stream = open_records()
    between = "[\n"
    for found in task.dossiers(ledger, selection):
        line = json_line(incident_record(found.incident, found.entries, found.reports))
        stream.write(line if form is Format.jsonl else f"{between}{line.rstrip()}")
        between = ",\n"
    if form is Format.json:
        stream.write("[]\n" if between == "[\n" else "\n]\n")
