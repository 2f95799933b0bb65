"""What the words around a date say of it: a dateline, a line of the page, the day on which somebody spoke."""

import re

from tocsin.language.dates.lexicon import listed

_LABELS = (
    r"(?:date|published|posted|updated?|modified|created|uploaded|first seen|filed|issued|time ?stamp|printed|"
    r"retrieved|accessed|copyright|©)"
)
_LABEL = re.compile(
    rf"^\W*(?:(?:last|first|was)\s)?{_LABELS}(?:\s(?:on|at|date))?\s*[^\w\s]?\s*$"
    rf"|\b{_LABELS}(?:\s(?:on|at|date))?\s*:\s*$|\(@\w+\)\s*$"
)
_LINE = 200
_CREDIT = re.compile(r"\b(?:photo|file|getty|handout|picture|image|credit|archive|afp|ap)\b")
_CREDITED = re.compile(
    r"\.?\s*\([^()\n]{0,40}\b(?:photo|file|getty|handout|picture|image|afp|ap|reuters|epa)\b[^()\n]*\)"
)
_DATELINE_AFTER = re.compile(
    r"\s*,?\s*(?:\d{4}\s*)?(?:\([^()\n]{1,60}\)|/[^/\n]{1,40}/|\)|\]|\|[^|\n]{1,30})*"
    r"\s*(?:--?|–|—|―|\[(?:TEXT|REPORT)|:)(?![\w])|\s*\([A-Z][\w .&/-]{1,25}\)\s(?=[A-Z])"
)
_LEADS = re.compile(r"\s*(?:On|By|Since|In|The|Until|From|At|After|Before|Between|Last|During)\b", re.IGNORECASE)
_PLACE_LINE = re.compile(r"\s*(?:\[[^\]\n]*\]\s*)?[\"“]?[A-ZÀ-Ý][^\n]{0,90}$")
_LOWER = re.compile(r"(?<![\w'’(/])[a-zà-ÿ]{2,}(?!\w)")
_SAID = re.compile(
    r"\b(?:said|told (?:\S+ ){1,3}|announced|reported|confirmed|stated|declared|added|tweeted|wrote|revealed|"
    r"disclosed|claimed|issued|published|posted|released|broadcast|aired|uploaded)"
    r"(?: in a (?:\w+ )?statement)?,?(?: late| early| also)?(?: on)?(?: the)?\s*$"
)
_RESIDUE = re.compile(
    r"\b(?:updated?|published|posted|last|modified|min|read|ago|hours?|minutes?|on|at|by|am|pm|a\.m\.|p\.m\.|gmt|utc|ist|"
    r"cdt|est|edt|local|time|date|from|source|story code|of|the|mins|for immediate release)\b|[\d\W_]",
    re.IGNORECASE,
)
_SENTENCE_WORD = re.compile(r"\b[a-z]{3,}")


_FUNCTION_WORDS = frozenset(
    listed(
        "and or but in at on by when while as of near from to it he she they we i there here his her their our my your "
        "its a an the with after before for who which that was were is are has had have will would since until inside "
        "outside into between around about during against not no this these those where if then also again both "
        "over under via per last next"
    )
)
_COUNTED = frozenset(
    listed(
        "time times floor anniversary brigade division battalion infantry century street parallel day week month year "
        "attempt round hour minute mile kilometre kilometer regiment corps meridian avenue district precinct fighter "
        "armored armoured airborne mountain mechanized mechanised marine military army fleet front squadron company "
        "platoon occasion birthday block storey story class"
    )
)
_NEXT_WORD = re.compile(r"[ \n]([a-z]+)")
_NAMED = re.compile(
    r"\s(?:movement|brigades?|bridge|squares?|streets?|forces?|coalition|agreement|accords?|martyrs|suburb|city|"
    r"university|front|battalion|revolution|protocol|road|avenue|camp|district|quarter|uprising|barracks|hospital|"
    r"airport|group)\b"
)
_TITLED = re.compile(r"\b(?:black|bloody)\s$")
_TITLES = re.compile(r"\s(?:times|telegraph|mirror|express|herald|mail|school|night live|independent)\b")


def noun_follows(folded: str, end: int) -> bool:
    """Whether a word that is no function word follows at once: "15 rockets", "the 15th century"."""
    match = _NEXT_WORD.match(folded, end)
    return match is not None and match[1] not in _FUNCTION_WORDS


def counted_thing_follows(folded: str, end: int) -> bool:
    """Whether a thing follows that ordinals often count: "on the 15th floor"."""
    match = _NEXT_WORD.match(folded, end)
    return match is not None and match[1] in _COUNTED


def names_a_thing(folded: str, end: int) -> bool:
    """Whether a date is part of a name: "14 July Bridge", "the March 23 Movement"."""
    return bool(_NAMED.match(folded, end))


def title_word(folded: str, start: int, end: int) -> bool:
    """Whether a weekday or month is part of a title: "Bloody Sunday", "the Sunday Times", "Black September"."""
    return bool(_TITLED.search(folded, max(0, start - 8), start) or _TITLES.match(folded, end))


def line_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the first and last character of the line that holds `start` to `end`, at most 200 away from them."""
    low, high = max(0, start - _LINE), min(len(text), end + _LINE)
    close = text.find("\n", end, high)
    return max(low, text.rfind("\n", low, start) + 1), close if close >= 0 else high


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether a date ends a dateline: "BAGHDAD, Aug 27 (Agency) -", at the start of a line or of the text."""
    begin, _ = line_of(text, start, end)
    before = text[begin:start]
    if len(before) > 90 or not before.strip():
        return False
    after = _DATELINE_AFTER.match(text, end)
    if after is None:
        return False
    if _LEADS.match(before) or (after[0].endswith(":") and not before.rstrip().endswith(",")):
        return False
    sentence = re.search(r"[.!?]\s", before[:-1].replace("U.S.", ""))
    return bool(_PLACE_LINE.match(before)) and not _LOWER.search(before) and not sentence


def is_metadata(text: str, folded: str, start: int, end: int, full: bool) -> bool:
    """Whether a date belongs to the page: labelled as its own, alone on its line with a year, in a photo credit."""
    begin, close = line_of(text, start, end)
    if start - begin <= 90 and _LABEL.search(folded[begin:start]):
        return True
    if _CREDITED.match(folded, end):
        return True
    opened = folded.rfind("(", begin, start)
    if opened >= 0 and folded.find(")", opened, start) < 0:
        closed = folded.find(")", end, close)
        if closed >= 0 and _CREDIT.search(folded, opened, closed):
            return True
    rest = text[begin:start] + " " + text[end:close]
    if not full or close - begin > 90:
        return folded.startswith("file", begin) and bool(_CREDIT.search(rest.lower()))
    left = _RESIDUE.sub(" ", rest)
    return (len(left.replace(" ", "")) <= 25 and not _SENTENCE_WORD.search(left)) or folded.startswith("file", begin)


def is_speech(folded: str, start: int) -> bool:
    """Whether a verb of speaking stands right before: "said on Friday"."""
    return bool(_SAID.search(folded, max(0, start - 60), start))
