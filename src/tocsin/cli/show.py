"""`tocsin show` and `tocsin history`, as people type them."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.border import border
from tocsin.cli.tracker import Tracker

if TYPE_CHECKING:  # so that --help is quick
    from rich.console import Console

    from tocsin.tasks.history import Event
    from tocsin.tasks.show import ShownIncident, ShownReport

commands = typer.Typer()

Id = Annotated[str, typer.Argument(metavar="ID", help="An incident, one of its mentions, or a report.")]
IncidentId = Annotated[str, typer.Argument(metavar="INCIDENT", help="An incident, or one of its mentions.")]
WithText = Annotated[bool, typer.Option("--text", help="Of a report: its text too, with the words marked.")]
Original = Annotated[bool, typer.Option("--original", help="Of a report: nothing but the bytes it was read from.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON object.")]
EventsAsJson = Annotated[bool, typer.Option("--json", help="Write JSON Lines, one event a line.")]


@commands.command("show")
def show(
    id_: Id, tracker: Tracker = "", text: WithText = False, original: Original = False, as_json: AsJson = False
) -> None:
    """Show an incident with every claim, its words, source and grade; or a report.

    Of each slot, ▸ marks the claim that speaks for the incident, ≠ a
    dispute. Behind each source stands the Admiralty code: how reliable
    it is (A to F) and how credible the claim (1 to 6).

    Of a report, all that was found in it, and how it is kept.

    \b
    [bold]Examples[/bold]
      tocsin show inc-101d193ffab9
      tocsin show wire-0729-airport --text
      tocsin show wire-0729-airport --original > page.html
    """
    with border():
        from tocsin.cli.output import open_console  # noqa: PLC0415  so that --help is quick
        from tocsin.cli.tracker import opened  # noqa: PLC0415  likewise
        from tocsin.settings import load_settings  # noqa: PLC0415
        from tocsin.tasks import show as task  # noqa: PLC0415

        with opened(tracker, load_settings()) as ledger:
            if original:
                sys.stdout.buffer.write(task.original(ledger, id_))
                sys.stdout.buffer.flush()
                return
            found = task.show(ledger, id_)
        if isinstance(found, task.ShownReport):
            _report(found, text, as_json)
        elif as_json:
            _record(found)
        else:
            _dossier(found, open_console())


@commands.command("history")
def history(incident: IncidentId, tracker: Tracker = "", as_json: EventsAsJson = False) -> None:
    """Tell how an incident came to be what it is, oldest first.

    Every report with the time it was first seen, why its mention was
    joined to the others, each change of the status and of the toll, and
    every decision of a person with who, when and why.

    \b
    [bold]Examples[/bold]
      tocsin history inc-101d193ffab9
    """
    with border():
        from dataclasses import asdict  # noqa: PLC0415  so that --help is quick

        from tocsin.cli.output import open_console, open_records  # noqa: PLC0415  likewise
        from tocsin.cli.tracker import opened  # noqa: PLC0415
        from tocsin.export.record import json_line  # noqa: PLC0415
        from tocsin.settings import load_settings  # noqa: PLC0415
        from tocsin.tasks import history as task  # noqa: PLC0415

        with opened(tracker, load_settings()) as ledger:
            events = task.history(ledger, incident)
        if as_json:
            stream = open_records()
            for event in events:
                stream.write(json_line(asdict(event) | {"at": event.at.isoformat()}))
        else:
            _story(events, open_console())


def _record(found: "ShownIncident") -> None:
    from tocsin.cli.output import open_records  # noqa: PLC0415
    from tocsin.export.incident_record import incident_record  # noqa: PLC0415
    from tocsin.export.record import json_line  # noqa: PLC0415

    dossier = found.dossier
    open_records().write(json_line(incident_record(dossier.incident, dossier.entries, dossier.reports)))


def _dossier(found: "ShownIncident", console: "Console") -> None:
    from rich.text import Text  # noqa: PLC0415

    from tocsin.export.dossier import show_dossier  # noqa: PLC0415
    from tocsin.export.visible import one_line  # noqa: PLC0415
    from tocsin.tasks.history import review_words  # noqa: PLC0415

    dossier = found.dossier
    show_dossier(dossier.incident, dossier.entries, dossier.reports, console)
    notes = [review for review in found.reviews if review.kind == "note"]
    for review in notes:
        words = f"{review.at:%Y-%m-%d} {one_line(review.author)} {review_words(review)}: {one_line(review.why)}"
        console.print(Text(words))


def _report(found: "ShownReport", text: bool, as_json: bool) -> None:
    from rich.text import Text  # noqa: PLC0415

    from tocsin.cli.output import open_console, open_records  # noqa: PLC0415
    from tocsin.export.kept_record import kept_record  # noqa: PLC0415
    from tocsin.export.record import json_line, record  # noqa: PLC0415
    from tocsin.export.table import show  # noqa: PLC0415
    from tocsin.export.visible import one_line  # noqa: PLC0415

    kept = found.kept
    if as_json:
        archive = kept_record(kept) | {"incident_ids": list(found.incident_ids)}
        open_records().write(json_line(record(found, text) | archive))
        return
    console = open_console()
    show(found, console, text)
    console.print()
    version = f"version {kept.version}" + (f", after {kept.replaces}" if kept.replaces else "")
    seen = f"first seen {kept.first_seen:%Y-%m-%d %H:%M %Z}, last seen {kept.last_seen:%Y-%m-%d %H:%M %Z}"
    for line in (
        f"Kept as {kept.report.id}, {version}; {seen}",
        f"Read from {one_line(kept.address)} ({kept.content_type or 'type unknown'}), SHA-256 {kept.original_digest}",
        f"Its incidents: {', '.join(found.incident_ids) or 'none'}",
    ):
        console.print(Text(line, style="dim"), soft_wrap=True)


def _story(events: "list[Event]", console: "Console") -> None:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from tocsin.export.visible import one_line  # noqa: PLC0415

    grid = Table.grid(padding=(0, 2))
    for ratio, style in ((None, "dim"), (None, "bold"), (2, ""), (6, ""), (2, "dim")):
        grid.add_column(ratio=ratio, style=style, overflow="fold")
    for event in events:
        moment = f"{event.at:%Y-%m-%d %H:%M}"
        cells = (moment, event.kind, one_line(event.who), one_line(event.words), event.id)
        grid.add_row(*map(Text, cells))
    console.print(grid)
