"""`tocsin export`, as people type it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.border import border, complain
from tocsin.cli.selecting import selects
from tocsin.cli.tracker import Tracker

if TYPE_CHECKING:  # so that --help is quick
    from tocsin.export.incidents import Written
    from tocsin.tasks.selecting import Asked

commands = typer.Typer()

FormatName = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="NAME",
        help="acled, csv, excel, ftm, geojson, gtd, hxl, jsonl, kml, parquet, stix, ucdp, or a plug-in's.",
        show_default="by the name of the file",
    ),
]
Output = Annotated[
    str,
    typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is standard output.", show_default=False),
]
Replace = Annotated[bool, typer.Option("--replace", help="Replace a file that is there.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no closing line.")]


@commands.command("export")
@selects
def export(
    output: Output,
    format_name: FormatName = "",
    tracker: Tracker = "",
    replace: Replace = False,
    quiet: Quiet = False,
    *,
    asked: "Asked",
) -> None:
    """Write incidents to a file in a format that other programs read.

    Every row carries the ids and addresses of the reports behind it. What
    is not known stays empty, and the page "Formats" says what each format
    has no room for. Incidents that a format cannot hold, such as threats
    among events, are named with the reason and left out.

    A file is written whole or not at all.

    \b
    [bold]Examples[/bold]
      tocsin export --output august.geojson --since 2020-08-01 --until 2020-08-31
      tocsin export --format acled --output iraq.csv --country IQ
      tocsin export --format jsonl --output - | gzip > all.jsonl.gz
    """
    with border():
        from tocsin.cli.meter import Meter  # noqa: PLC0415  so that --help is quick
        from tocsin.cli.tracker import opened  # noqa: PLC0415  likewise
        from tocsin.settings import load_settings  # noqa: PLC0415
        from tocsin.tasks import export as task  # noqa: PLC0415
        from tocsin.tasks.selecting import selection_of  # noqa: PLC0415

        settings = load_settings()
        exporter = task.open_exporter(format_name, Path(output))
        target = sys.stdout.buffer if output == "-" else Path(output)
        with opened(tracker, settings) as ledger:
            selection = selection_of(asked, settings)
            count = ledger.count(selection)
            with Meter([], quiet, "Exporting", min(count, selection.limit or count)) as meter:
                written = task.export(ledger, selection, exporter, target, meter.advance, replace)
        sys.stdout.flush()
        tell(written, output, quiet)


def tell(written: "Written", output: str, quiet: bool) -> None:
    """Name what was left out, and say what was written."""
    from tocsin.export.wording import counted  # noqa: PLC0415

    for rejection in written.left_out:
        complain(f"{rejection.item} is left out: it {rejection.reason}")
    if not quiet:
        left_out = f", {len(written.left_out)} left out" if written.left_out else ""
        place = "standard output" if output == "-" else output
        print(f"tocsin: wrote {counted(written.incidents, 'incident')} to {place}{left_out}", file=sys.stderr)
