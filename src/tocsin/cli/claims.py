"""`tocsin claims`, as people type it."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.actors import OwnAliases
from tocsin.cli.border import border
from tocsin.cli.selecting import selects
from tocsin.cli.tracker import Tracker

if TYPE_CHECKING:  # so that --help is quick
    from tocsin.tasks.selecting import Asked
    from tocsin.vocabulary.authorship import Claims

commands = typer.Typer()


class Format(StrEnum):
    """In which form claims are told."""

    text = "text"
    json = "json"
    csv = "csv"


ClaimsFormat = Annotated[
    Format, typer.Option("--format", help="Words for people, a JSON object, or CSV with one claim or denial a line.")
]


@commands.command("claims")
@selects
def claims(
    form: ClaimsFormat = Format.text, aliases: OwnAliases = None, tracker: Tracker = "", *, asked: "Asked"
) -> None:
    """Tell who claims which incident, who denies it, and what nobody claims.

    A denial is of the event ("no such attack took place") or of having
    done it. Told too: what is contested, and why; claims that the side
    said to be hit denies; how long claims took. Attacks that reports only
    count ("around five, one of them denied") stand apart and are not added.

    \b
    [bold]Examples[/bold]
      tocsin claims --since 2020-07-01 --until 2020-08-31
      tocsin claims --actor "Palm Grove Brigade"
      tocsin claims --format csv > claims.csv
    """
    with border():
        from tocsin.cli.tracker import opened  # noqa: PLC0415  so that --help is quick
        from tocsin.cli.waiting import waiting  # noqa: PLC0415
        from tocsin.settings import load_settings  # noqa: PLC0415  likewise
        from tocsin.tasks import claims as task  # noqa: PLC0415
        from tocsin.tasks.selecting import selection_of  # noqa: PLC0415

        settings = load_settings()
        selection = selection_of(asked, settings)
        with opened(tracker, settings) as ledger, waiting(ledger, selection) as done:
            found = task.claims(ledger, selection, aliases, done)
        _write(found, form)


def _write(found: "Claims", form: Format) -> None:
    from tocsin.cli.output import open_console, open_records  # noqa: PLC0415  so that --help is quick
    from tocsin.export.claims_record import claims_record, write_claims_csv  # noqa: PLC0415  likewise
    from tocsin.export.claims_table import show_claims  # noqa: PLC0415
    from tocsin.export.record import json_line  # noqa: PLC0415

    if form is Format.text:
        show_claims(found, open_console())
    elif form is Format.json:
        open_records().write(json_line(claims_record(found)))
    else:
        write_claims_csv(found, sys.stdout.buffer)
        sys.stdout.flush()
