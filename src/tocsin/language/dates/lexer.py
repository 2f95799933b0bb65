"""Cut a text into chains: runs of date words with nothing but spaces between them."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from tocsin.language.dates.lexicon import CODES, MONTHS, SHORT_MONTHS, WORDS, codes, listed


class Token(NamedTuple):
    """One date word: the letter of its code, its characters, its value and its spelling in lower case."""

    code: str
    start: int
    end: int
    value: int
    word: str


Chain = list[Token]

_SIGNS = {"‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "-", "—": ";", "―": ";", "’": "'", "‘": "'", "ʼ": "'", "İ": "i"}
_SIGNS |= {"／": "/", "：": ":", "．": ".", "٫": ".", "\x00": " "} | dict.fromkeys(
    "\u00a0\u2007\u202f\u2009\u200e\u200f", " "
)
_FOLD = {ord(sign): plain for sign, plain in _SIGNS.items()}
_ZEROS = "٠۰߀०০੦૦୦௦౦೦൦๐໐༠၀០᠐᥆᧐０"  # of the scripts in which news is written, ten digits each
_FOLD |= {ord(zero) + digit: str(digit) for zero in _ZEROS for digit in range(10)}


def fold(text: str) -> str:
    """Return `text` in lower case with plain digits, dashes and quotes; character for character of the same length."""
    if not text.isascii():
        text = text.translate(_FOLD)
    return text.lower()


def _trie(words: Iterable[str]) -> str:
    """Return an expression that matches the longest of `words`: much faster than an alternation of whole words."""
    heads: dict[str, list[str]] = {}
    for word in words:
        heads.setdefault(word[:1], []).append(word[1:])
    ends = heads.pop("", None) is not None
    if not heads:
        return ""
    branches = [(r"\s" if head == " " else re.escape(head)) + _trie(tails) for head, tails in sorted(heads.items())]
    return f"(?:{'|'.join(branches)})" + ("?" if ends else "")


_MONTH = "(?:" + "|".join([*MONTHS, "sept", *SHORT_MONTHS]) + ")"
_MERIDIEM = r"[ap]\.?\s?m\b\.?"
_SCAN = re.compile(
    rf"""
      (?<!\w)(?:(?P<word>{_trie(WORDS)}(?:(?<=[a-z])'s?)?(?![\w])(?:\.(?=\s?[\d,\w]))?)
    | (?=[\d'])(?:
      (?P<dtg>\d{{6}}\s?(?:z|utc|[a-ik-z])?\s?{_MONTH}\s?\d{{2,4}}\b|\d{{6}}\s?(?:z|utc)\b
        |\d\d{_MONTH}(?:\d{{4}}|\d\d)?\b)
    | (?P<moment>\d{{4}}-\d\d-\d\d[t\ ]\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?\s?(?:z|utc|gmt|[+-]\d\d:?\d\d)\b)
    | (?P<full>(?<![\d/.-])(?:\d{{4}}(?P<iso>[-/.])\d\d?(?P=iso)\d\d?
        |\d\d?[ ]?(?P<sign>[-/.])[ ]?\d\d?[ ]?(?P=sign)[ ]?(?:\d{{4}}|\d\d))(?![\d/-]|\.\d)(?:t\d\d:\d\d(?::\d\d)?)?)
    | (?P<clock>\d\d?[:h]\d\d(?::\d\d)?(?:\s?{_MERIDIEM})?(?!\d)|\d\d?(?:\.\d\d)?\s?{_MERIDIEM}|\d\d?h\b
        |(?:\d{{4}}|\d\d?[.:]\d\d)-?\s?(?:hrs?|hours?|gmt|utc|zulu|z|local|h)\b
         (?!\s(?:later|earlier|ago|before|after|of)))
    | (?P<partial>(?<![\d/.-])\d\d?[ ]?/[ ]?\d\d?(?![\d/]))
    | (?P<dotted>(?<![\d/.-])\d\d?\.\d\d?(?![\d%/.]\d?))
    | (?P<ordinal>\d\d?(?:st|nd|rd|th|d)\b)
    | (?P<decade>(?:1[89]|20)\d0'?s\b)
    | (?P<year>(?:19|20)\d\d(?![\w%]|[,.]\d))
    | (?P<short>'\d\d\b(?!s))
    | (?P<number>\d[\d,]*(?:\.\d+)?(?:[a-z%]\w*)?)))
    | (?P<mark>[,/()\[\]{{}}~]|(?<!-)-(?!-))
    """,
    re.VERBOSE,
)
_SHORTENED = codes("shortmonth shortday")
_FIGURES = codes("day number clock partial dotted full year")
_LINE_OPENERS = codes("weekday shortday")
_DASH, _DAY = CODES["dash"], CODES["day"]
_MARKS = {",": CODES["comma"], "/": CODES["slash"], "-": CODES["dash"], "~": CODES["about"]}
_MARKS |= dict.fromkeys("([{", CODES["open"]) | dict.fromkeys(")]}", CODES["close"])
_ONLY_AS_NAMES = listed("may march mar august")
_VERBS = listed("may march")
_FIRST_NAMES = listed("april june august")
_LED = re.compile(
    r"\b(?:in|of|by|until|till|since|from|to|last|next|this|that|early|late|mid|during|and|or|between|through|every|each)"
    r"[ -]$",
    re.IGNORECASE,
)
_LED_SURELY = re.compile(
    r"\b(?:in|until|till|since|last|next|this|early|late|mid|during|every|each)[ -]$", re.IGNORECASE
)
_PERSON = re.compile(r" [A-Z][a-z]")
_CORE = codes(
    "month weakmonth shortmonth weekday shortday ordinal nth year decade full partial dotted clock hours days "
    "nights weeks months years weekend part overnight today ago same season feast dtg moment weekdays"
)
_CARE = frozenset(CODES[name] for name in ("month", "shortmonth", "shortday"))
_SIMPLE = {word: entry for word, entry in WORDS.items() if entry[0] not in _CARE}
_SIMPLE |= {mark: (code, 0) for mark, code in _MARKS.items()}
_SLIP = re.compile(r"([12]?\d|3[01])l")  # of the keyboard: "July 31l"; other numbers with letters are sizes
_LONGEST = 80  # words of a chain: no list of dates is longer, and the rules need not fear what is
_REACH = 25  # characters: room for "in the early hours of the morning of" on either side
_CUE = re.compile(
    rf"(?<!\w)(?:{_trie(word for word, entry in WORDS.items() if entry[0] in _CORE)}(?![^\W_])"
    rf"|(?=[\d'])(?:\d\d?(?:[ ]?[/.:-]|h\d|\s?{_MERIDIEM}|st\b|nd\b|rd\b|th\b|d\b|[a-z]{{3}})|\d{{4}}|'\d\d\b))"
)


def chains(text: str, folded: str) -> list[Chain]:
    """Return the chains of `text` that hold at least one word that can make a date; `folded` is `fold(text)`."""
    found: list[Chain] = []
    chain: Chain = []
    core = False
    for low, high in _windows(folded):
        for match in _SCAN.finditer(folded, low, high):
            spelling = match[0]
            simple = _SIMPLE.get(spelling)
            if simple is not None:  # most words by far
                tokens = [Token(simple[0], match.start(), match.end(), simple[1], spelling)]
            else:
                tokens = _tokens(match, text)
            if chain and not (tokens and len(chain) < _LONGEST and _joined(folded, chain[-1], tokens[0])):
                if core:
                    found.append(chain)
                chain, core = [], False
            for token in tokens:
                chain.append(token)
                core = core or token.code in _CORE or (token.code == _DASH and chain[0].code == _DAY)
    if core:
        found.append(chain)
    return found


def _windows(folded: str) -> Iterable[tuple[int, int]]:
    """Yield the stretches around words that can make a date: the rest of a text is not worth cutting up."""
    low = high = -1
    for match in _CUE.finditer(folded):
        start, end = match.span()
        if start - _REACH > high:
            if high >= 0:
                yield low, high
            low = max(high + 1, folded.rfind(" ", 0, max(0, start - _REACH)) + 1)
        if end + _REACH > high:
            space = folded.find(" ", end + _REACH)
            high = space if space >= 0 else len(folded)
    if high >= 0:
        yield low, high


def _joined(folded: str, last: Token, token: Token) -> bool:
    gap = folded[last.end : token.start]
    if gap in {"", " "}:
        return True
    if not gap.isspace() or gap.count("\n") > 1:
        return False
    return not ("\n" in gap and last.code in _FIGURES and token.code in _FIGURES | _LINE_OPENERS)


def _tokens(match: re.Match[str], text: str) -> list[Token]:
    kind = match.lastgroup or "other"
    start, end, spelling = match.start(), match.end(), match[0]
    if kind == "word":
        return _word(start, end, spelling, text)
    if kind in {"iso", "sign"}:
        kind = "full"
    if kind == "mark":
        return [Token(_MARKS[spelling], start, end, 0, spelling)]
    if kind == "number":
        return _number(start, end, spelling)
    value = 0
    if kind in {"year", "decade"}:
        value = int(spelling[:4])
    elif kind == "short":
        value = int(spelling[1:])
    elif kind == "ordinal":
        value = int(re.sub(r"\D", "", spelling))
        if not 1 <= value <= 31:
            return []
    return [Token(CODES[kind], start, end, value, spelling)]


def _number(start: int, end: int, spelling: str) -> list[Token]:
    """A day of the month, a count, or, with signs in it, neither. A comma at its end is a comma of the sentence."""
    if slip := _SLIP.fullmatch(spelling):
        return [Token(CODES["day"], start, end - 1, int(slip[1]), slip[1])]
    tail = len(spelling) - len(spelling.rstrip(","))
    digits = spelling[: len(spelling) - tail]
    commas = [Token(CODES["comma"], end - tail, end, 0, ",")] if tail else []
    if "," in digits and not re.fullmatch(r"\d{1,3}(?:,\d{3})+", digits):
        return _listed(start, digits) + commas
    if not digits.isdigit() or len(digits) > 6:
        return []
    value = int(digits)
    name = "day" if 1 <= value <= 31 and len(digits) <= 2 else "number"
    return [Token(CODES[name], start, end - tail, value, digits), *commas]


def _listed(start: int, digits: str) -> list[Token]:
    """Days written without spaces: "3,8" or, of a date, "3,2014"."""
    tokens: list[Token] = []
    for part in re.finditer(r"\d+|,", digits):
        at, to = start + part.start(), start + part.end()
        if part[0] == ",":
            tokens.append(Token(CODES["comma"], at, to, 0, ","))
        elif len(part[0]) == 4 and part[0][:2] in {"19", "20"}:
            tokens.append(Token(CODES["year"], at, to, int(part[0]), part[0]))
        elif len(part[0]) <= 2 and 1 <= int(part[0]) <= 31:
            tokens.append(Token(CODES["day"], at, to, int(part[0]), part[0]))
        else:
            return []
    return tokens


def _word(start: int, end: int, spelling: str, text: str) -> list[Token]:
    bare = spelling.rstrip(".")
    if bare[-2:] == "'s" or bare[-1] == "'":
        bare = bare[: bare.rindex("'")] if bare not in WORDS else bare
    bare = " ".join(bare.split()) if not bare.isalpha() else bare
    code, value = WORDS[bare]
    if spelling[-1] == "." and code not in _SHORTENED and bare != "may":
        end -= 1
    code = _in_its_place(code, bare, text, start, end)
    return [Token(code, start, end, value, bare)] if code else []


def _in_its_place(code: str, bare: str, text: str, start: int, end: int) -> str:
    """Return the code of a word that may be no date: "may" the verb, "Sun" the paper, "June" the name; "" for those."""
    name_like = text[start].isupper()
    if bare in _ONLY_AS_NAMES or code == CODES["shortday"]:
        code = code if name_like else ""
    if bare in _VERBS and code and not (text[start + 1].islower() and _LED.search(text, max(0, start - 12), start)):
        return CODES["weakmonth"]
    if bare in _FIRST_NAMES and _PERSON.match(text, end) and not _LED_SURELY.search(text, max(0, start - 12), start):
        return ""
    return code
