"""`tocsin users`, as people type it."""

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.border import border
from tocsin.cli.tracker import Tracker

if TYPE_CHECKING:  # so that --help is quick
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from tocsin.accounts.base import Accounts
    from tocsin.tasks.users import Caller

commands = typer.Typer(no_args_is_help=False, invoke_without_command=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The user.", show_default=False)]
RoleOption = Annotated[str, typer.Option("--role", metavar="ROLE", help="viewer, reviewer or admin.")]
Role = Annotated[str, typer.Argument(metavar="ROLE", help="viewer, reviewer or admin.", show_default=False)]
Rights = Annotated[
    list[str] | None,
    typer.Option("--may", metavar="RIGHT", help="read, add, review or admin; may be given more than once."),
]
Words = Annotated[str, typer.Option("--for", metavar="WORDS", help="What it is for.", show_default=False)]
Days = Annotated[
    int | None, typer.Option("--days", metavar="N", min=1, help="How long it lasts; without it, for good.")
]
Provided = Annotated[bool, typer.Option("--provider", help="They sign in with the provider of the settings.")]
Drop = Annotated[str, typer.Option("--drop", metavar="TOKEN", help="Take this token away.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON Lines, one user a line.")]


@commands.callback()
def users(context: typer.Context, tracker: Tracker = "", as_json: AsJson = False) -> None:
    """See to who may use the site of a tracker: `tocsin serve`.

    A viewer looks; a reviewer adds reports and decides as well; an admin
    sees to users, too. Passwords are kept as slow hashes (argon2), tokens
    as digests: neither can be read back. Alone, the verb lists.

    \b
    [bold]Examples[/bold]
      tocsin users
      tocsin users add "R. Haddad" --role reviewer
      tocsin users token "R. Haddad" --may read --days 90 --for "weekly export"
    """
    if context.invoked_subcommand is None:
        list_users(tracker, as_json)
    elif tracker:
        raise typer.BadParameter(f"give --tracker behind {context.invoked_subcommand}")


@commands.command("list")
def list_users(tracker: Tracker = "", as_json: AsJson = False) -> None:
    """List all users by name.

    \b
    [bold]Examples[/bold]
      tocsin users list --json
    """
    with border():
        from tocsin.cli.output import open_records  # noqa: PLC0415  so that --help is quick
        from tocsin.export.record import json_line  # noqa: PLC0415  likewise
        from tocsin.export.wording import day_words  # noqa: PLC0415

        with opened(tracker) as (accounts, _):
            found = accounts.users()
        for user in found:
            state = "kept out" if not user.active else "has to choose a password" if user.once else "active"
            if as_json:
                record = {"name": user.name, "role": user.role, "made": user.made.isoformat(), "state": state}
                open_records().write(json_line(record))
            else:
                print(f"{user.name:<24} {user.role:<9} since {day_words(user.made.date())}, {state}")


@commands.command("add")
def add_user(name: Name, role: RoleOption = "viewer", provided: Provided = False, tracker: Tracker = "") -> None:
    """Add a user, and print the password that they choose their own with.

    With --provider they have none: they sign in with the OpenID Connect
    provider of the settings, under this name the first time.

    \b
    [bold]Examples[/bold]
      tocsin users add "R. Haddad" --role reviewer
    """
    with border():
        from tocsin.tasks import users as task  # noqa: PLC0415  so that --help is quick

        with opened(tracker) as (accounts, caller):
            if provided:
                from tocsin.settings import load_settings  # noqa: PLC0415  likewise
                from tocsin.tasks.provided import add_provided  # noqa: PLC0415

                add_provided(accounts, name, role, load_settings(), caller)
            else:
                print(task.add_user(accounts, name, role, caller))


@commands.command("role")
def set_role(name: Name, role: Role, tracker: Tracker = "") -> None:
    """Give a user another role.

    \b
    [bold]Examples[/bold]
      tocsin users role "R. Haddad" admin
    """
    with border():
        from tocsin.tasks import users as task  # noqa: PLC0415  so that --help is quick

        with opened(tracker) as (accounts, caller):
            task.change_role(accounts, name, role, caller)


@commands.command("bar")
def bar_user(
    name: Name,
    lift: Annotated[bool, typer.Option("--lift", help="Let them in again.")] = False,
    tracker: Tracker = "",
) -> None:
    """Keep a user out; what they did stays theirs.

    \b
    [bold]Examples[/bold]
      tocsin users bar "R. Haddad"
    """
    with border():
        from tocsin.tasks import users as task  # noqa: PLC0415  so that --help is quick

        with opened(tracker) as (accounts, caller):
            task.bar_user(accounts, name, not lift, caller)


@commands.command("password")
def new_password(name: Name, tracker: Tracker = "") -> None:
    """Print a new password for somebody who forgot theirs.

    It is good for choosing one of their own, and for nothing else.

    \b
    [bold]Examples[/bold]
      tocsin users password "R. Haddad"
    """
    with border():
        from tocsin.tasks import users as task  # noqa: PLC0415  so that --help is quick

        with opened(tracker) as (accounts, caller):
            print(task.reset_password(accounts, name, caller))


@commands.command("token")
def token(
    name: Name, rights: Rights = None, words: Words = "", days: Days = None, drop: Drop = "", tracker: Tracker = ""
) -> None:
    """Make a token with which a program acts for a user; its key is printed this once.

    \b
    [bold]Examples[/bold]
      tocsin users token "R. Haddad" --may read --for "weekly export"
      tocsin users token "R. Haddad" --drop tok-1f2e3d4c
    """
    with border():
        from tocsin.tasks import users as task  # noqa: PLC0415  so that --help is quick

        with opened(tracker) as (accounts, caller):
            if drop:
                task.drop_token(accounts, drop, caller)
            else:
                print(task.make_token(accounts, name, words, rights or ["read"], days, caller)[1])


def opened(tracker: str) -> "AbstractContextManager[tuple[Accounts, Caller]]":
    """Open the accounts that belong to a tracker, whose ledger has to be there."""
    from contextlib import closing, contextmanager  # noqa: PLC0415  so that --help is quick
    from dataclasses import replace  # noqa: PLC0415  likewise

    from tocsin.settings import load_settings  # noqa: PLC0415
    from tocsin.tasks.tracker import open_tracker  # noqa: PLC0415
    from tocsin.tasks.users import Caller, open_accounts  # noqa: PLC0415

    @contextmanager
    def opening() -> "Iterator[tuple[Accounts, Caller]]":
        settings = load_settings()
        settings = replace(settings, tracker=tracker or settings.tracker)
        open_tracker(settings.tracker).close()
        with closing(open_accounts(settings)) as accounts:
            yield accounts, Caller(f"{getpass.getuser()} at the machine")

    return opening()
