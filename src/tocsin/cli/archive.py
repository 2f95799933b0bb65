"""`tocsin archive` and `tocsin verify`, as people type them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.border import border, complain
from tocsin.cli.selecting import selects
from tocsin.cli.tracker import Tracker

if TYPE_CHECKING:  # so that --help is quick
    from collections.abc import Iterable

    from tocsin.export.sealed import Sound
    from tocsin.tasks.selecting import Asked
    from tocsin.vocabulary.mention import Rejection

commands = typer.Typer()

Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="A file that ends with .warc.gz or .wacz.")
]
Replace = Annotated[bool, typer.Option("--replace", help="Replace a file that is there.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no closing line.")]
Archive = Annotated[
    Path | None,
    typer.Argument(metavar="FILE", help="An archive (WARC or WACZ); without one, the ledger.", show_default=False),
]


@commands.command("archive")
@selects
def archive(
    output: Output, tracker: Tracker = "", replace: Replace = False, quiet: Quiet = False, *, asked: "Asked"
) -> None:
    """Write the originals behind incidents to an archive: pages as they were got.

    WARC is what libraries keep; WACZ holds such a WARC with an index and a
    list of pages, and can be looked at in a browser. Each original has its
    digest, and tocsin verify computes them again.

    \b
    [bold]Examples[/bold]
      tocsin archive --output august.wacz --since 2020-08-01 --until 2020-08-31
      tocsin archive --output iraq.warc.gz --country IQ
    """
    with border():
        from tocsin.cli.meter import Meter  # noqa: PLC0415  so that --help is quick
        from tocsin.cli.tracker import opened  # noqa: PLC0415  likewise
        from tocsin.export.wording import counted  # noqa: PLC0415
        from tocsin.settings import load_settings  # noqa: PLC0415
        from tocsin.tasks import archive as task  # noqa: PLC0415
        from tocsin.tasks.selecting import selection_of  # noqa: PLC0415

        settings = load_settings()
        with opened(tracker, settings) as ledger:
            selection = selection_of(asked, settings)
            count = ledger.count(selection)
            with Meter([], quiet, "Archiving", min(count, selection.limit or count)) as meter:
                written = task.archive(ledger, selection, output, meter.advance, replace)
        if not quiet:
            print(f"tocsin: wrote {counted(written, 'original')} to {output}", file=sys.stderr)


@commands.command("verify")
def verify(file: Archive = None, tracker: Tracker = "", quiet: Quiet = False) -> None:
    """Compute all digests again, of an archive or of the ledger, and name what does not match.

    Of the ledger, every claim is held against the text that it is cut from
    as well. The exit code is 1 if anything is wrong.

    \b
    [bold]Examples[/bold]
      tocsin verify
      tocsin verify august.wacz
    """
    with border():
        from tocsin.cli.tracker import opened  # noqa: PLC0415  so that --help is quick
        from tocsin.export.sealed import verify_file  # noqa: PLC0415  likewise
        from tocsin.settings import load_settings  # noqa: PLC0415
        from tocsin.tasks.archive import verify_ledger  # noqa: PLC0415

        if file is not None:
            wrong = _tell(verify_file(file), str(file), quiet)
        else:
            with opened(tracker, load_settings()) as ledger:
                wrong = _tell(verify_ledger(ledger), "the ledger", quiet)
        raise typer.Exit(1 if wrong else 0)


def _tell(found: "Iterable[Sound | Rejection]", what: str, quiet: bool) -> int:
    """Name what is wrong, say how much is right, and return how many faults there are."""
    from tocsin.cli.meter import Meter  # noqa: PLC0415
    from tocsin.export.wording import counted  # noqa: PLC0415
    from tocsin.vocabulary.mention import Rejection  # noqa: PLC0415

    right = wrong = 0
    with Meter([], quiet, "Verifying") as meter:
        for item in found:
            if isinstance(item, Rejection):
                wrong += 1
                with meter.aside(to_stderr=True):
                    complain(f"{item.item}: {item.reason}")
            else:
                right += 1
            meter.advance()
    if not quiet:
        faults = f", {counted(wrong, 'fault')}" if wrong else ""
        print(f"{what}: {counted(right, 'part')} as they were written{faults}")
    return wrong
