"""The saved page: each report's text with the words of every value highlighted, beside the incidents that they prove.

One file without requests: style and script stand in it, and its content security policy allows those two alone, by
their digests. It works without the script, by anchors; text of others is escaped and cannot act.
"""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from tocsin import __version__
from tocsin.export.base import Findings
from tocsin.export.marked import Piece, pieces
from tocsin.export.palette import full_marks
from tocsin.export.visible import ACTING, mark, one_line
from tocsin.export.wording import (
    claim_words,
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
from tocsin.vocabulary.span import Span
from tocsin.vocabulary.values import Actor, Target, Toll, Weapon, When, Where

LABELS: dict[Slot, str] = {
    "when": "When",
    "where": "Where",
    "target": "Hit",
    "weapon": "Weapon",
    "perpetrator": "Who",
    "killed": "Killed",
    "wounded": "Wounded",
    "abducted": "Abducted",
    "damage": "Damage",
    "denial": "Denied",
    "trigger": "Told as",
}
"""The slots that a card shows, in its order, with their labels."""


@dataclass(frozen=True, slots=True)
class _Value:
    words: str
    note: str
    quote: str
    place: str
    confidence: float
    marks: int
    method: str


def page(findings: Sequence[Findings]) -> str:
    """Return the page of `findings` as HTML, one section a report and, for several, an index before them."""
    style, script = _part("report.css"), _part("report.js")
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            style=Markup(style),  # noqa: S704  our own file
            script=Markup(script),  # noqa: S704  our own file
            policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
            "base-uri 'none'; form-action 'none'",
            version=__version__,
            title=_title(findings),
            total=counted(sum(len(found.mentions) for found in findings), "incident"),
            reports=[_report(number, found) for number, found in enumerate(findings, start=1)],
        )
    )


@cache
def _part(name: str) -> str:
    return (files("tocsin.export") / "templates" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=DictLoader({"report.html.j2": _part("report.html.j2")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _title(findings: Sequence[Findings]) -> str:
    if len(findings) == 1:
        return title_words(findings[0].report)
    return counted(len(findings), "report")


def _report(number: int, findings: Findings) -> dict[str, object]:
    report = findings.report
    key = f"r{number}"
    return {
        "key": key,
        "title": title_words(report),
        "source": one_line(report.source.name) or "source unknown",
        "published": day_words(report.published) if report.published else "day of publication unknown",
        "day": report.published.isoformat() if report.published else "",
        "url": one_line(report.url or ""),
        "link": report.url if (report.url or "").startswith(("http://", "https://")) else "",
        "language": report.language,
        "count": counted(len(findings.mentions), "incident"),
        "body": _body(key, findings),
        "incidents": [_incident(key, n, mention) for n, mention in enumerate(findings.mentions, start=1)],
        "ties": [(tie_words(tie), _place(key, tie.evidence)) for tie in findings.ties],
        "occasions": [(occasion_words(o), _place(key, o.span)) for o in findings.occasions],
        "unread": any(not rejection.is_of_a_value for rejection in findings.rejections),
        "rejections": [f"{one_line(r.item)}: {one_line(r.reason)}" for r in findings.rejections],
    }


def _incident(key: str, number: int, mention: Mention) -> dict[str, object]:
    slots = [(slot, label, [_value(key, c) for c in mention.of(slot)]) for slot, label in LABELS.items()]
    when, where = mention.of("when"), mention.of("where")
    return {
        "key": f"{key}-i{number}",
        "number": number,
        "kind": kind_words(mention),
        "status": str(mention.of("status")[0].value),
        "main": mention.main,
        "confidence": f"{mention.confidence:.2f}",
        "marks": full_marks(mention.confidence),
        "when": _short(when[0]) if when else "day unknown",
        "where": _short(where[0]) if where else "place unknown",
        "slots": [slot for slot in slots if slot[2]],
        "evidence": [(one_line(c.span.quote), _place(key, c.span)) for c in mention.of("evidence")],
    }


def _short(claim: Claim) -> str:
    return where_words(claim) if claim.slot == "where" else claim_words(claim)


def _value(key: str, claim: Claim) -> _Value:
    words, note = _words(claim)
    quote = one_line(claim.span.quote)
    return _Value(
        words=words,
        note=note,
        quote="" if quote.casefold() in words.casefold() else quote,
        place=_place(key, claim.span),
        confidence=round(claim.confidence, 2),
        marks=full_marks(claim.confidence),
        method=f"{claim.method.name} {claim.method.version}".strip(),
    )


def _words(claim: Claim) -> tuple[str, str]:
    """A value in words and, apart from it, what is worth knowing of it."""
    value = claim.value
    match value:
        case When():
            return when_words(value), ""
        case Where():
            placed = placed_words(claim)
            return where_words(claim), f"{placed} {precision_words(value)}".strip()
        case Weapon():
            return weapon_words(value), ""
        case Target():
            return one_line(value.name), value.category.replace("-", " ")
        case Actor():
            return one_line(value.name), stance_words(claim)
        case Toll():
            return toll_words(value, claim.slot), f"says {one_line(claim.speaker.name)}" if claim.speaker else ""
    return one_line(str(value)), f"says {one_line(claim.speaker.name)}" if claim.speaker else ""


def _place(key: str, span: Span) -> str:
    """The name of the place on the page where the words of `span` begin."""
    return f"{key}-{span.start}-{span.end}"


def _body(key: str, findings: Findings) -> Markup:
    """The text, its pieces linked to their incidents, with an anchor wherever words begin that something points to."""
    text = findings.report.text
    anchors = _anchors(findings)
    out: list[str] = []
    for piece in pieces(findings):
        cuts = sorted({piece.start, piece.end, *(at for at in anchors if piece.start < at < piece.end)})
        for start, end in pairwise(cuts):
            out.extend(f'<a class="at" id="{key}-{start}-{last}"></a>' for last in sorted(anchors.get(start, ())))
            out.append(_piece(key, Piece(start, end, piece.claims), text))
    return Markup("".join(out))  # noqa: S704  every piece of text in it has been escaped


def _anchors(findings: Findings) -> dict[int, set[int]]:
    anchors: dict[int, set[int]] = {}
    for span in _pointed_at(findings):
        anchors.setdefault(span.start, set()).add(span.end)
    return anchors


def _pointed_at(findings: Findings) -> Iterable[Span]:
    yield from (claim.span for mention in findings.mentions for claim in mention.claims)
    yield from (tie.evidence for tie in findings.ties)
    yield from (occasion.span for occasion in findings.occasions)


def _piece(key: str, piece: Piece, text: str) -> str:
    words = escaped(text[piece.start : piece.end])
    if piece.chief is None:
        return f'<span data-start="{piece.start}" data-end="{piece.end}">{words}</span>'
    number, claim = piece.chief
    numbers = sorted({number for number, _ in piece.claims})
    label = f"{LABELS.get(claim.slot, claim.slot)}, incident {', '.join(map(str, numbers))}"
    return (
        f'<a class="w {claim.slot}" href="#{key}-i{number}" title="{label}" '
        f'data-start="{piece.start}" data-end="{piece.end}">{words}</a>'
    )


def escaped(text: str) -> str:
    """`text` for HTML, with characters that would act instead of showing set in marks that cannot."""
    out: list[str] = []
    last = 0
    for match in ACTING.finditer(text):
        out.append(str(escape(text[last : match.start()])))
        if match.group() != "\r":
            out.append(f'<span class="acting" title="U+{ord(match.group()):04X}">{escape(mark(match.group()))}</span>')
        last = match.end()
    return "".join(out) + str(escape(text[last:]))
