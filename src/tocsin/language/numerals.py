"""The value of a numeral in words or digits: "a hundred and twelve" is 112, "1,200" and "2.5 million" are whole too."""

import re
from functools import lru_cache

from tocsin.language.phrases import alternation

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
TENS["fourty"] = 40
SCALES = {"thousand": 1_000, "lakh": 100_000, "million": 1_000_000, "crore": 10_000_000, "billion": 1_000_000_000}
_COLLECTIVES = {"dozen": 12, "score": 20}

_BELOW_20 = alternation(word for word in UNITS if word != "zero")
_ONE_TO_NINE = alternation(word for word, value in UNITS.items() if 0 < value < 10)
_BELOW_100 = rf"(?:{alternation(TENS)}(?:[\s-]?(?:{_ONE_TO_NINE}))?|{_BELOW_20})"
_BELOW_1000 = rf"(?:(?:{_BELOW_100}|an?)\s+hundred(?:\s+(?:and\s+)?{_BELOW_100})?|{_BELOW_100})"
_SCALE = alternation(SCALES)
_LARGE = rf"(?:(?:{_BELOW_1000}|a)\s+(?:{_SCALE})(?:,?\s+(?:and\s+)?{_BELOW_1000})?|{_BELOW_1000})"

# A numeral in words, to be used on folded text; whole words are the caller's care.
WORDS = rf"(?:half\s+(?:a\s+)?dozen|(?:{_BELOW_100}|a)\s+(?:dozen|score)(?!\s+of\s+\w+s\b\s+ago)|{_LARGE}|zero|dozen)"
# A numeral in digits; \d takes the digits of every script.
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?:\.\d{3})+(?![\d.])"
    rf"|\d{{1,3}}(?:[ \u202f]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?)(?:\s+(?:{_SCALE}|hundred|dozen)\b)?"
)


def _of_words(words: list[str]) -> int:
    total = current = 0
    for word in words:
        if word in UNITS:
            current += UNITS[word]
        elif word in TENS:
            current += TENS[word]
        elif word in _COLLECTIVES:
            current = max(current, 1) * _COLLECTIVES[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in SCALES:
            total += max(current, 1) * SCALES[word]
            current = 0
    return total + current


def _of_digits(numeral: str) -> int | None:
    found = re.match(r"[\d.,\s\u202f]*\d", numeral)
    if not found:
        return None
    figure, scale = found[0], numeral[found.end() :].strip()
    factor = {**SCALES, "hundred": 100, "dozen": 12}.get(scale, 1)
    grouped = re.fullmatch(r"\d{1,3}(?:[.\s\u202f]\d{3})+|\d{1,3}(?:,\d{2,3})*,\d{3}", figure)
    if grouped and not (factor > 1 and "." in figure):
        return int(re.sub(r"\D", "", figure)) * factor
    whole, _, part = figure.replace(",", ".").partition(".")
    part = part.replace(".", "")
    if len(whole) + len(part) > 15:
        return None
    value, rest = divmod(int(whole + part) * factor, 10 ** len(part))
    return value if rest == 0 and (part == "" or factor > 1) else None


@lru_cache(maxsize=4096)
def value_of(numeral: str) -> int | None:
    """Return the whole number that the folded `numeral` means; None for a fraction, or a figure beyond 15 digits."""
    numeral = numeral.strip()
    if numeral[:1].isdigit():
        return _of_digits(numeral)
    words = re.findall(r"[a-z]+", numeral)
    if "half" in words:
        return 6
    return _of_words(_unglued(words))


def _unglued(words: list[str]) -> list[str]:
    """Part such as "twentyfive" into its two words."""
    parted: list[str] = []
    for word in words:
        tens = next((t for t in TENS if word.startswith(t) and word != t), None)
        parted.extend([tens, word[len(tens) :]] if tens else [word])
    return parted
