"""The dossier that people read: every slot of an incident, every claim with its words and source, every report."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tocsin.export.incident_record import Archived
from tocsin.export.incident_words import (
    CREDIBILITY_WORDS,
    GRADE_WORDS,
    account_words,
    grade_words,
    seen_words,
    source_words,
    telling_words,
    title_of,
)
from tocsin.export.palette import bar, hue
from tocsin.export.visible import one_line
from tocsin.export.wording import counted, day_words
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Account, Incident, Telling

CHOSEN, OTHER = "▸", " "
QUOTES = frozenset({"trigger", "damage", "denial", "evidence"})
"""Slots whose value is the quote itself and need not be said twice."""
DIGEST = 12


class Original(Archived, Protocol):
    """A report as a ledger keeps it, with where and when it was got."""

    @property
    def address(self) -> str:
        """Where the bytes came from."""
        ...

    @property
    def first_seen(self) -> datetime:
        """When they were first got."""
        ...

    @property
    def version(self) -> int:
        """Which version of the report it is, from 1."""
        ...


def show_dossier(
    incident: Incident, entries: Sequence[Entry], reports: Mapping[str, Original], console: Console
) -> None:
    """Print all that is known of `incident`, its mentions being `entries` of `reports` (by id), to `console`."""
    _head(incident, entries, console)
    for account in incident.accounts:
        _account(account, console)
    _reports(entries, reports, console)
    _legend(incident, console)


def _head(incident: Incident, entries: Sequence[Entry], console: Console) -> None:
    console.print(Text(title_of(incident), style="bold"))
    reports = len({entry.mention.report_id for entry in entries})
    counts = f"{counted(len(entries), 'mention')} in {counted(reports, 'report')}, {counted(incident.voices, 'voice')}"
    sure = bar(incident.confidence, console.options.ascii_only).append(f" {incident.confidence:.2f}")
    checked = " · checked by a person" if incident.reviewed else ""
    console.print(Text.assemble((incident.id, "dim"), " · ", sure, f" · {counts}{checked}"))
    seen = f"first seen {_moment(incident.first_seen)}, last seen {_moment(incident.last_seen)}"
    console.print(Text(seen, style="dim"))
    if incident.disputed:
        console.print(Text(f"In dispute: {', '.join(incident.disputed)}", style="bold red"))
    course = " → ".join(f"{step.status} ({day_words(step.at.date())})" for step in incident.steps)
    if len(incident.steps) > 1:
        console.print(Text(f"Course: {course}"))


def _account(account: Account, console: Console) -> None:
    console.print()
    words = "" if account.slot in QUOTES else account_words(account)
    head = Text.assemble((account.slot, f"bold {hue(account.slot)}"), "  ", words)
    if account.disputed:
        head.append("  ≠ in dispute", style="bold red")
    if account.set_by:
        head.append(f"  set by {account.set_by}", style="italic")
    if account.confirmed_by:
        head.append(f"  confirmed by {account.confirmed_by}", style="italic")
    console.print(head)
    grid = Table.grid(padding=(0, 1))
    for ratio, style in ((None, ""), (2, ""), (4, "italic"), (3, "dim")):
        grid.add_column(ratio=ratio, style=style, overflow="fold")
    for telling in account.tellings:
        grid.add_row(*_telling(telling, account))
    console.print(Padding(grid, (0, 0, 0, 2)))


def _telling(telling: Telling, account: Account) -> tuple[Text, Text, Text, Text]:
    chosen = telling == account.chosen
    words = "" if account.slot in QUOTES else telling_words(telling)
    origin = f"{source_words(telling.source)}, {seen_words(telling)} [{grade_words(telling)}] {telling.mention_id}"
    return (
        Text(CHOSEN if chosen else OTHER, style="bold"),
        Text(words, style="bold" if chosen else ""),
        Text(f"“{one_line(telling.claim.span.quote)}”"),
        Text(origin),
    )


def _reports(entries: Iterable[Entry], reports: Mapping[str, Original], console: Console) -> None:
    console.print()
    console.print(Text("reports", style="bold"))
    for report_id, copied in {entry.mention.report_id: entry.copies for entry in entries}.items():
        kept = reports.get(report_id)
        if kept is None:
            continue
        report = kept.report
        day = day_words(report.published) if report.published else "day of publication unknown"
        version = f", version {kept.version}" if kept.version > 1 else ""
        if not version and copied not in ("", report_id):
            version = f", a copy of {one_line(copied)}"
        title = one_line(report.title) or "without a title"
        console.print(Padding(Text(f"{source_words(report.source)}, {day}{version}: {title}"), (0, 0, 0, 2)))
        lines = [
            one_line(report.url or kept.address),
            f"got {_moment(kept.first_seen)}, SHA-256 {kept.original_digest[:DIGEST]}…; "
            f"the original: tocsin show {one_line(report_id)} --original",
        ]
        for line in lines:
            console.print(Padding(Text(line, style="dim"), (0, 0, 0, 4)))


def _legend(incident: Incident, console: Console) -> None:
    """The codes that stand above, in words: few readers know them by heart."""
    tellings = [telling for account in incident.accounts for telling in account.tellings]
    grades = sorted({telling.source.grade for telling in tellings})
    levels = sorted({telling.credibility for telling in tellings})
    console.print()
    words = [f"{grade} {GRADE_WORDS[grade]}" for grade in grades] + [f"{n} {CREDIBILITY_WORDS[n]}" for n in levels]
    console.print(Text("Source and claim: " + ", ".join(words), style="dim"))


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M %Z").strip()
