"""Cuts a text into words with what the search for names needs to know of each."""

import re
from dataclasses import dataclass

from tocsin.gazetteer.folding import APOSTROPHES, fold_word

_WORD = re.compile(rf"[^\W_]+(?:[{re.escape(APOSTROPHES)}][^\W\d_]+)*")
_POSSESSIVE = re.compile(rf"[{re.escape(APOSTROPHES)}][sS]$")
_BLANK = re.compile(r"[^\S\n]*\n?[^\S\n]*")
_SENTENCE_END = frozenset('.!?:;\n"“”•()[]|*–—')


@dataclass(slots=True)
class Words:
    """The words of a text: characters `starts[i]` to `ends[i]` hold `raw[i]`, without a possessive ending."""

    text: str
    starts: list[int]
    ends: list[int]
    raw: list[str]

    def __len__(self) -> int:
        return len(self.raw)

    def folded(self, at: int) -> str:
        """Return the folded word `at`, "" beyond the text."""
        return fold_word(self.raw[at]) if 0 <= at < len(self.raw) else ""

    def is_capitalised(self, at: int) -> bool:
        """Whether word `at` starts with a capital."""
        return 0 <= at < len(self.raw) and self.raw[at][0].isupper()

    def is_shouted(self, at: int) -> bool:
        """Whether word `at` stands among words that are all capitals, where capitals say nothing."""
        if len(self.raw[at]) < 2 or not self.raw[at].isupper():
            return False
        around = [self.raw[n] for n in (at - 2, at - 1, at + 1, at + 2) if 0 <= n < len(self.raw)]
        letters = [word for word in around if len(word) > 1 and word[0].isalpha()]
        return sum(word.isupper() for word in letters) > len(letters) / 2 and len(letters) > 1

    def gap(self, at: int) -> str:
        """Return what stands between word `at` and the next: "-", " " for blanks and at most one line end, or "|"."""
        if not 0 <= at < len(self.raw) - 1:
            return "|"
        between = self.text[self.ends[at] : self.starts[at + 1]]
        if between == " ":
            return " "
        if between == "_":
            return " "
        if between in {"-", "‑", "–"} and self.text[self.ends[at]] != "–":
            return "-"
        if _POSSESSIVE.match(between.rstrip()) and between[-1:].isspace():
            return "'"
        if between.startswith(".") and self.folded(at) in {"saint", "sainte", "mount", "fort", "sta", "sto"}:
            between = between[1:]
        return " " if between and _BLANK.fullmatch(between) else "|"

    def starts_sentence(self, at: int) -> bool:
        """Whether word `at` is the first of a sentence or line."""
        before = self.text[max(0, self.starts[at] - 6) : self.starts[at]].rstrip(" \t'‘’")
        return not before or before[-1] in _SENTENCE_END


def cut_words(text: str) -> Words:
    """Return the words of `text`."""
    starts, ends, raw = [], [], []
    for match in _WORD.finditer(text):
        word, end = match.group(), match.end()
        if word[-1] in "sS" and len(word) > 2 and word[-2] in APOSTROPHES:
            word, end = word[:-2], end - 2
        starts.append(match.start())
        ends.append(end)
        raw.append(word)
    return Words(text, starts, ends, raw)
