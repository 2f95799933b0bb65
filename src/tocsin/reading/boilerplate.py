"""What kind of line a line is: prose, menu, caption, button bar, list of other articles, date or byline."""

import re
import tomllib
from enum import Enum, auto
from functools import cache
from importlib.resources import files
from typing import Any

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_COUNT = re.compile(r"\s*[(\[]?\s*\d[\d.,]*\s*[)\]]?$")
_SEPARATORS = re.compile(r"\s*(?:[|·•‧»›>]|::)+\s*|\s+[-–—/*v^]\s+|\s{2,}|\t+|\]\s*\[")
_BARS = re.compile(r"\s*[|·•»›]+\s*|\s::\s")
_SENTENCE_END = re.compile(r"""[.!?…。؟۔।]["'”’»)\]*]*$|[,.!?]["”»]$""")
_BULLET = re.compile(r"^\s*(?:[-–—*•·»›>▪◾►]|\d{1,2}[.)]?\s)")
_BYLINE = re.compile(
    r"(?:by|from|text|words|story|reporting by|written by|par|por|von)\s*:?\s+\S.{1,80}$"
    r"|(?:our|staff|special|a) (?:\w+ )?(?:correspondent|reporter|writer|staff)s?\b.{0,40}$",
    re.IGNORECASE,
)

_DATE_LABEL = re.compile(
    r"\W*(?:first )?(?:published|posted|updated|last (?:updated?|modified)|modified|created)\b.{0,120}\d.{0,120}$"
    r"|(?:updated|posted|published) (?:just now|yesterday|today)\W*$",
    re.IGNORECASE,
)


class Kind(Enum):
    """The kinds of lines; `LIST` begins a list of other articles, `INLINE` holds one, `ENDS` closes the article."""

    BLANK = auto()
    PROSE = auto()
    SHORT = auto()
    MENU = auto()
    FURNITURE = auto()
    LIST = auto()
    INLINE = auto()
    ENDS = auto()
    CAPTION = auto()
    PICTURE = auto()
    CREDIT = auto()
    BYLINE = auto()
    DATE = auto()


_LONGEST = 400
_LONGEST_HEADING = 120
_PATTERNS = (
    ("credits", Kind.CREDIT, _LONGEST),
    ("captions", Kind.CAPTION, _LONGEST),
    ("pictures", Kind.PICTURE, _LONGEST),
    ("furniture", Kind.FURNITURE, 200),
)

MARKS = frozenset(
    {Kind.MENU, Kind.FURNITURE, Kind.LIST, Kind.INLINE, Kind.ENDS, Kind.CAPTION, Kind.PICTURE, Kind.CREDIT}
)
"""Kinds that only a page has, not a clean text."""


@cache
def tables() -> dict[str, Any]:
    """Return the word lists of data/boilerplate.toml."""
    return tomllib.loads((files("tocsin") / "data" / "boilerplate.toml").read_text(encoding="utf-8"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(tables()[name])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{part})" for part in tables()[name]), re.IGNORECASE)


@cache
def _inline_pattern() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(name) for name in tables()["inline"]), key=len, reverse=True))
    # "Most read: ...", "RELATED - ...", "MOST READ 1. ...", "Tags Iraq ..." but not "Share-taxi driver killed".
    return re.compile(
        rf"\W*(?i:{names})\s*(?:[:|·»>]|\s[-–—]\s|1[.)]\s)|Tags?\s+(?=[A-Z])|[(\[]\s*(?i:{names})\s*[:\]]"
    )


def parts_of(line: str) -> list[str]:
    """Return the entries of a row that bars, dots, arrows, dashes or wide gaps part; one entry for a plain line."""
    return [part for piece in _SEPARATORS.split(line.strip()) if (part := piece.strip(" []"))]


def plain(line: str) -> str:
    """Return `line` in lower case, without marks at its edges and without a count at its end ("Comments (3)")."""
    return _EDGES.sub("", _COUNT.sub("", _EDGES.sub("", line.lower().replace("’", "'"))))


def is_bulleted(line: str) -> bool:
    """Whether `line` is an entry of a list."""
    return _BULLET.match(line) is not None


def ends_sentence(line: str) -> bool:
    """Whether `line` ends as a sentence does, in any script."""
    return _SENTENCE_END.search(line.rstrip()) is not None


def _is_menu(line: str) -> bool:
    parts = parts_of(line)
    if plain(line).startswith("you are here"):
        return True
    menu = _words("menu")
    hits = sum(1 for part in parts if part.lower() in menu or plain(part) in menu)
    if len(parts) >= 2 and hits:
        short = all(len(part.split()) <= 5 for part in parts)
        return short and not ends_sentence(line.replace("...", "")) and (len(parts) >= 3 or hits == 2)
    return _is_run_of_names(line)


def _is_run_of_names(line: str) -> bool:
    """Whether `line` is a menu whose separators were lost: a run of capitalised words, several of them menu entries."""
    words = line.replace("&", " ").split()
    if len(words) < 6 or ends_sentence(line) or any(word[0].islower() for word in words):
        return False
    text = f" {' '.join(words).lower()} "
    covered = sum(len(entry.split()) for entry in _words("menu") if f" {entry} " in text)
    return covered >= max(3, 0.25 * len(words))


def _is_prose(line: str) -> bool:
    entries = _BARS.split(line)
    if len(entries) >= 3 and all(len(entry.split()) <= 8 for entry in entries):
        return False
    words = len(line.split())
    if words >= 8 and ends_sentence(line):
        return True
    return words >= 18 or (words < 3 and len(line) > 60)


def _by_words(text: str) -> Kind | None:
    """Return the kind that the words of a line alone give away, in the order in which they are sure."""
    if len(text) <= _LONGEST_HEADING:
        bare, parts = plain(text), parts_of(text)
        if bare in _words("ends") or (len(parts) > 1 and plain(parts[0]) in _words("ends")):
            return Kind.ENDS
        if bare in _words("lists"):
            return Kind.LIST
    for name, kind, longest in _PATTERNS:
        match = _pattern(name).fullmatch(text) if name == "credits" else _pattern(name).match(text)
        if len(text) <= longest and match:
            return kind
    return Kind.INLINE if _inline_pattern().match(text) else None


def _is_button_bar(text: str) -> bool:
    tokens = {token.strip("|·/,.:[]()").lower() for token in text.split()} - {""}
    share = _words("share")
    known = share | _words("fillers")
    return bool(tokens & share) and all(token in known or token.isdigit() for token in tokens)


def kind_of(line: str) -> Kind:
    """Return the kind of `line` by its own words alone."""
    text = line.strip()
    if not text:
        return Kind.BLANK
    kind = _by_words(text) if len(text) <= _LONGEST else None
    if kind is not None:
        return kind
    if _is_button_bar(text):
        return Kind.FURNITURE
    if _is_prose(text):
        return Kind.PROSE
    if _is_menu(text):
        return Kind.MENU
    if len(text) <= 160 and _DATE_LABEL.match(text):
        return Kind.DATE
    if _BYLINE.match(text) and len(text.split()) <= 14 and not ends_sentence(text):
        return Kind.BYLINE
    return Kind.SHORT
