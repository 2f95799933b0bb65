"""`tocsin actors`, as people type it."""

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.border import border
from tocsin.cli.identities import different, review, same
from tocsin.cli.selecting import selects
from tocsin.cli.tracker import Tracker
from tocsin.cli.values import day

if TYPE_CHECKING:  # so that --help is quick
    from tocsin.ledger.base import Ledger
    from tocsin.tasks.selecting import Asked
    from tocsin.vocabulary.network import Network

commands = typer.Typer(invoke_without_command=True)
commands.command("same")(same)
commands.command("different")(different)
commands.command("review")(review)


class Format(StrEnum):
    """In which form a network is written."""

    text = "text"
    json = "json"
    graphml = "graphml"
    gexf = "gexf"
    ftm = "ftm"


At = Annotated[
    date | None,
    typer.Option("--at", metavar="DATE", parser=day, help="As told by the end of this day.", show_default="now"),
]
NetworkFormat = Annotated[
    Format | None,
    typer.Option("--format", help="Words for people, or a file for programs.", show_default="by the name of the file"),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Where to write.", show_default="standard output"),
]
OwnAliases = Annotated[
    Path | None,
    typer.Option("--aliases", metavar="FILE", help="Names of your own (TOML).", show_default="those of Tocsin alone"),
]
Replace = Annotated[bool, typer.Option("--replace", help="Replace a file that is there.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="An actor: a name, a spelling, or its id.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON object.")]


@commands.callback()
@selects
def actors(  # noqa: PLR0913, PLR0917  typer makes an option of each
    context: typer.Context,
    at: At = None,
    form: NetworkFormat = None,
    output: Output = None,
    replace: Replace = False,
    aliases: OwnAliases = None,
    tracker: Tracker = "",
    *,
    asked: "Asked",
) -> None:
    """Tell who is named in incidents, and how they belong together.

    Names are one actor if they have the same letters, the same when marks,
    articles and forms of letters are folded, or a line of the alias table;
    names that are only alike wait for tocsin actors review. Every tie has
    its status, who says so and when; every stance its incidents.

    \b
    [bold]Examples[/bold]
      tocsin actors --country IQ
      tocsin actors --at 2020-08-10
      tocsin actors --output network.graphml
      tocsin actors show "Kata'ib Hizballah"
    """
    if context.invoked_subcommand is not None:
        return
    with border():
        from tocsin.cli.tracker import opened  # noqa: PLC0415  so that --help is quick
        from tocsin.cli.waiting import waiting  # noqa: PLC0415  likewise
        from tocsin.settings import load_settings  # noqa: PLC0415  likewise
        from tocsin.tasks import actors as task  # noqa: PLC0415
        from tocsin.tasks.networking import format_of  # noqa: PLC0415
        from tocsin.tasks.selecting import selection_of  # noqa: PLC0415

        settings = load_settings()
        chosen = form.value if form else (format_of(output) if output else "") or Format.text
        with opened(tracker, settings) as ledger:
            selection = selection_of(asked, settings)
            with waiting(ledger, selection) as done:
                network = task.actors(ledger, selection, at, aliases, done)
            _write(network, ledger, chosen, output, replace)


@commands.command("show")
def show(name: Name, as_json: AsJson = False, at: At = None, aliases: OwnAliases = None, tracker: Tracker = "") -> None:
    """Tell all of one actor: names, ties and incidents, in the words of the reports.

    \b
    [bold]Examples[/bold]
      tocsin actors show "Kataib Hezbollah"
      tocsin actors show AAH --json
    """
    with border():
        from tocsin.cli.output import open_console, open_records  # noqa: PLC0415  so that --help is quick
        from tocsin.cli.tracker import opened  # noqa: PLC0415  likewise
        from tocsin.cli.waiting import waiting  # noqa: PLC0415
        from tocsin.export.network_record import actor_record, bond_record  # noqa: PLC0415
        from tocsin.export.network_table import show_actor  # noqa: PLC0415
        from tocsin.export.record import json_line  # noqa: PLC0415
        from tocsin.settings import load_settings  # noqa: PLC0415
        from tocsin.tasks import actors as task  # noqa: PLC0415
        from tocsin.vocabulary.selection import Selection  # noqa: PLC0415

        with opened(tracker, load_settings()) as ledger, waiting(ledger, Selection()) as done:
            network = task.actors(ledger, Selection(), at, aliases, done)
        actor = task.actor_named(network, name, aliases)
        if not as_json:
            show_actor(actor, network, open_console())
            return
        bonds = [bond_record(bond, network) for bond in network.bonds if actor.id in {bond.head, bond.tail}]
        open_records().write(json_line(actor_record(actor) | {"ties": bonds}))


def _write(network: "Network", ledger: "Ledger", form: str, output: Path | None, replace: bool) -> None:
    from tocsin.cli.output import open_console  # noqa: PLC0415  so that --help is quick
    from tocsin.export.network_table import show_network  # noqa: PLC0415  likewise
    from tocsin.tasks.networking import write_network  # noqa: PLC0415

    if form == Format.text:
        if output is not None:
            raise typer.BadParameter(
                "words go to the screen; give a file ending in .json, .graphml, .gexf or .ftm.json",
                param_hint="--output",
            )
        show_network(network, open_console())
        return
    write_network(network, ledger, form, output or sys.stdout.buffer, replace)
    sys.stdout.flush()
