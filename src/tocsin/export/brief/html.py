"""A brief as one page that needs nothing else: no script, no request, its style and pictures in it."""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from unicodedata import bidirectional

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from tocsin.export.brief.base import Brief, Link, Name, Number, Piece, Quote, Sentence
from tocsin.export.page import escaped
from tocsin.export.pictures.inks import STYLE, variables
from tocsin.export.visible import visible
from tocsin.export.wording import day_words

NIGHT = "@media screen and (prefers-color-scheme: dark) "


def brief_page(brief: Brief) -> str:
    """Return `brief` as HTML."""
    style = f":root{{{variables(False)}}}{NIGHT}{{:root{{{variables(True)}}}}}{STYLE}{_part('brief.css')}"
    return (
        _environment()
        .get_template("brief.html.j2")
        .render(
            brief=brief,
            style=Markup(style),  # noqa: S704  our own file
            policy=f"default-src 'none'; style-src '{_digest(style)}'; base-uri 'none'; form-action 'none'",
        )
    )


def sentence(pieces: Sentence) -> Markup:
    """Return `pieces` as HTML, numbers leading to what they count."""
    return Markup("").join(_piece(piece) for piece in pieces)


def _piece(piece: Piece) -> Markup:
    match piece:
        case Number():
            return Markup('<a class="n" href="#{}">{}</a>').format(piece.target, isolated(piece.words))
        case Name():
            return isolated(piece.words)
        case Quote():
            return Markup("<q>{}</q>").format(isolated(piece.words))
        case Link() if piece.leads:
            kind = Markup("") if piece.address.startswith("#") else Markup(' class="out" rel="noreferrer"')
            return Markup('<a{} href="{}">{}</a>').format(kind, piece.address, isolated(piece.words))
        case Link():
            return isolated(piece.words)
    return _text(piece)


def isolated(words: str) -> Markup:
    """Return words of others so that their direction, that of most of their letters, leaves what is around them alone.

    By their first letter alone an English sentence that begins with an Arabic name would be turned round.
    """
    classes = [bidirectional(letter) for letter in words]
    rightward = classes.count("L")
    leftward = classes.count("R") + classes.count("AL")
    return Markup('<bdi dir="{}">{}</bdi>').format("rtl" if leftward > rightward else "ltr", _text(words))


def _text(words: str) -> Markup:
    return Markup(escaped(words))  # noqa: S704  it has been escaped


@cache
def _part(name: str) -> str:
    return (files("tocsin.export") / "templates" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    made = Environment(
        loader=DictLoader({"brief.html.j2": _part("brief.html.j2")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"sentence": sentence, "text": _text, "isolated": isolated, "day": day_words, "visible": visible}
    made.tests |= {"block": lambda block, name: type(block).__name__ == name}
    return made
