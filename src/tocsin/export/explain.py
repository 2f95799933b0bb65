"""The explanation: each sentence with the words highlighted, and under it every value that those words prove."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tocsin.export.base import Findings
from tocsin.export.palette import bar, hue
from tocsin.export.passage import cropped, sentence
from tocsin.export.visible import one_line, visible
from tocsin.export.wording import claim_words, first_words, kind_words, occasion_words, tie_words
from tocsin.vocabulary.claim import Claim, Method
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.span import Span

Reason = tuple[str, str, Span, Method, float]
"""A slot, its value in words, the words that prove it, what made it, how sure it is (0 to 1)."""
BREAK = re.compile("[\r\n]")
UNSAID = {"trigger", "damage", "denial"}
"""Slots whose value is the quote itself and need not be said twice."""


def explain(findings: Findings, console: Console) -> None:
    """Print the reasons for everything that was found in one report to `console`."""
    text = findings.report.text
    for number, mention in enumerate(findings.mentions, start=1):
        console.print()
        console.print(Text.assemble((f"Incident {number}: ", "dim"), (_title(mention), "bold")))
        reasons = [_reason(claim) for claim in mention.claims if claim.slot != "evidence"]
        for (start, end), group in _by_sentence(reasons, text, mention):
            _show(text, start, end, group, console)
    ties = [("", tie_words(t), t.evidence, t.method, t.confidence) for t in findings.ties]
    occasions = [("", occasion_words(o), o.span, o.method, o.confidence) for o in findings.occasions]
    for title, others in (("Groups", ties), ("Context", occasions)):
        if others:
            console.print()
            console.print(Text(title, style="bold"))
            for (start, end), group in _by_sentence(others, text, None):
                _show(text, start, end, group, console)


def _title(mention: Mention) -> str:
    parts = (kind_words(mention), first_words(mention, "status"), first_words(mention, "when"))
    return ", ".join(part for part in (*parts, first_words(mention, "where")) if part)


def _reason(claim: Claim) -> Reason:
    words = "" if claim.slot in UNSAID else claim_words(claim)
    return claim.slot, words, claim.span, claim.method, claim.confidence


def _by_sentence(
    reasons: Iterable[Reason], text: str, mention: Mention | None
) -> list[tuple[tuple[int, int], list[Reason]]]:
    """Sentences in the order of the text, each with its reasons in the order of the extractor."""
    groups: dict[tuple[int, int], list[Reason]] = {}
    for reason in reasons:
        groups.setdefault(sentence(reason[2], text, mention), []).append(reason)
    return sorted(groups.items(), key=lambda item: item[0])


def _show(text: str, start: int, end: int, group: Sequence[Reason], console: Console) -> None:
    console.print(Padding(_highlighted(text, start, end, group), (0, 0, 0, 2)))
    grid = Table.grid(padding=(0, 2))
    for ratio, style in ((None, "dim"), (3, ""), (3, "italic"), (None, "")):
        grid.add_column(ratio=ratio, style=style, overflow="fold")
    for slot, words, span, method, confidence in group:
        grade = bar(confidence, console.options.ascii_only)
        grade.append(f" {confidence:.2f} ").append(f"{method.name} {method.version}".strip(), style="dim")
        grid.add_row(Text(slot), Text(words), Text(f"“{one_line(span.quote)}”"), grade)
    console.print(Padding(grid, (0, 0, 0, 4)))


def _highlighted(text: str, start: int, end: int, group: Sequence[Reason]) -> Text:
    spans = [span for _, _, span, _, _ in group]
    first, last = cropped(start, end, spans, text)
    out = Text("… " if first > start else "")
    slots: dict[int, str] = {}
    for name, _, span, _, _ in sorted(group, key=lambda reason: reason[2].start - reason[2].end):
        slots |= dict.fromkeys(range(max(span.start, first), min(span.end, last)), name)
    for slot, run in groupby(range(first, last), slots.get):
        places = tuple(run)
        words = visible(BREAK.sub(" ", text[places[0] : places[-1] + 1]))
        out.append(words, style=f"bold reverse {hue(slot)}" if slot is not None else "")
    return out.append(" …" if last < end else "")
