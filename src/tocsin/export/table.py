"""The table that people read: a header a report, a row an incident, and beneath it what else the report tells.

Three layouts for three widths: a column for each slot, a few columns with stacked cells, and a card an incident.
"""

from collections.abc import Callable, Iterable

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tocsin.export.base import Findings
from tocsin.export.marked import marked_text
from tocsin.export.palette import bar, hue
from tocsin.export.visible import one_line
from tocsin.export.wording import (
    counted,
    day_words,
    kind_words,
    occasion_words,
    placed_words,
    precision_words,
    stance_words,
    tie_words,
    title_words,
    toll_words,
    weapon_words,
    when_words,
    where_words,
)
from tocsin.vocabulary.claim import Claim, Slot
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.values import Toll, Weapon, When, Where

WIDE, NARROW = 130, 72
"""From WIDE columns on every slot has a column of its own; under NARROW columns there is no table at all."""
RATIOS: dict[str, int | None] = {
    "When": None,
    "Where": 4,
    "Kind": None,
    "What was hit": 4,
    "Weapon": 3,
    "Who": 4,
    "Harm": None,
    "Status": None,
    "Sure": None,
}
STACKED: dict[str, int | None] = {"When": None, "Where": 4, "What": 5, "Who": 4, "Harm": 3}
"""The columns of both tables with their shares of the width; None takes what its words need."""
MOST = 3
"""How many values of one slot a cell shows."""
LIKELY = 0.35
"""How sure a value must be to be shown beside a surer one; the others are counted, and `--explain` shows them."""
DEEDS: tuple[Slot, ...] = ("killed", "wounded", "abducted")


def show(findings: Findings, console: Console, text: bool = False) -> None:
    """Print what was found in one report to `console`; with `text` the report's text too, its words marked."""
    _header(findings, console)
    if findings.mentions:
        if console.width < NARROW:
            _cards(findings.mentions, console)
        else:
            rows = _wide if console.width >= WIDE else _medium
            console.print()
            console.print(rows(findings.mentions, console))
    sections = [(title, lines) for title, lines in _beneath(findings) if lines]
    if sections:
        console.print()
    for title, lines in sections:
        _section(title, lines, console)
    if text:
        console.print()
        console.print(Padding(marked_text(findings), (0, 2)))


def _header(findings: Findings, console: Console) -> None:
    report = findings.report
    console.print(Text(title_words(report), style="bold"))
    console.print(Text(" · ".join(_origin(report)), style="dim"))
    console.print(Text(_counts(findings)))


def _origin(report: Report) -> Iterable[str]:
    yield one_line(report.source.name) or "source unknown"
    yield day_words(report.published) if report.published else "day of publication unknown"
    yield one_line(report.url or report.id)


def _counts(findings: Findings) -> str:
    if not findings.mentions:
        unread = any(not rejection.is_of_a_value for rejection in findings.rejections)
        return "No report of an attack was looked for here." if unread else "No attack found in it."
    earlier = sum(not mention.main for mention in findings.mentions)
    words = counted(len(findings.mentions), "incident")
    return f"{words}, {earlier} of them told in passing" if earlier else words


def _wide(mentions: tuple[Mention, ...], console: Console) -> Table:
    table = _table()
    rows = [_cells(mention, console) for mention in mentions]
    columns = [name for name in RATIOS if any(row[name] for row in rows)]
    for name in columns:
        table.add_column(name, ratio=RATIOS[name], overflow="fold", min_width=min(8, len(name)))
    for number, (mention, row) in enumerate(zip(mentions, rows, strict=True), start=1):
        table.add_row(str(number), *(row[name] for name in columns), style="" if mention.main else "dim")
    return table


def _medium(mentions: tuple[Mention, ...], console: Console) -> Table:
    table = _table()
    rows = [_stacked(_cells(mention, console)) for mention in mentions]
    columns = [name for name in STACKED if any(row[name] for row in rows)]
    for name in columns:
        table.add_column(name, ratio=STACKED[name], overflow="fold", min_width=11 if name == "When" else 9)
    for number, (mention, row) in enumerate(zip(mentions, rows, strict=True), start=1):
        table.add_row(str(number), *(row[name] for name in columns), style="" if mention.main else "dim")
    return table


def _cells(mention: Mention, console: Console) -> dict[str, Text]:
    return {
        "When": _when(mention),
        "Where": _where(mention),
        "Kind": _kind(mention),
        "What was hit": _targets(mention),
        "Weapon": _weapons(mention),
        "Who": _who(mention),
        "Harm": _harm(mention),
        "Status": _status(mention),
        "Sure": bar(mention.confidence, console.options.ascii_only),
    }


def _stacked(cells: dict[str, Text]) -> dict[str, Text]:
    return {
        "When": _stack(cells["When"], cells["Status"], cells["Sure"]),
        "Where": cells["Where"],
        "What": _stack(cells["Kind"], cells["What was hit"], cells["Weapon"]),
        "Who": cells["Who"],
        "Harm": cells["Harm"],
    }


def _table() -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, expand=True, pad_edge=False, padding=(0, 1), leading=1)
    table.add_column("#", justify="right", style="dim")
    return table


def _cards(mentions: tuple[Mention, ...], console: Console) -> None:
    for number, mention in enumerate(mentions, start=1):
        cells = _cells(mention, console)
        head = Text.assemble((f"{number}. ", "dim"), cells["Kind"], ", ", cells["Status"], " ", cells["Sure"])
        console.print()
        console.print(Text(" ").join(head.split("\n")))
        for name in ("When", "Where", "What was hit", "Weapon", "Who", "Harm"):
            if cells[name]:
                console.print(Padding(cells[name], (0, 0, 0, 3)))


def _when(mention: Mention) -> Text:
    lines = [Text(when_words(c.value)) for c in mention.of("when") if isinstance(c.value, When)]
    return _stack(*lines[:MOST]) if lines else Text("day unknown", style="dim italic")


def _where(mention: Mention) -> Text:
    return _values(mention, "where", _place) or Text("place unknown", style="dim italic")


def _place(claim: Claim) -> Text:
    if not isinstance(claim.value, Where):
        return Text(one_line(claim.span.quote))
    words = Text(where_words(claim), style=hue("where"))
    placed = placed_words(claim)
    shown = placed if placed and placed not in words.plain else ""
    return _stack(words, Text(f"{shown} {precision_words(claim.value)}".strip(), style="dim"))


def _kind(mention: Mention) -> Text:
    return Text(kind_words(mention), style="bold")


def _status(mention: Mention) -> Text:
    words = Text(str(mention.of("status")[0].value), style="italic")
    return words if mention.main else _stack(words, Text("earlier"))


def _targets(mention: Mention) -> Text:
    return _values(mention, "target", lambda claim: Text(one_line(claim.span.quote), style=hue("target")))


def _weapons(mention: Mention) -> Text:
    return _values(mention, "weapon", _weapon)


def _weapon(claim: Claim) -> Text:
    """The text's own words say more ("three Katyusha rockets"), unless they are a bare "One" or "it"."""
    quote = one_line(claim.span.quote)
    bare = " " not in quote and isinstance(claim.value, Weapon)
    words = weapon_words(claim.value) if bare and isinstance(claim.value, Weapon) else quote
    return Text(words, style=hue("weapon"))


def _who(mention: Mention) -> Text:
    return _values(mention, "perpetrator", _actor)


def _actor(claim: Claim) -> Text:
    if claim.stance == "unclaimed":
        return Text(stance_words(claim), style="dim")
    return _stack(Text(one_line(claim.span.quote), style=hue("perpetrator")), Text(stance_words(claim), style="dim"))


def _harm(mention: Mention) -> Text:
    nobody = [claim.value == Toll(0, 0) for deed in ("killed", "wounded") for claim in mention.of(deed)[:1]]
    if nobody == [True, True] and not mention.of("abducted"):
        return Text("nobody hurt")
    lines = [
        Text(toll_words(claim.value, deed), style="bold" if deed == "killed" and claim.value.low else "")
        for deed in DEEDS
        for claim in mention.of(deed)[:1]
        if isinstance(claim.value, Toll)
    ]
    return _stack(*lines)


def _values(mention: Mention, slot: Slot, words: Callable[[Claim], Text]) -> Text:
    claims = mention.of(slot)
    surest = max((claim.confidence for claim in claims), default=0.0)
    likely = [claim for claim in claims if claim.confidence >= LIKELY or claim.confidence == surest]
    lines = list({str(line): line for line in map(words, likely)}.values())
    doubtful = {str(words(claim)) for claim in claims if claim not in likely} - {str(line) for line in lines}
    left_out = {"more": len(lines) - MOST, "doubtful": len(doubtful)}
    told = ", ".join(f"{count} {name}" for name, count in left_out.items() if count > 0)
    return _stack(*lines[:MOST], *([Text(f"and {told}", style="dim")] if told else []))


def _stack(*lines: Text) -> Text:
    return Text("\n").join(line for line in lines if line)


def _beneath(findings: Findings) -> Iterable[tuple[str, list[str]]]:
    yield "Damage", [f"{n}: {one_line(c.span.quote)}" for n, m in _numbered(findings) for c in m.of("damage")]
    yield "Denied", [f"{n}: {_denial(c)}" for n, m in _numbered(findings) for c in m.of("denial")]
    yield "Groups", [tie_words(tie) for tie in findings.ties]
    yield "Context", [occasion_words(occasion) for occasion in findings.occasions]
    yield "Left out", [f"{one_line(r.item)}: {one_line(r.reason)}" for r in findings.rejections]


def _numbered(findings: Findings) -> Iterable[tuple[int, Mention]]:
    return enumerate(findings.mentions, start=1)


def _denial(claim: Claim) -> str:
    words = f"“{one_line(claim.span.quote)}”"
    return f"{words}, says {one_line(claim.speaker.name)}" if claim.speaker else words


def _section(title: str, lines: list[str], console: Console) -> None:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", min_width=8)
    grid.add_column(overflow="fold")
    for at, line in enumerate(lines):
        grid.add_row("" if at else title, Text(line))
    console.print(grid)
