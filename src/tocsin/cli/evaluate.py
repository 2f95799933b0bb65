"""`tocsin evaluate`, as people type it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.border import border, complain

commands = typer.Typer()

Gold = Annotated[
    Path, typer.Argument(metavar="GOLD", help="Annotated reports: JSON Lines, one report a line.", show_default=False)
]
ExtractorName = Annotated[
    str, typer.Option("--extractor", metavar="NAME", help="Extractor plug-in to measure.", show_default="the setting's")
]
BySlot = Annotated[bool, typer.Option("--by-slot", help="Give the figures of every slot as well.")]
Confidence = Annotated[bool, typer.Option("--confidence", help="Say as well how far the confidences can be trusted.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON object instead of tables.")]
Faults = Annotated[
    int, typer.Option("--faults", metavar="N", min=0, help="Show the first N values that are not right.")
]


@commands.command("evaluate")
def evaluate(
    gold: Gold,
    extractor: ExtractorName = "",
    by_slot: BySlot = False,
    confidence: Confidence = False,
    as_json: AsJson = False,
    faults: Faults = 0,
) -> None:
    """Measure how well reading agrees with reports that you annotated.

    GOLD holds a report a line: id, text, published and the incidents that
    a person found in it. The text is read as `tocsin read` reads it, and
    what comes out is compared with those incidents.

    A line that cannot be used is named and stops nothing; the exit code
    is then 1.

    \b
    [bold]Examples[/bold]
      tocsin evaluate gold.jsonl
      tocsin evaluate gold.jsonl --by-slot --faults 20
      tocsin evaluate gold.jsonl --confidence
      tocsin evaluate gold.jsonl --extractor rules --json > figures.json
    """
    with border():
        from tocsin.cli.figures import Asked, as_record, print_evaluation  # noqa: PLC0415  so that --help is quick
        from tocsin.cli.meter import Meter  # noqa: PLC0415  likewise
        from tocsin.cli.output import open_console, open_records  # noqa: PLC0415
        from tocsin.export.record import json_line  # noqa: PLC0415
        from tocsin.export.wording import counted  # noqa: PLC0415
        from tocsin.settings import load_settings  # noqa: PLC0415
        from tocsin.tasks import evaluate as task  # noqa: PLC0415
        from tocsin.tasks.read import builds_first  # noqa: PLC0415

        settings = load_settings()
        if builds_first(settings) and gold.is_file():
            print("tocsin: building the table of places; only this once", file=sys.stderr)
        with Meter([str(gold)], quiet=False) as meter:
            found = task.evaluate(gold, settings, extractor, meter.advance)
        for rejection in found.rejections:
            complain(f"{rejection.item}: {rejection.reason}")
        if found.unread:
            complain(f"{counted(found.unread, 'report')} could not be read, scored as if nothing was found")
        if found.skipped:
            skipped = counted(len(found.skipped), "report")
            complain(f"{skipped} skipped, scored as if nothing was found; the first: {found.skipped[0].reason}")
        asked = Asked(by_slot, confidence, faults)
        if as_json:
            open_records().write(json_line(as_record(found, asked)))
        else:
            print_evaluation(open_console(), found, asked)
        raise typer.Exit(1 if found.rejections or found.unread else 0)
