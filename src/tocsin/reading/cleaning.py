"""The article out of a page saved as text: menus, captions, lists of other articles and footers are dropped.

Whole lines are kept or dropped, never changed, so that every quote of the article stays a substring of the page.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from tocsin.reading.boilerplate import MARKS, Kind, ends_sentence, is_bulleted, kind_of, parts_of
from tocsin.reading.datelines import Dated, dated, dateline, marked_date, published_day

_HEADER_LINES = 14
_HEADER_PARAGRAPHS = 3
_HEADLINE_WORDS = 4
_LONG_HEADLINE = 8
_CAPTION_LENGTH = 300
_PARAGRAPH = 140
_MOST_LINES = 20_000
_WRAPPED = range(45, 101)
_LONG_LIST = 12
_TICKER = re.compile(
    r"\W*(?:breaking|live|just in|developing|alert|top bar|trailer|now playing)\b[^:]{0,20}:", re.IGNORECASE
)
_OWNER = re.compile(
    r"(?:©|\(c\)|copyright|all rights (?:reserved|kept))\W*(?:©\W*)?(?:(?:19|20)\d{2})?\W*"
    r"((?-i:[A-Z][\w&'’-]*)(?-i: [A-Z&][\w&'’-]*){0,5})(?=\W*(?:[.,|•·©]|all rights|\d{4}|$))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article without the page around it, and what the page's lines say of it; empty where they do not."""

    text: str
    title: str = ""
    published: date | None = None
    published_at: datetime | None = None
    outlet: str = ""


@dataclass(slots=True)
class _Line:
    text: str
    kind: Kind
    day: Dated | None = None
    kept: bool = True


def clean(text: str, title: str = "") -> Cleaned:
    """Return the article in `text`; `title` is the headline if it is known.

    A text that shows no sign of a page comes back as it is.
    """
    marked, cut = marked_date(text)
    if text.count("\n") > _MOST_LINES:
        return Cleaned(text[cut:], title, marked)
    lines = [_Line(unit, kind_of(unit.replace("\n", " "))) for unit in _units(text[cut:])]
    filled = [line for line in lines if line.kind is not Kind.BLANK]
    _find_captions(lines)
    start = _first_prose(filled)
    marks = sum(1 for line in filled if line.kind in MARKS)
    # A menu above the first paragraph gives a page away; any other sign may stand in a clean text once.
    is_page = marked is not None or marks >= 2 or any(line.kind is Kind.MENU for line in filled[:start])
    has_article = start < len(filled)
    best = _read_dates(filled) if has_article else None
    headline = _headline(filled[:start], title) if has_article else None
    if len(filled) >= 3:
        _drop_marks(filled, is_page=is_page)
        _drop_end(filled)
        if is_page:
            _drop_lists(lines)
        if is_page and has_article:
            _drop_header(filled[:start], headline)
            _drop_tail(filled)
        elif is_page and all(line.kind is Kind.MENU for line in filled if line.kept):
            return Cleaned("", title, marked, outlet=_owner(filled))
    day = marked or (best.day if best else None)
    return Cleaned(
        text=text[cut:] if all(line.kept for line in lines) else _joined(lines),
        title=title or (headline.text.strip() if headline else ""),
        published=day,
        published_at=best.moment if best and best.day == day else None,
        outlet=_owner(filled),
    )


def _units(text: str) -> list[str]:
    """Return the lines of `text`, or its paragraphs where a fixed width broke them: half a sentence says nothing."""
    lines = text.split("\n")
    filled = sum(1 for line in lines if line.strip())
    broken = sum(
        1 for line, after in pairwise(lines) if after.strip() and len(line) in _WRAPPED and not ends_sentence(line)
    )
    if broken < 4 or broken < 0.4 * filled:
        return lines
    units: list[str] = []
    for line in lines:
        if line.strip() and units and units[-1].strip():
            units[-1] += f"\n{line}"
        else:
            units.append(line)
    return units


def _first_prose(filled: list[_Line]) -> int:
    """Return the number of lines before the first paragraph."""
    return next((i for i, line in enumerate(filled) if line.kind is Kind.PROSE), len(filled))


def _find_captions(lines: list[_Line]) -> None:
    """Mark the lines that are captions by their neighbours: a credit beneath, or the same words with one elsewhere."""
    captions = [line.text.strip() for line in lines if line.kind in {Kind.CAPTION, Kind.PICTURE}]
    for i, line in enumerate(lines):
        if line.kind not in {Kind.PROSE, Kind.SHORT} or len(line.text) > _CAPTION_LENGTH:
            continue
        alone = i > 0 and lines[i - 1].kind is Kind.BLANK
        credited = alone and i + 1 < len(lines) and lines[i + 1].kind is Kind.CREDIT
        text = line.text.strip()
        if credited or (len(text) > 30 and any(caption.startswith(text) for caption in captions)):
            line.kind = Kind.CAPTION


def _read_dates(filled: list[_Line]) -> Dated | None:
    """Mark the lines near the top (and labelled ones anywhere) that give a day, and return the day of publication."""
    prose = 0
    found: list[Dated] = []
    for i, line in enumerate(filled):
        prose += line.kind is Kind.PROSE
        near_top = i < _HEADER_LINES and prose < _HEADER_PARAGRAPHS
        if line.kind in {Kind.CAPTION, Kind.PICTURE, Kind.PROSE} or not (near_top or line.kind is Kind.DATE):
            continue
        line.day = dated(line.text)
        if line.day and near_top:
            found.append(line.day)
    first = next((line for line in filled if line.kind is Kind.PROSE), None)
    return published_day(found) or (dateline(first.text) if first and not found else None)


def _headline(header: list[_Line], title: str) -> _Line | None:
    """Return the line of `header` that is the headline: the one known as `title`, else the first that reads so."""
    candidates = [line for line in header if line.kind is Kind.SHORT and not line.day]
    known = "".join(title.lower().split())
    for line in candidates:
        if known and (own := "".join(line.text.lower().split())) and (own in known or known in own) and len(own) > 12:
            return line
    return next((line for line in candidates if _reads_like_headline(line.text)), None)


def _reads_like_headline(text: str) -> bool:
    words = text.split()
    if len(words) < _HEADLINE_WORDS or len(parts_of(text)) > 1 or _TICKER.match(text):
        return False
    # A row of capitalised words is a section's or an outlet's name, unless all is in capitals.
    return len(words) >= _LONG_HEADLINE or text.isupper() or any(word[0].islower() and len(word) > 1 for word in words)


def _drop_marks(filled: list[_Line], *, is_page: bool) -> None:
    """Drop what no article has, even where only one such line gives a page away."""
    seen_prose = False
    for line in filled:
        seen_prose = seen_prose or line.kind is Kind.PROSE
        sure = line.kind in {Kind.FURNITURE, Kind.CAPTION, Kind.CREDIT}
        # "Latest news: ..." may open a brief; after a paragraph it leads away from it.
        if sure or (is_page and line.kind is Kind.PICTURE) or (line.kind is Kind.INLINE and (is_page or seen_prose)):
            line.kept = False


def _drop_end(filled: list[_Line]) -> None:
    """Drop what follows the last paragraph from the first list of other articles or readers' comments on."""
    last = max((i for i, line in enumerate(filled) if line.kind is Kind.PROSE), default=len(filled))
    for i, line in enumerate(filled):
        if i > last and line.kind in {Kind.LIST, Kind.ENDS} and len(line.text.split()) > 1:
            for rest in filled[i:]:
                rest.kept = False
            return


def _drop_header(header: list[_Line], headline: _Line | None) -> None:
    """Drop what stands over the headline, and menus, dates and bylines under it."""
    over = headline is not None
    for line in header:
        over = over and line is not headline
        named = line.kind in {Kind.MENU, Kind.LIST, Kind.ENDS, Kind.DATE, Kind.BYLINE} or line.day is not None
        if over or named:
            line.kept = line is headline


def _drop_lists(lines: list[_Line]) -> None:
    """Drop the lists of other articles, and everything once the article is over."""
    listed = _List()
    seen_prose = False
    for i, line in enumerate(lines):
        if line.kind is Kind.BLANK:
            listed.after_blank = True
            continue
        if line.kind is Kind.ENDS and seen_prose:
            for rest in lines[i:]:
                rest.kept = False
            return
        if line.kind in {Kind.LIST, Kind.INLINE, Kind.ENDS}:
            line.kept = False
            listed = _List(open=True, inline=line.kind is Kind.INLINE)
        elif listed.open and listed.holds(line):
            line.kept = False
        else:
            listed.open = False
        listed.after_blank = False
        seen_prose = seen_prose or (line.kept and line.kind is Kind.PROSE)


@dataclass(slots=True)
class _List:
    """A list of other articles while it is walked through."""

    open: bool = False
    inline: bool = False
    after_blank: bool = False
    entries: int = 0
    bulleted: bool = True

    def holds(self, line: _Line) -> bool:
        """Whether `line` still belongs to the list; the article goes on with a paragraph."""
        bullet = is_bulleted(line.text)
        self.entries += 1
        if bullet:
            return True
        if self.inline:
            return False
        if line.kind is Kind.PROSE and self.entries <= _LONG_LIST and ends_sentence(line.text):
            if len(line.text) >= _PARAGRAPH:
                return False
            if self.after_blank and self.bulleted and self.entries > 1:
                return False
        self.bulleted = False
        return True


def _drop_tail(filled: list[_Line]) -> None:
    """Drop menus and dates within and after the article, and the headlines and rows after its last paragraph."""
    last = max((i for i, line in enumerate(filled) if line.kept and line.kind is Kind.PROSE), default=-1)
    first = _first_prose(filled)
    after_mark = False
    for i, line in enumerate(filled):
        after_mark = i > last and (after_mark or line.kind in MARKS)
        trailing = i > last >= 0 and line.kind is Kind.SHORT and (after_mark or len(parts_of(line.text)) > 1)
        near_top = first < i < first + _HEADER_PARAGRAPHS + 3
        dated_row = line.day is not None and line.kind is not Kind.PROSE
        if line.kind in {Kind.MENU, Kind.DATE} or trailing or dated_row or (line.kind is Kind.BYLINE and near_top):
            line.kept = False


def _joined(lines: list[_Line]) -> str:
    """Return the kept lines; the blank lines around a dropped one become one."""
    kept: list[str] = []
    dropped = False
    for line in lines:
        if not line.kept:
            dropped = True
        elif line.kind is Kind.BLANK and dropped and (not kept or not kept[-1].strip()):
            continue
        else:
            kept.append(line.text)
            dropped = dropped and line.kind is Kind.BLANK
    return "\n".join(kept).strip("\n")


def _owner(filled: list[_Line]) -> str:
    """Return who holds the rights in the page, by the small print at its end."""
    for line in reversed(filled):
        if line.kind is Kind.FURNITURE and (match := _OWNER.search(line.text)):
            return match[1].strip()
    return ""
