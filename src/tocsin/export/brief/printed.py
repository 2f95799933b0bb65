"""A brief for print: PDF, typeset by Typst from a template that takes the brief as data.

What others wrote never becomes part of the template: it is read from JSON, so nothing in it can act. The typefaces come
with Tocsin; letters that these lack are looked for among those of the system.
"""

import json
import re
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
ENDLESS, PIECE = re.compile(r"\S{40,}"), 16
"""Words that no column holds, and how many letters of one stay together."""
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
        "title": _shown(brief.title),
        "scope": _shown(brief.scope),
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
                "words": _shown(one.words),
                "entries": [
                    {"to": key if key in known else "", "words": _shown(title)} for key, title in one.entries[:LISTED]
                ],
                "more": max(len(one.entries) - LISTED, 0),
            }
            for one in brief.listings
        ],
        "dossiers": [_dossier(one) for one in brief.dossiers],
        "further": [
            {"key": one.key} | {name: _shown(getattr(one, name)) for name in ("title", "head", "words", "told_by")}
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
            return {"is": "number", "words": _shown(piece.words), "to": piece.target if piece.target in known else ""}
        case Name():
            return {"is": "name", "words": _shown(piece.words)}
        case Quote():
            return {"is": "quote", "words": _shown(piece.words)}
        case Link():
            return {"is": "link", "words": _shown(piece.words), "to": piece.address if piece.leads else ""}
    return {"is": "text", "words": _shown(piece)}


def _dossier(one: Dossier) -> Json:
    return {
        "key": one.key,
        "title": _shown(one.title),
        "head": _shown(one.head),
        "words": _shown(one.words),
        "values": [
            {
                "label": value.label + (" ≠" if value.disputed else ""),
                "disputed": value.disputed,
                "words": _shown(value.words),
                "told": [
                    {
                        "words": _shown(told.words) if told.words != value.words else "",
                        "quote": _shown(told.quote),
                        "by": _shown(f"{told.who}, {told.day}"),
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
                "by": _shown(f"{origin.source}, {origin.day}"),
                "title": _shown(origin.title),
                "address": visible(origin.address),
                "link": origin.link,
                "digest": origin.digest,
            }
            for origin in one.origins
        ],
    }


def _shown(words: str) -> str:
    """Return `words` with what acts made visible, and with places to break where a column has none."""
    return ENDLESS.sub(lambda found: "\u200b".join(re.findall(f".{{1,{PIECE}}}", found.group())), visible(words))
