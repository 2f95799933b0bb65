"""Briefs for the tests of their forms: a small one of every kind of part, and one in which all words are hostile."""

from datetime import date

from tests.export.pictures.drawn import first, spot
from tocsin.export.brief.base import (
    Brief,
    Bullets,
    Dossier,
    Lead,
    Link,
    Listing,
    Name,
    Number,
    Origin,
    Paragraph,
    Plot,
    Quote,
    Section,
    Table,
    Tile,
    Tiles,
    Told,
    Value,
)  # fmt: skip
from tocsin.export.pictures.map import incident_map

ARABIC = "كتائب الفجر"
HOSTILE = (
    "<script>alert(1)</script>\"'<img src=x onerror=alert(1)>&\u202eabc\x1b]0;x\x07 </style> {{ 7 * 7 }} #panic() $x$"
    " [a](javascript:alert(1)) ![b](http://evil.example/x.png) `c` | d *e* _f_ www.evil.example"
    " https://evil.example @all"
)
ENDLESS = "endless" * 400


def a_brief(words: str = ARABIC, address: str = "https://river-post.example/1?a=1&b=2") -> Brief:
    """Return a brief whose words of others are all `words`."""
    ids = ("inc-1", "inc-2")
    blocks = (
        Lead(("It is likely (71%) that the rate rose; ", Number("12", ids, "list-1"), " counted."), "rise"),
        Paragraph((Name(words), " says ", Quote(words), " at ", Link(words, address))),
        Bullets(((Name(words),), ("plain words",))),
        Tiles((Tile((Number("3–5+", ids, "list-1"),), "killed", (Name(words),)),)),
        Table(
            ("When", "Who"), (((Number("6 May", ("inc-1",), "inc-1"),), (Name(words),)), (("7 May",), ())), "Rows",
            ("row-1", ""),
        ),
        Plot(incident_map([spot("inc-1", label=words), spot("inc-2", 36.0, 43.0, label=words)], first), (Name(words),)),
    )  # fmt: skip
    return Brief(
        title=words,
        scope=words,
        since=date(2024, 5, 6),
        day=date(2024, 5, 12),
        version="1.2.3",
        sections=(
            Section("brief", "In short", blocks),
            Section("more", "More", (Paragraph(("nothing",), small=True),)),
        ),
        listings=(Listing("list-1", "12", (("inc-1", words), ("inc-2", words))),),
        dossiers=tuple(_dossier(id_, words, address) for id_ in ids),
    )


def _dossier(id_: str, words: str, address: str) -> Dossier:
    told = Told(words, words, words, "6 May 2024", "B2", f"{id_}-r1", chosen=True)
    link = address.startswith("https://")
    origin = Origin(f"{id_}-r1", "report-1", words, words, "6 May 2024", address, link, "ab" * 32)
    return Dossier(id_, words, words, words, (Value("who", words, True, (told,)),), (origin,))
