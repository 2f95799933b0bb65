"""`tocsin mcp`, as people type it."""

from typing import TYPE_CHECKING

import typer

from tocsin.cli.border import border
from tocsin.cli.tracker import Tracker

if TYPE_CHECKING:  # so that --help is quick
    from tocsin.ledger.base import Ledger
    from tocsin.settings import Settings

commands = typer.Typer()


@commands.command("mcp")
def mcp(tracker: Tracker = "") -> None:
    """Let an assistant ask your tracker, by the Model Context Protocol.

    A program that speaks the protocol starts this one and asks through
    its standard input and output: it finds incidents, shows who says
    what in which words, reads reports, tells tempo, claims and actors.
    It looks only; nothing that it offers changes the tracker.

    Needs the package mcp: pip install 'tocsin[mcp]'.

    \b
    [bold]Examples[/bold]
      tocsin mcp --tracker iraq.db
    """
    with border():
        from tocsin.cli.tracker import opened  # noqa: PLC0415  so that --help is quick
        from tocsin.settings import load_settings  # noqa: PLC0415  likewise

        settings = load_settings()
        with opened(tracker, settings) as ledger:
            _serve(ledger, settings)


def _serve(ledger: "Ledger", settings: "Settings") -> None:
    from tocsin.errors import PluginError  # noqa: PLC0415

    try:
        from tocsin.assistant.server import assistant  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        raise PluginError("the Model Context Protocol needs more: pip install 'tocsin[mcp]'") from error
    assistant(ledger, settings).run("stdio")
