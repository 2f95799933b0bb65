"""Names folded to keys: letter case, marks, apostrophes, hyphens, articles and forms of letters tell no two actors
apart. `fold_name` does so within a script; `sound` writes the consonants of any of three scripts in Latin letters.

Arabic letters are normalised as is usual for searching (alef, yeh and teh marbuta in one form each, no vowel signs, no
tatweel); the table of consonants follows how news transliterates, not one standard: kh, gh and sh are one sound each.
"""

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = "'’‘ʼʿʾ`´ʻ\u02b9ـ\u200c\u200d"
PIECE = re.compile(r"[^\W_]+")
ARTICLES = frozenset("al el ul as ash ad adh ar an at ath az es esh ed er en et ez us ud ur".split())
ARABIC_ARTICLE, LEAST_BEHIND_ARTICLE = "ال", 2
_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
_LETTERS = str.maketrans({
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "e",
    "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه", "ٱ": "ا", "ء": None,
})  # fmt: skip
_ENDINGS = (("isation", "ization"), ("isations", "izations"))
_CONSONANTS = {
    "ب": "b", "پ": "b", "ت": "t", "ث": "t", "ج": "j", "چ": "c", "ح": "h", "خ": "x", "د": "d", "ذ": "d", "ر": "r",
    "ز": "z", "ژ": "j", "س": "s", "ش": "$", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "g", "ف": "f", "ڤ": "b",
    "ق": "k", "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ا": "", "و": "", "ي": "", "ع": "",
    "б": "b", "в": "b", "г": "g", "д": "d", "ж": "j", "з": "z", "к": "k", "л": "l", "м": "m", "н": "n", "п": "b",
    "р": "r", "с": "s", "т": "t", "ф": "f", "х": "x", "ц": "ts", "ч": "c", "ш": "$", "щ": "$", "а": "", "е": "",
    "и": "", "і": "", "о": "", "у": "", "ы": "", "э": "", "ю": "", "я": "", "ь": "", "ъ": "", "є": "", "ґ": "g",
}  # fmt: skip
_DIGRAPHS = (
    ("tch", "c"), ("kh", "x"), ("gh", "g"), ("sh", "$"), ("ch", "c"), ("dh", "d"), ("th", "t"), ("ph", "f"),
    ("dj", "j"), ("zh", "j"), ("ts", "ts"), ("ck", "k"), ("q", "k"), ("p", "b"), ("v", "b"),
)  # fmt: skip
_SOFT_C = re.compile("c(?=[eiy])")


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """Return `word` without case, marks and apostrophes, its letters in one form each."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    plain = plain.casefold().translate(_LETTERS).translate(_APOSTROPHES)
    if len(plain) > 4 and plain.isascii() and plain.endswith("ah"):
        plain = plain[:-1]
    for one, other in _ENDINGS:
        plain = plain[: -len(one)] + other if plain.endswith(one) else plain
    if plain.startswith(ARABIC_ARTICLE) and len(plain) >= len(ARABIC_ARTICLE) + LEAST_BEHIND_ARTICLE:
        plain = plain[len(ARABIC_ARTICLE) :]
    return plain


def folded_words(name: str) -> list[str]:
    """Return the folded words of `name`; articles are left out unless nothing else is there."""
    joined = unicodedata.normalize("NFKC", name).translate(_APOSTROPHES)
    joined = "".join(c for c in joined if not unicodedata.combining(c))
    pieces = [(m.group(), joined[m.end() : m.end() + 1] in {"-", "‑"}) for m in PIECE.finditer(joined)]
    folded = [(fold_word(word), hyphen) for word, hyphen in pieces]
    kept = [word for word, hyphen in folded if word and not _is_article(word, hyphen)]
    return kept or [word for word, _ in folded if word]


def _is_article(word: str, hyphen: bool) -> bool:
    return word in {"al", "the"} or (hyphen and word in ARTICLES)


@lru_cache(maxsize=32768)
def fold_name(name: str) -> str:
    """Return the key of `name`: "kataib hezbolla" of "the Kata'ib Hezbollah"; "" where it has no letters."""
    return " ".join(folded_words(name))


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return the consonants of a folded `word` in Latin letters, doubled ones once: "ktb" of "kataib" and "كتائب"."""
    if word.isascii():
        for spelling, one in _DIGRAPHS:
            word = word.replace(spelling, one)
        word = _SOFT_C.sub("s", word).replace("c", "k") if "c" in word else word
        bare = "".join(c for c in word if c not in "aeiouyw")
    else:
        bare = "".join(_CONSONANTS.get(c, c if c.isdigit() else "") for c in word)
    bare = re.sub(r"(.)\1+", r"\1", bare)
    return bare[:1] + bare[1:].replace("h", "")


def sounds(name: str) -> tuple[str, ...]:
    """Return the sounds of the words of `name`, those without a consonant left out."""
    return tuple(found for word in folded_words(name) if (found := sound(word)))
