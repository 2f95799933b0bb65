"""Folds place names to keys, so that Ba'qubah, Baqubah and BAQUBA are one name."""

import functools
import re
import unicodedata

APOSTROPHES = "'’‘ʼʿʾ`´ʻ"
# Written with a capital or not, joined by a hyphen or a blank, or left out: the article never tells two places apart.
_ARTICLES = frozenset("al el ul as ash ad adh ar an at ath az es esh ed er en et ez us ud ur".split())
_PIECE = re.compile(r"[^\W_]+")
_NO_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
_NO_SIGNS = str.maketrans("", "", "‘’ʿʾ")
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "e"}
)
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "gov": "governorate"}


@functools.lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """Return `word` without case, marks and apostrophes; a final "ah" of a word of five letters or more is "a"."""
    if word.isascii():
        plain = word.lower().replace("'", "").replace("`", "")
    else:
        plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
        plain = plain.casefold().translate(_LETTERS).translate(_NO_APOSTROPHES)
    if len(plain) > 4 and plain.endswith("ah"):
        plain = plain[:-1]
    return _ABBREVIATIONS.get(plain, plain)


def is_article(word: str, joined: bool) -> bool:
    """Whether the folded `word` is an Arabic article: "al" alone, the others only if `joined` by a hyphen."""
    return word == "al" or (joined and word in _ARTICLES)


def words_of(name: str) -> list[str]:
    """Return the folded words of `name`, its Arabic articles left out unless the last word is one too."""
    name = name.translate(_NO_APOSTROPHES)
    if not name.isascii():
        # Marks that stand apart from their letter would split a word.
        name = "".join(c for c in unicodedata.normalize("NFKC", name) if not unicodedata.combining(c))
    pieces = [(m.group(), name[m.end() : m.end() + 1] in {"-", "‑"}) for m in _PIECE.finditer(name)]
    folded = [(fold_word(word), joined) for word, joined in pieces]
    kept = [word for word, joined in folded if word and not is_article(word, joined)]
    return kept or [word for word, _ in folded if word][-1:]


@functools.lru_cache(maxsize=32768)
def fold(name: str) -> str:
    """Return the key of `name`: its folded words, joined by blanks."""
    return " ".join(words_of(name))


def is_latin(name: str) -> bool:
    """Whether every letter of `name` is a Latin one: only such names can stand in the texts that are searched."""
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or not c.isalpha() for c in name)


def plain_name(name: str) -> str:
    """Return `name` without the marks of scholarly transliteration ("Al Fallujah" of "Al Fallūjah")."""
    letters = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return "".join(letters).translate(_NO_SIGNS)


def drop_article(name: str) -> str | None:
    """Return `name` without an Arabic article that a blank follows ("An Najaf"), or None if it has none."""
    first, _, rest = name.partition(" ")
    return rest if rest and fold_word(first) in _ARTICLES else None
