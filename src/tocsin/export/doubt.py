"""A doubt as a reviewer sees it: both texts' words side by side, what each tells, and why it is not sure."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tocsin.export.incident_words import telling_words, title_of
from tocsin.export.palette import bar, hue
from tocsin.export.visible import one_line
from tocsin.export.wording import claim_words, day_words, kind_words
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.judgement import Judgement

SIDE_BY_SIDE = 90
"""From so many columns on both mentions stand beside one another."""
SLOTS: tuple[Slot, ...] = (
    "status", "when", "where", "target", "weapon", "perpetrator", "killed", "wounded", "abducted",
)  # fmt: skip
QUOTES = 3
"""How many sentences of evidence are shown."""


def show_pair(judgement: Judgement, first: Entry, second: Entry, console: Console) -> None:
    """Print the mentions `first` and `second`, and the reasons of the `judgement` on them, to `console`."""
    if console.width >= SIDE_BY_SIDE:
        grid = Table.grid(padding=(0, 3), expand=True)
        grid.add_column(ratio=1)
        grid.add_column(ratio=1)
        grid.add_row(_mention(first), _mention(second))
        console.print(grid)
    else:
        for entry in (first, second):
            console.print(_mention(entry))
            console.print()
    console.print()
    console.print(Text(f"One incident: {judgement.probability:.0%}", style="bold"))
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right")
    grid.add_column(overflow="fold")
    for reason in judgement.reasons:
        grid.add_row(Text(f"{reason.weight:+.1f}", style="bold"), Text(one_line(reason.finding)))
    console.print(Padding(grid, (0, 0, 0, 2)))


def show_single(incident: Incident, entries: Sequence[Entry], console: Console) -> None:
    """Print `incident`, of which it is not sure that it is one, with what tells of it."""
    console.print(Text.assemble((title_of(incident), "bold"), "  ", (incident.id, "dim")))
    console.print(Text("Sure: ").append_text(bar(incident.confidence, console.options.ascii_only)))
    for account in incident.accounts:
        if account.slot == "status" and account.disputed:
            for telling in account.tellings:
                console.print(Padding(Text(f"status: {telling_words(telling)}"), (0, 0, 0, 2)))
    for entry in entries:
        console.print()
        console.print(Padding(_mention(entry), (0, 0, 0, 2)))


def _mention(entry: Entry) -> Text:
    return Text("\n").join(_lines(entry))


def _lines(entry: Entry) -> Iterator[Text]:
    day = day_words(entry.published) if entry.published else "day of publication unknown"
    yield Text(one_line(entry.title) or "Without a title", style="bold")
    yield Text(f"{one_line(entry.source.name) or 'source unknown'} · {day} · {entry.mention.id}", style="dim")
    yield Text(kind_words(entry.mention), style="bold").append("" if entry.mention.main else " (told in passing)")
    for slot in SLOTS:
        values = dict.fromkeys(one_line(claim_words(claim)) for claim in entry.mention.of(slot))
        if values:
            yield Text.assemble((f"{slot} ", "dim"), ("; ".join(values), hue(slot)))
    quotes = entry.mention.of("evidence") or entry.mention.of("trigger")
    for claim in quotes[:QUOTES]:
        yield Text(f"“{one_line(claim.span.quote)}”", style="italic")
