"""`tocsin brief`, as people type it."""

import sys
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.border import border, complain
from tocsin.cli.selecting import one_of
from tocsin.cli.tracker import Tracker
from tocsin.cli.values import day
from tocsin.vocabulary.terms import KINDS, STATUSES

if TYPE_CHECKING:  # so that --help is quick
    from tocsin.export.brief.base import Brief
    from tocsin.settings import Settings
    from tocsin.tasks.briefing.question import Question
    from tocsin.tasks.selecting import Asked

commands = typer.Typer()
PANEL = "Selection"


class Form(StrEnum):
    """In which form a brief is written."""

    html = "html"
    markdown = "markdown"
    pdf = "pdf"


Date = Annotated[
    date | None,
    typer.Option("--date", metavar="DATE", parser=day, help="The last day of the brief.", show_default="today"),
]
Since = Annotated[
    date | None,
    typer.Option("--since", metavar="DATE", parser=day, help="The first day.", show_default="six days before the last"),
]
Where = Annotated[
    str,
    typer.Option(
        "--where",
        metavar="PLACE",
        help="A place, a country by its name or two letters, or LAT,LON.",
        show_default="anywhere",
        rich_help_panel=PANEL,
    ),
]
Within = Annotated[
    float, typer.Option("--within", metavar="KM", min=0.001, help="How far around a place.", rich_help_panel=PANEL)
]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        parser=one_of(KINDS),
        help="Of this kind; may be given more than once.",
        rich_help_panel=PANEL,
    ),
]
ActorName = Annotated[
    str,
    typer.Option("--actor", metavar="NAME", help="By this perpetrator.", show_default=False, rich_help_panel=PANEL),
]
Statuses = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        parser=one_of(STATUSES),
        help="With this status; may be given more than once.",
        rich_help_panel=PANEL,
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        metavar="SHARE",
        min=0.0,
        max=1.0,
        help="At least this sure (0 to 1).",
        rich_help_panel=PANEL,
    ),
]
Calendars = Annotated[
    list[Path] | None,
    typer.Option(
        "--calendar", metavar="FILE", help="Events of your own (CSV, iCalendar); may be given more than once."
    ),
]
OwnAliases = Annotated[
    Path | None,
    typer.Option("--aliases", metavar="FILE", help="Names of your own (TOML).", show_default="those of Tocsin alone"),
]
BriefForm = Annotated[
    Form | None,
    typer.Option("--format", help="A page, Markdown or print.", show_default="by the name of the file, else markdown"),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Where to write.", show_default="standard output"),
]
Replace = Annotated[bool, typer.Option("--replace", help="Replace a file that is there.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no closing line.")]


@commands.command("brief")
def brief(  # noqa: PLR0913, PLR0917  typer makes an option of each
    date_: Date = None,
    since: Since = None,
    where: Where = "",
    within_km: Within = 25.0,
    kinds: Kinds = None,
    actor: ActorName = "",
    statuses: Statuses = None,
    min_confidence: MinConfidence = 0.0,
    calendars: Calendars = None,
    aliases: OwnAliases = None,
    form: BriefForm = None,
    output: Output = None,
    replace: Replace = False,
    quiet: Quiet = False,
    tracker: Tracker = "",
) -> None:
    """Write a brief: what is new, what changed, whether it is rising, where, who, and what is coming.

    Every number leads to its incidents, and these to the words of their
    reports, with address and digest. The page is one file that fetches
    nothing. A PDF needs: pip install 'tocsin[pdf]'. What of a calendar
    cannot be read is named and left out; the exit code is then 1.

    \b
    [bold]Examples[/bold]
      tocsin brief --output today.html
      tocsin brief --where Iraq --date 2020-08-17 --output iraq.pdf
      tocsin brief --where Baghdad --since 2020-08-01 --kind rocket | less
    """
    with border():
        from tocsin.settings import load_settings  # noqa: PLC0415  so that --help is quick
        from tocsin.tasks.brief import form_of  # noqa: PLC0415  likewise
        from tocsin.tasks.selecting import Asked  # noqa: PLC0415

        settings = load_settings()
        asked = Asked(
            within_km=within_km,
            kinds=tuple(kinds or ()),
            actor=actor,
            statuses=tuple(statuses or ()),
            min_confidence=min_confidence,
        )
        chosen = form.value if form else (form_of(output) if output else "")
        if output and not chosen:
            raise typer.BadParameter(
                "the form is not told by the name: end it in .html, .md or .pdf, or give --format",
                param_hint="--output",
            )
        question = _question((where, asked), (since, date_), (calendars, aliases), settings)
        made = _made(question, tracker or settings.tracker, quiet)
        _write(made, chosen or Form.markdown.value, output, replace, quiet)
        for left_out in made.left_out:
            complain(left_out)
        if made.left_out:
            raise typer.Exit(1)


def _question(
    selected: tuple[str, "Asked"],
    days: tuple[date | None, date | None],
    files: tuple[list[Path] | None, Path | None],
    settings: "Settings",
) -> "Question":
    from tocsin.tasks.briefing.question import PERIOD, question_of  # noqa: PLC0415  so that --help is quick

    since, last = days
    last = last or date.today()
    first = since or last - timedelta(days=PERIOD - 1)
    return question_of(*selected, (first, last), settings, (tuple(files[0] or ()), files[1]))


def _made(question: "Question", address: str, quiet: bool) -> "Brief":
    from tocsin.cli.meter import Meter  # noqa: PLC0415  so that --help is quick
    from tocsin.tasks import brief as task  # noqa: PLC0415  likewise
    from tocsin.tasks.tracker import open_tracker  # noqa: PLC0415

    ledger = open_tracker(address)
    try:
        with Meter([], quiet, "Making the brief", task.STEPS) as meter:
            return task.brief(ledger, question, meter.advance)
    finally:
        ledger.close()


def _write(made: "Brief", form: str, output: Path | None, replace: bool, quiet: bool) -> None:
    from tocsin.export.wording import counted  # noqa: PLC0415  so that --help is quick
    from tocsin.tasks.brief import write_brief  # noqa: PLC0415  likewise

    write_brief(made, form, output or sys.stdout.buffer, replace)
    sys.stdout.flush()
    if output and not quiet:
        print(
            f"tocsin: wrote a brief on {counted(len(made.dossiers) + len(made.further), 'incident')} to {output}",
            file=sys.stderr,
        )
