"""The list of incidents that people read: a row an incident; on narrow terminals a card."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tocsin.export.incident_words import day_of, place_words, toll_of, value_words, who_words
from tocsin.export.palette import bar, hue
from tocsin.export.visible import one_line
from tocsin.export.wording import counted
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.values import Toll

NARROW = 90
"""Under so many columns there is no table."""
TARGETS = 2
"""How many targets a row names."""


def show_incidents(incidents: Sequence[Incident], console: Console, total: int) -> None:
    """Print `incidents`, of which there are `total` in the selection, to `console`."""
    if not incidents:
        console.print("No incident matches.")
        return
    if console.width < NARROW:
        for incident in incidents:
            _card(incident, console)
    else:
        console.print(_table(incidents, console))
    shown = counted(total, "incident")
    console.print()
    console.print(f"{len(incidents)} of {shown}" if len(incidents) < total else shown, highlight=False)


def _table(incidents: Sequence[Incident], console: Console) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, expand=True, pad_edge=False, padding=(0, 1), leading=1)
    ratios = {"Incident": None, "When": None, "Where": 4, "What": 4, "Who": 4, "Harm": 3, "Told by": None}
    for name, ratio in ratios.items():
        table.add_column(name, ratio=ratio, overflow="fold", min_width=16 if name == "Incident" else 8)
    for incident in incidents:
        table.add_row(*_cells(incident, console))
    return table


def _cells(incident: Incident, console: Console) -> tuple[Text, ...]:
    return (
        _stack(Text(incident.id, style="dim"), bar(incident.confidence, console.options.ascii_only)),
        _stack(_marked(day_of(incident), incident, "when"), _status(incident)),
        _marked(place_words(incident.account("where")), incident, "where", hue("where")),
        _stack(_kind(incident), _targets(incident)),
        _marked(who_words(incident.account("perpetrator")), incident, "perpetrator", hue("perpetrator")),
        _harm(incident),
        _told_by(incident),
    )


def _card(incident: Incident, console: Console) -> None:
    cells = _cells(incident, console)
    console.print(Text(" · ").join([*cells[0].split("\n"), *cells[1].split("\n")]))
    for cell in cells[2:]:
        if cell:
            console.print(Padding(Text(", ").join(cell.split("\n")), (0, 0, 0, 3)))
    console.print()


def _marked(words: str, incident: Incident, slot: Slot, style: str = "") -> Text:
    """A value in dispute has a mark behind it; colour alone would not reach everybody."""
    text = Text(words, style=style)
    return text.append(" ≠", style="bold red") if words and slot in incident.disputed else text


def _kind(incident: Incident) -> Text:
    account, count = incident.account("kind"), incident.account("count")
    words = value_words("kind", account.value) if account and account.value is not None else "kind unknown"
    if count and isinstance(count.value, int) and count.value > 1:
        words = f"{count.value} × {words}"
    return _marked(words, incident, "kind", "bold")


def _status(incident: Incident) -> Text:
    account = incident.account("status")
    words = str(account.value) if account and account.value is not None else ""
    return _marked(words, incident, "status", "italic")


def _targets(incident: Incident) -> Text:
    account = incident.account("target")
    names = dict.fromkeys(value_words("target", value) for value in account.values) if account else {}
    return Text("\n").join(Text(name, style=hue("target")) for name in list(names)[:TARGETS])


def _harm(incident: Incident) -> Text:
    tolls: tuple[Slot, ...] = ("killed", "wounded", "abducted")
    accounts = [account for slot in tolls if (account := incident.account(slot))]
    nobody = [account.slot for account in accounts if account.value == Toll(0, 0) and not account.disputed]
    if {"killed", "wounded"} <= set(nobody):
        return Text("nobody hurt")
    return _stack(*(_marked(toll_of(account), incident, account.slot) for account in accounts))


def _told_by(incident: Incident) -> Text:
    """Copies of one text are sources and reports, but no voices of their own."""
    names = dict.fromkeys(one_line(t.source.name) for account in incident.accounts for t in account.tellings)
    reports = len(incident.mention_ids)  # no incident has two mentions of one report, but by a person's word
    voices = Text(counted(incident.voices, "voice"), style="dim") if incident.voices < reports else Text()
    return _stack(Text(counted(len(names), "source")), Text(counted(reports, "report"), style="dim"), voices)


def _stack(*lines: Text) -> Text:
    return Text("\n").join(line for line in lines if line)
