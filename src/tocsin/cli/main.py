"""The command `tocsin`: its verbs, its help, its version."""

import gc
from typing import Annotated

import typer

from tocsin import __version__
from tocsin.cli import (
    actors,
    add,
    archive,
    backup,
    brief,
    claims,
    evaluate,
    export,
    gazetteer,
    importing,
    incidents,
    mcp,
    occasions,
    read,
    resolve,
    review,
    serve,
    severity,
    show,
    sources,
    tempo,
    users,
)

HELP = """Read news, find every attack incident in it, and keep a ledger with the words that prove each value.

\b
[bold]Start here[/bold]
  tocsin read --samples                  the reports that come with Tocsin
  tocsin read article.html               a table for people
  tocsin read article.html --explain     every value with its sentence
  tocsin read archive/ --json            JSON Lines for programs
  tocsin read - --save report.html < article.txt
  tocsin add archive/                    into your tracker
  tocsin incidents --since 2020-08-01    what happened, what is in dispute
  tocsin show INCIDENT                   who says what, in which words
  tocsin review                          decide what is not sure
  tocsin import old-tracker.csv          go on with a tracker that you have
  tocsin serve --no-login                the same in a browser
  tocsin export --output all.geojson     for maps, spreadsheets, other programs
  tocsin brief --output today.html       what is new, for people who have a minute
  tocsin evaluate gold.jsonl             how often it is right, on your own reports

`tocsin VERB --help` tells all of a verb. Nothing leaves your machine; only
URLs that you name yourself are fetched, and the links of a feed so named."""

EPILOG = """\b
[bold]Exit codes[/bold]
    0  all went well
    1  an input could not be read, or a result not written
    2  an option, setting or plug-in is wrong; nothing was read
    3  the gazetteer cannot be built, opened or extended
    4  the ledger cannot be opened or written
   70  a fault of Tocsin's own, please report it
  130  stopped by Ctrl-C (143: asked to end); lines are whole
  141  the reader of a pipe went away

\b
[bold]Environment[/bold]
  TOCSIN_SETTINGS   the settings file, instead of your own one
  TOCSIN_TRACKER    the ledger, instead of tracker.db in the current folder
  TOCSIN_DATA_DIR   where the gazetteer is kept; every setting has such a name
  NO_COLOR          set to anything: no colours
  COLUMNS           width of tables where there is no terminal"""

app = typer.Typer(
    name="tocsin",
    help=HELP,
    epilog=EPILOG,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(read.commands)
app.add_typer(add.commands)
app.add_typer(incidents.commands)
app.add_typer(show.commands)
app.add_typer(review.commands, name="review")
app.add_typer(review.undoing)
app.add_typer(sources.commands, name="sources")
app.add_typer(resolve.commands)
app.add_typer(actors.commands, name="actors")
app.add_typer(claims.commands)
app.add_typer(tempo.commands)
app.add_typer(occasions.commands)
app.add_typer(severity.commands)
app.add_typer(brief.commands)
app.add_typer(mcp.commands)
app.add_typer(serve.commands)
app.add_typer(users.commands, name="users")
app.add_typer(export.commands)
app.add_typer(importing.commands)
app.add_typer(archive.commands)
app.add_typer(backup.commands)
app.add_typer(evaluate.commands)
app.add_typer(gazetteer.commands, name="gazetteer")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"tocsin {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Take the options that stand before the verb."""


def run() -> None:
    """Run the command line; the entry point of the installed program."""
    # what a ledger gives has few cycles: looking for them after every 700 new objects doubles the time of reading it
    gc.set_threshold(100_000, 20, 20)
    app()
