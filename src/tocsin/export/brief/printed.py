"""A brief for print: PDF, typeset by Typst from a template that takes the brief as data.

What others wrote never becomes part of the template: it is read from JSON, so nothing in it can act. The typefaces come
with Tocsin; letters that these lack are looked for among those of the system.
"""

import json
from collections.abc import Iterator
from importlib.resources import as_file, files
from typing import Any

from tocsin.errors import OutputError
from tocsin.export.brief.base import (
    Block,
    Brief,
    Bullets,
    Dossier,
    Lead,
    Link,
    Name,
    Number,
    Paragraph,
    Piece,
    Plot,
    Quote,
    Sentence,
    Table,
    Tiles,
)  # fmt: skip
from tocsin.export.extras import needed
from tocsin.export.pictures.inks import LIGHT
from tocsin.export.visible import visible
from tocsin.export.wording import day_words

Json = dict[str, Any]
LISTED, FURTHER = 80, 800
"""Incidents that a list, and the last part, name in print: nobody turns a thousand pages."""
LEAST, MOST = 4.0, 26.0
"""Bounds of what a column of a table weighs, in letters."""


def brief_pdf(brief: Brief) -> bytes:
    """Return `brief` as PDF. Raises PluginError where Typst is not installed, OutputError where it cannot typeset."""
    return bytes(_typeset(brief, "pdf"))


def brief_pages(brief: Brief, ppi: float = 110.0) -> list[bytes]:
    """Return the pages of `brief` as pictures (PNG) of so many points to the inch. Raises as `brief_pdf` does."""
    made = _typeset(brief, "png", ppi)
    return [bytes(page) for page in ([made] if isinstance(made, bytes) else made)]


def _typeset(brief: Brief, form: str, ppi: float | None = None) -> Any:
    typst = needed("typst", "pdf", "pdf")
    template = (files("tocsin.export") / "templates" / "brief.typ").read_bytes()
    data = {"brief": json.dumps(_brief(brief))}
    with as_file(files("tocsin") / "data" / "fonts") as fonts:
        try:
            return typst.compile(template, format=form, ppi=ppi, sys_inputs=data, font_paths=[str(fonts)])
        except typst.TypstError as error:
            raise OutputError(f"the brief cannot be typeset: {error}") from error


def _brief(brief: Brief) -> Json:
    known = frozenset(_places(brief))
    return {
        "title": visible(brief.title),
        "scope": visible(brief.scope),
        "since": day_words(brief.since),
        "day": day_words(brief.day),
        "version": brief.version,
        "inks": LIGHT,
        "sections": [
            {"key": one.key, "title": one.title, "blocks": [_block(block, known) for block in one.blocks]}
            for one in brief.sections
        ],
        "listings": [
            {
                "key": one.key,
                "words": visible(one.words),
                "entries": [
                    {"to": key if key in known else "", "words": visible(title)} for key, title in one.entries[:LISTED]
                ],
                "more": max(len(one.entries) - LISTED, 0),
            }
            for one in brief.listings
        ],
        "dossiers": [_dossier(one) for one in brief.dossiers],
        "further": [
            {"key": one.key} | {name: visible(getattr(one, name)) for name in ("title", "head", "words", "told_by")}
            for one in brief.further[:FURTHER]
        ],
        "more": max(len(brief.further) - FURTHER, 0),
    }


def _places(brief: Brief) -> Iterator[str]:
    """Yield the places that something can lead to."""
    yield from (section.key for section in brief.sections)
    yield from (listing.key for listing in brief.listings)
    yield from (one.key for one in brief.further[:FURTHER])
    for dossier in brief.dossiers:
        yield dossier.key
        yield from (origin.key for origin in dossier.origins)


def _block(block: Block, known: frozenset[str]) -> Json:
    name = type(block).__name__.lower()
    match block:
        case Lead():
            return {"is": name, "words": _sentence(block.sentence, known), "tone": block.tone}
        case Paragraph():
            return {"is": name, "words": _sentence(block.sentence, known), "small": block.small}
        case Bullets():
            return {"is": name, "items": [_sentence(item, known) for item in block.items], "small": block.small}
        case Tiles():
            tiles = [
                {"figure": _sentence(one.figure, known), "label": one.label, "note": _sentence(one.note, known)}
                for one in block.tiles
            ]
            return {"is": name, "tiles": tiles}
        case Plot():
            picture = block.picture
            drawn = {"svg": picture.alone(), "alt": f"{picture.title}. {picture.telling}"}
            return {"is": name, "caption": _sentence(block.caption, known)} | drawn
        case Table():
            rows = [[_sentence(cell, known) for cell in row] for row in block.rows]
            return {
                "is": name,
                "heads": block.heads,
                "rows": rows,
                "caption": block.caption,
                "weights": _weights(block),
            }


def _weights(table: Table) -> list[float]:
    """Return how wide each column should be by the letters in it: long ones more, but not in proportion."""
    weights = []
    for at, head in enumerate(table.heads):
        cells = ["".join(_words(piece) for piece in row[at]) for row in table.rows]
        mean = sum(map(len, cells)) / max(len(cells), 1)
        longest = max((len(word) for cell in [head, *cells] for word in cell.split()), default=0)
        weights.append(max(LEAST, min(longest * 1.25, MOST), min(mean**0.72 * 1.6, MOST)))
    return weights


def _words(piece: Piece) -> str:
    return piece if isinstance(piece, str) else piece.words


def _sentence(pieces: Sentence, known: frozenset[str]) -> list[Json]:
    return [_piece(piece, known) for piece in pieces]


def _piece(piece: Piece, known: frozenset[str]) -> Json:
    match piece:
        case Number():
            return {"is": "number", "words": visible(piece.words), "to": piece.target if piece.target in known else ""}
        case Name():
            return {"is": "name", "words": visible(piece.words)}
        case Quote():
            return {"is": "quote", "words": visible(piece.words)}
        case Link():
            return {"is": "link", "words": visible(piece.words), "to": piece.address if piece.leads else ""}
    return {"is": "text", "words": visible(piece)}


def _dossier(one: Dossier) -> Json:
    return {
        "key": one.key,
        "title": visible(one.title),
        "head": visible(one.head),
        "words": visible(one.words),
        "values": [
            {
                "label": value.label + (" ≠" if value.disputed else ""),
                "disputed": value.disputed,
                "words": visible(value.words),
                "told": [
                    {
                        "words": visible(told.words) if told.words != value.words else "",
                        "quote": visible(told.quote),
                        "by": visible(f"{told.who}, {told.day}"),
                        "grade": told.grade,
                        "to": told.report_key,
                        "chosen": told.chosen,
                    }
                    for told in value.told
                ],
            }
            for value in one.values
        ],
        "origins": [
            {
                "key": origin.key,
                "by": visible(f"{origin.source}, {origin.day}"),
                "title": visible(origin.title),
                "address": visible(origin.address),
                "link": origin.link,
                "digest": origin.digest,
            }
            for origin in one.origins
        ],
    }
