"""`tocsin serve`, as people type it."""

from typing import Annotated

import typer

from tocsin.cli.border import border
from tocsin.cli.tracker import Tracker

commands = typer.Typer()

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
Host = Annotated[str, typer.Option(metavar="ADDRESS", help="The address of this machine to listen at.")]
Port = Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="The port to listen at.")]
Workers = Annotated[int, typer.Option(metavar="N", min=1, max=256, help="How many processes answer.")]
NoLogin = Annotated[bool, typer.Option("--no-login", help="Let whoever sits at this machine in without signing in.")]


@commands.command("serve")
def serve(
    tracker: Tracker = "",
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Workers = 1,
    no_login: NoLogin = False,
) -> None:
    """Open the tracker in a browser: look, doubt, click through to the words, correct.

    Nothing is fetched from elsewhere: pages, scripts and maps come from
    this machine. Everybody signs in; the first start makes an admin and
    prints a password that is good once. --no-login is for one person at
    their own machine, and is refused at any other address.

    \b
    [bold]Examples[/bold]
      tocsin serve --no-login
      tocsin serve --host 0.0.0.0 --workers 4 --tracker postgresql://tocsin@db/tocsin
    """
    if no_login and host not in LOOPBACK:
        raise typer.BadParameter(f"--no-login would let everybody in who reaches {host}; leave one of the two out")
    with border():
        from tocsin.cli.serving import run_server  # noqa: PLC0415  so that --help is quick

        run_server(tracker, (host, port), workers, login=not no_login)
