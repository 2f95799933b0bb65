"""`tocsin resolve` and `tocsin rebuild`, as people type them."""

from typing import Annotated

import typer

from tocsin.cli.border import border, goes_on
from tocsin.cli.tracker import Tracker

commands = typer.Typer()

AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON object instead of words.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")]


@commands.command("resolve")
def resolve(tracker: Tracker = "", as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Find the incidents of mentions that were added since the last time.

    `tocsin add` does this by itself, unless it is stopped or told not to.

    \b
    [bold]Examples[/bold]
      tocsin resolve
      tocsin resolve --tracker iraq.db --json
    """
    with border():
        from tocsin.cli.changes import change_words  # noqa: PLC0415  so that --help is quick
        from tocsin.cli.meter import Meter  # noqa: PLC0415  likewise
        from tocsin.cli.output import open_records  # noqa: PLC0415
        from tocsin.cli.tracker import opened  # noqa: PLC0415
        from tocsin.export.record import json_line  # noqa: PLC0415
        from tocsin.settings import load_settings  # noqa: PLC0415
        from tocsin.tasks import resolve as task  # noqa: PLC0415
        from tocsin.tasks.changing import change_record  # noqa: PLC0415

        with opened(tracker, load_settings()) as ledger:
            kept = "what is resolved is kept, and the next tocsin resolve goes on from there"
            with goes_on(kept), Meter([], quiet, "Resolving", len(ledger.unjudged())) as meter:
                changes = task.resolve(ledger, done=meter.advance)
            if as_json:
                open_records().write(json_line(change_record(changes)))
            else:
                print(*change_words(changes), sep="\n")


@commands.command("rebuild")
def rebuild(tracker: Tracker = "", as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Derive all judgements and incidents anew from what was read and reviewed.

    Nothing that was read or decided is touched. The incidents come out the
    same, and it says so; after an update of Tocsin that judges otherwise,
    it says what is different.

    \b
    [bold]Examples[/bold]
      tocsin rebuild
      tocsin rebuild --tracker iraq.db
    """
    with border():
        from tocsin.cli.changes import change_words  # noqa: PLC0415  so that --help is quick
        from tocsin.cli.meter import Meter  # noqa: PLC0415  likewise
        from tocsin.cli.output import open_records  # noqa: PLC0415
        from tocsin.cli.tracker import opened  # noqa: PLC0415
        from tocsin.export.record import json_line  # noqa: PLC0415
        from tocsin.export.wording import counted  # noqa: PLC0415
        from tocsin.settings import load_settings  # noqa: PLC0415
        from tocsin.tasks import rebuild as task  # noqa: PLC0415
        from tocsin.tasks.changing import change_record  # noqa: PLC0415

        with opened(tracker, load_settings()) as ledger:
            kept = "nothing that was read or decided is lost; call tocsin rebuild again"
            with goes_on(kept), Meter([], quiet, "Rebuilding") as meter:
                built = task.rebuild(ledger, done=meter.advance)
            if as_json:
                record = {"incidents": built.incidents, "same": built.same} | change_record(built.changes)
                open_records().write(json_line(record))
            elif built.same:
                numbers = f"{counted(built.incidents, 'incident')} of {counted(built.mentions, 'mention')}"
                print(f"{numbers}: the same as before")
            else:
                print(f"{counted(built.incidents, 'incident')}, and not all as before")
                print(*change_words(built.changes), sep="\n")
