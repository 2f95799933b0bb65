"""What the words around a date say of it: a dateline, a line of the page, the day on which somebody spoke."""

import re

_LABEL = re.compile(
    r"(?:\bdate|published|posted|updated?|modified|created|uploaded|first seen|filed|issued|time ?stamp|printed|retrieved|"
    r"accessed|copyright|©|photo|file|getty images|reuters|afp|\bap)\s*(?:on|at|date)?\s*:?\s*[^\w\n]{0,3}$"
)
_CREDIT = re.compile(r"\b(?:photo|file|getty|handout|picture|image|credit|archive)\b")
_DATELINE_AFTER = re.compile(
    r"\s*,?\s*(?:\d{4}\s*)?(?:\([^()\n]{1,60}\)|/[^/\n]{1,40}/|\)|\]|\|[^|\n]{1,30})*\s*(?:--?|–|—|―|\[(?:TEXT|REPORT)|:)(?![\w])"
)
_PLACE_LINE = re.compile(r"\s*(?:\[[^\]\n]*\]\s*)?[\"“]?[A-ZÀ-Ý][^\n]{0,90}$")
_LOWER = re.compile(r"(?<![\w'’(/])[a-zà-ÿ]{2,}(?!\w)")
_SAID = re.compile(
    r"\b(?:said|says|told (?:\S+ ){1,3}|announced|reported|confirmed|stated|declared|added|tweeted|wrote|revealed|disclosed|claimed)"
    r"(?: in a (?:\w+ )?statement)?,?(?: late| early| also)?(?: on)?(?: the)?\s*$"
)
_RESIDUE = re.compile(
    r"\b(?:updated?|published|posted|last|modified|min|read|ago|hours?|minutes?|on|at|by|am|pm|a\.m\.|p\.m\.|gmt|utc|ist|cdt|"
    r"est|edt|local|time|date|from|source|story code|of|the|mins)\b|[\d\W_]"
)


def line_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the first and last character of the line that holds `start` to `end`."""
    return text.rfind("\n", 0, start) + 1, (at if (at := text.find("\n", end)) >= 0 else len(text))


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether a date ends a dateline: "BAGHDAD, Aug 27 (Agency) -", at the start of a line or of the text."""
    begin = text.rfind("\n", 0, start) + 1
    before = text[begin:start]
    if len(before) > 90 or not before.strip() or not _DATELINE_AFTER.match(text, end):
        return False
    return (
        bool(_PLACE_LINE.match(before))
        and not _LOWER.search(before)
        and not re.search(r"[.!?]\s", before[:-1].replace("U.S.", ""))
    )


def is_metadata(text: str, folded: str, start: int, end: int, full: bool) -> bool:
    """Whether a date belongs to the page: labelled as its own date, alone on its line with a year, in a photo credit."""
    begin, close = line_of(text, start, end)
    if _LABEL.search(folded, max(begin, start - 40), start):
        return True
    opened = folded.rfind("(", begin, start)
    if opened >= 0 and folded.find(")", opened, start) < 0:
        closed = folded.find(")", end, close)
        if closed >= 0 and _CREDIT.search(folded, opened, closed):
            return True
    rest = folded[begin:start] + " " + folded[end:close]
    if not full or close - begin > 90:
        return folded.startswith("file", begin) and bool(re.search(r"\b(?:file|afp|ap|getty|photo)\b", rest))
    return len(_RESIDUE.sub("", rest)) <= 14 or folded.startswith("file", begin)


def is_speech(folded: str, start: int) -> bool:
    """Whether a verb of speaking stands right before: "said on Friday"."""
    return bool(_SAID.search(folded, max(0, start - 60), start))
