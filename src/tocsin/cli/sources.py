"""`tocsin sources`, as people type it."""

from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.border import border
from tocsin.cli.selecting import one_of
from tocsin.cli.tracker import Author, Tracker
from tocsin.cli.values import country_code
from tocsin.vocabulary.terms import GRADES, SOURCE_KINDS

if TYPE_CHECKING:  # so that --help is quick
    from collections.abc import Sequence

    from tocsin.vocabulary.report import Source

commands = typer.Typer(invoke_without_command=True)


def _grade(text: str) -> str:
    if text.strip().upper() not in GRADES:
        raise typer.BadParameter(f"{text!r} is none of {', '.join(GRADES)}")
    return text.strip().upper()


def _language(text: str) -> str:
    code = text.strip().lower()
    if not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise typer.BadParameter(f"{text!r} is no code of a language; give two letters of ISO 639, such as ar")
    return code


Name = Annotated[str, typer.Argument(metavar="NAME", help="The source, as tocsin sources lists it.")]
Kind = Annotated[
    str | None,
    typer.Option(metavar="KIND", parser=one_of(SOURCE_KINDS), help=f"What it is: {', '.join(SOURCE_KINDS)}."),
]
Grade = Annotated[
    str | None,
    typer.Option(metavar="GRADE", parser=_grade, help="How reliable it is: A completely to E not at all, F unknown."),
]
Country = Annotated[
    str | None, typer.Option(metavar="CC", parser=country_code, help="Where it is, as two letters of ISO 3166.")
]
Language = Annotated[
    str | None, typer.Option(metavar="LL", parser=_language, help="In which language it writes, as of ISO 639.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON Lines, one source a line.")]


@commands.callback()
def sources(context: typer.Context, tracker: Tracker = "", as_json: AsJson = False) -> None:
    """List who publishes, and say what you think of them.

    A grade decides which of several claims speaks for an incident, and
    how far a claim is believed. Alone, the verb lists.

    \b
    [bold]Examples[/bold]
      tocsin sources
      tocsin sources set "Two Rivers Wire" --kind wire --grade B --country IQ
    """
    if context.invoked_subcommand is None:
        list_sources(tracker, as_json)
    elif tracker:
        raise typer.BadParameter(f"give --tracker behind {context.invoked_subcommand}")


@commands.command("list")
def list_sources(tracker: Tracker = "", as_json: AsJson = False) -> None:
    """List all sources by name, each as it was last described.

    \b
    [bold]Examples[/bold]
      tocsin sources list --json
    """
    with border():
        from dataclasses import asdict  # noqa: PLC0415  so that --help is quick

        from tocsin.cli.output import open_console, open_records  # noqa: PLC0415  likewise
        from tocsin.cli.tracker import opened  # noqa: PLC0415
        from tocsin.export.record import json_line  # noqa: PLC0415
        from tocsin.settings import load_settings  # noqa: PLC0415
        from tocsin.tasks import sources as task  # noqa: PLC0415

        with opened(tracker, load_settings()) as ledger:
            found = task.sources(ledger)
        if as_json:
            stream = open_records()
            for source in found:
                stream.write(json_line(asdict(source)))
        else:
            open_console().print(_table(found))


@commands.command("set")
def set_source(  # noqa: PLR0913, PLR0917  typer makes an option of each
    name: Name,
    kind: Kind = None,
    grade: Grade = None,
    country: Country = None,
    language: Language = None,
    tracker: Tracker = "",
    author: Author = "",
) -> None:
    """Say what a source is and how reliable; its incidents are told anew.

    What is not given stays as it is. Earlier descriptions are kept.

    \b
    [bold]Examples[/bold]
      tocsin sources set "Palm Grove Channel" --kind party --grade D
    """
    given = {"kind": kind, "grade": grade, "country": country, "language": language}
    known = {name: value for name, value in given.items() if value is not None}
    if not known:
        raise typer.BadParameter("nothing to set: give --kind, --grade, --country or --language")
    with border():
        from tocsin.cli.changes import touched_words  # noqa: PLC0415  so that --help is quick
        from tocsin.cli.output import open_console  # noqa: PLC0415  likewise
        from tocsin.cli.tracker import author_of, opened  # noqa: PLC0415
        from tocsin.settings import load_settings  # noqa: PLC0415
        from tocsin.tasks import sources as task  # noqa: PLC0415

        settings = load_settings()
        with opened(tracker, settings) as ledger:
            source, changes = task.describe(ledger, name, author_of(author, settings), **known)
        open_console().print(_table([source]))
        print(touched_words(changes))


def _table(sources: "Sequence[Source]") -> object:
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from tocsin.export.visible import one_line  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in ("Source", "Kind", "Grade", "Country", "Language"):
        table.add_column(column, overflow="fold")
    for source in sources:
        cells = (one_line(source.name) or "unknown", source.kind, source.grade, source.country or "", source.language)
        table.add_row(*map(Text, cells))
    return table
