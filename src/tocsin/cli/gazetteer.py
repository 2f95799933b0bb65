"""`tocsin gazetteer`, as people type it."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.border import border, complain

commands = typer.Typer(no_args_is_help=True)


def told() -> Callable[[str, int], None] | None:
    """Return what shows the progress of a build on one line of standard error; None where that is no terminal."""
    if not sys.stderr.isatty():
        return None

    def tell(stage: str, done: int) -> None:
        sys.stderr.write(f"\r\x1b[K{stage}: {done}" if done else f"\r\x1b[K{stage} ...")
        sys.stderr.flush()

    return tell


@commands.callback()
def gazetteer() -> None:
    """Build the table of places, or add places of your own."""


@commands.command("build")
def build() -> None:
    """Build the table of places from the data that come with Tocsin.

    Needs no network. `tocsin read` does this by itself when it is first
    needed; build it anew after an update. Your own places stay.
    """
    from tocsin.settings import load_settings  # noqa: PLC0415  a verb imports what it needs when it runs
    from tocsin.tasks.gazetteer import build_gazetteer  # noqa: PLC0415

    with border():
        typer.echo(f"Built {build_gazetteer(load_settings(), told())}")


@commands.command("add")
def add(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A CSV file, or a dump of GeoNames."),
    ],
) -> None:
    """Add places of your own from FILE.

    A CSV file has a header with the columns name, lat and lon, and if you
    like country, admin1, kind, precision_km and alternate_names. A place
    that is added again is replaced.

    A row that cannot be used is named with the reason and stops nothing;
    the exit code is then 1.
    """
    from tocsin.export.wording import counted  # noqa: PLC0415
    from tocsin.settings import load_settings  # noqa: PLC0415
    from tocsin.tasks.gazetteer import add_places  # noqa: PLC0415

    with border():
        result = add_places(file, load_settings(), told())
        for rejection in result.rejections:
            complain(f"{rejection.item}: {rejection.reason}")
        known = f", brought {result.renewed} up to date" if result.renewed else ""
        typer.echo(f"Added {counted(result.added, 'place')}{known}")
        raise typer.Exit(1 if result.rejections else 0)
