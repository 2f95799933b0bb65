"""Noun phrases that say how many people: "two bakers and a clerk", "at least two of his guards", "nobody", "the mayor".

A shallow grammar over the words of one sentence: a unit is a number or an article with the person noun that it counts,
a title with a name, or a name; units joined by commas and "and" add up, unless the later ones only explain the first.
"""

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from tocsin.language.numbers import Quantity, find_numbers
from tocsin.language.persons import is_person, is_plural, person_words
from tocsin.language.phrases import fold
from tocsin.vocabulary.values import Toll

UnitSort = Literal["counted", "bare", "guess", "noun", "name", "pronoun", "plural"]


class Word(NamedTuple):
    """One word or mark of a text, `low` folded; a tuple, for there are very many."""

    start: int
    end: int
    low: str
    raw: str


@dataclass(frozen=True, slots=True)
class Unit:
    """People at words `first` to `last` (inclusive); low and high None together where the number is unsaid.

    `sort`: counted (a number with its noun), bare (a number alone), noun (one person by article or bare noun), name,
    pronoun, plural (several, unsaid how many), guess (a number of something unknown in the plural: people only where
    a verb of harm says so).
    """

    first: int
    last: int
    low: int | None
    high: int | None
    sort: UnitSort

    @property
    def known(self) -> bool:
        """Whether the words say how many."""
        return self.low is not None or self.high is not None


_WORD = re.compile(r"[^\W\d_]+\.(?:[^\W\d_]\.)+|\d+(?:[.,]\d+)*|[^\W_]+(?:[-'’‑][^\W_]+)*['’]?(?=\W|$)|[^\W_]+|[^\w\s]")
_STOPS = """
of in on at by with from to for into onto near under over after before during and or but as that which who whom when
where while if than then is are was were be been being has have had do does did will would could may might must he
she it they we i you said says not also both either neither only just who's because since until about against among
amid including inside outside through across off out up down there here so yet still later earlier killed wounded
injured hurt dead died kidnapped abducted killing wounding injuring missing shot according per via w/ w today
yesterday monday tuesday wednesday thursday friday saturday sunday reported reportedly believed left leaving
suffered lost
"""
STOPS = frozenset(_STOPS.split())
_ARTICLES = frozenset("a an another the this that his her their its my our your each one some these those".split())
_PRONOUNS = frozenset(("he", "she", "him", "i", "himself", "herself"))
_MANY = frozenset(("they", "them", "we", "us", "themselves"))
_MORE = frozenset(("more", "other", "others", "further", "additional", "different", "such"))
_PARTICLES = frozenset("al bin ibn abu el de la del da dos van von der ag ould ben di du y le".split())
_VERBS = frozenset(
    (
        "was were are is had has have died killed wounded injured hurt dead suffered missing kidnapped abducted escaped"
    ).split()
)
_LINKS = frozenset((",", "and", "&", "plus", "+"))


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Return the words and marks of `text` between `start` and `end`."""
    folded = fold(text)
    return [Word(w.start(), w.end(), folded[w.start() : w.end()], w[0]) for w in _WORD.finditer(text, start, end)]


@dataclass(slots=True)
class Sentence:
    """The words of one sentence with their units, parsed when asked for."""

    words: list[Word]
    numbers: dict[int, Quantity]
    shouting: bool = False
    _units: dict[int, Unit | None] = field(default_factory=dict)

    def unit(self, at: int) -> Unit | None:
        """Return the unit that begins with word `at`, None if none does."""
        if at not in self._units:
            self._units[at] = self._parse(at)
        return self._units[at]

    def low(self, at: int) -> str:
        """Return word `at` folded, "" beyond the ends."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def capital(self, at: int) -> bool:
        """Whether word `at` is written as a name."""
        return 0 <= at < len(self.words) and self.words[at].raw[0].isupper() and len(self.words[at].raw) > 1

    def _parse(self, at: int) -> Unit | None:
        if not 0 <= at < len(self.words):
            return None
        word = self.words[at]
        quantity = self.numbers.get(word.start)
        if quantity is not None:
            return self._counted(at, quantity)
        if word.low in _ARTICLES or word.low.endswith("'s"):
            return self._articled(at)
        named = at + 1 + (self.low(at + 1) == ".")
        if word.low.rstrip(".") in person_words().titles and self.capital(named) and self.low(named) not in STOPS:
            return Unit(at, self._name_end(named), 1, 1, "name")
        if word.low in _PRONOUNS:
            return Unit(at, at, 1, 1, "pronoun")
        if word.low in _MANY:
            return Unit(at, at, None, None, "pronoun")
        return self._bare_noun(at) or self._name(at)

    def _noun(self, at: int) -> int | None:
        """Return the index of the person noun of a phrase whose adjectives begin at word `at`, None if it has none."""
        best: int | None = None
        for index in range(at, min(at + 7, len(self.words))):
            low = self.low(index)
            if is_person(low):
                best = index
            elif best is not None and self.capital(best) and low.isalpha() and low not in STOPS and not self.shouting:
                best = None  # "four Kenyan pipe-layers": the nationality only describes
            elif best is not None or low in STOPS or not (low[0].isalnum() or low in "\"'“”‘’«»") or index - at > 5:
                break
        if best is not None and self.low(best + 1) == "'s":
            return None
        return best

    def _counted(self, at: int, quantity: Quantity) -> Unit | None:
        if quantity.unit not in (None,):
            return None
        after = at
        while after < len(self.words) and self.words[after].start < quantity.end:
            after += 1
        if self.low(after) == "(" and self.low(after + 1).isdigit() and self.low(after + 2) == ")":
            after += 3  # "seven (7) passengers"
        last, start = after - 1, after
        low, high = quantity.low, quantity.high
        if (low, high) == (None, None) and self.words[at].low not in ("many", "a"):
            return None
        while self.low(after) in _MORE:
            last, after = after, after + 1
        if self.low(after) == "of":
            return self._part_of(at, last, low, high)
        noun = self._noun(after)
        if noun is not None:
            return Unit(at, noun, low, high, "counted")
        following = self.low(after)
        if low == 0 and quantity.end - quantity.start == len("no"):
            return None if following not in ("dead", "wounded", "injured", "killed") else Unit(at, last, 0, 0, "bare")
        if not following or following in STOPS or not following[0].isalnum() or following.endswith("ed"):
            return Unit(at, last, low, high, "counted" if last >= start or low == 0 else "bare")
        return self._guessed(at, after, low, high)

    def _part_of(self, at: int, last: int, low: int | None, high: int | None) -> Unit | None:
        """Return the people of "two of them", "dozens of villagers", "three of the men"; `last` precedes the "of"."""
        ahead = last + 2
        if self.low(ahead) in ("them", "those", "us", "whom", "these"):
            return Unit(at, ahead, low, high, "counted")
        while self.low(ahead) in _ARTICLES:
            ahead += 1
        noun = self._noun(ahead)
        if noun is not None:
            return Unit(at, noun, low, high, "counted")
        return Unit(at, last, low, high, "bare") if ahead > last + 2 else None

    def _guessed(self, at: int, after: int, low: int | None, high: int | None) -> Unit | None:
        """Return a number with an unknown plural ("three Hazaras", "two shoe-shiners")."""
        for index in range(after, min(after + 3, len(self.words))):
            word = self.low(index)
            if word in "\"'“”‘’«»":
                continue
            if word in STOPS or not word[0].isalpha() or word in person_words().things:
                return None
            if word.endswith("s") and not word.endswith("ss"):
                return Unit(at, index, low, high, "guess")
        return None

    def _articled(self, at: int) -> Unit | None:
        after = at + 1
        low = self.low(at)
        quantity = self.numbers.get(self.words[after].start) if after < len(self.words) else None
        if quantity is not None and low not in ("a", "an"):
            inner = self._counted(after, quantity)
            return None if inner is None else Unit(at, inner.last, inner.low, inner.high, inner.sort)
        while self.low(after) in _MORE:
            after += 1
        noun = self._noun(after)
        if noun is None and low == "another" and after == at + 1 and self.low(after) in STOPS:
            return Unit(at, at, 1, 1, "bare")
        if noun is None:
            return None
        if is_plural(self.low(noun)):
            return Unit(at, noun, None, None, "plural")
        end = noun
        if self.capital(noun + 1) and not self.shouting and self.low(noun + 1) not in STOPS:
            end = self._name_end(noun + 1)
        return Unit(at, end, 1, 1, "noun")

    def _bare_noun(self, at: int) -> Unit | None:
        if self.low(at) in STOPS:
            return None
        noun = at if is_person(self.low(at)) else None
        if noun is None:
            return None
        while is_person(self.low(noun + 1)):
            noun += 1
        if is_plural(self.low(noun)):
            return Unit(at, noun, None, None, "plural")
        if self.capital(noun + 1) and not self.shouting:
            return Unit(at, self._name_end(noun + 1), 1, 1, "name")
        return Unit(at, noun, 1, 1, "noun")

    def _name_end(self, at: int) -> int:
        last = at
        for index in range(at, min(at + 8, len(self.words))):
            low = self.low(index)
            if (self.capital(index) or low.startswith(("al-", "el-", "ul-"))) and low not in STOPS:
                last = index
            elif not (low in _PARTICLES or low.startswith("al-") or (low == "." and len(self.low(index - 1)) <= 3)):
                break
        return last

    def _name(self, at: int) -> Unit | None:
        if self.shouting or not self.capital(at) or self.low(at) in STOPS:
            return None
        last = self._name_end(at)
        return Unit(at, last, 1, 1, "name") if last > at else None

    def joined(self, at: int, *, subject: bool) -> Unit | None:
        """Return the unit at word `at` with all that is joined to it, added up.

        A part that a verb follows ("... and 12 were hurt") belongs to that verb, unless `subject`, when the verb
        is the one whose subject is sought.
        """
        first = self.unit(at)
        if first is None:
            return None
        parts = [first]
        while following := self._next_part(parts, subject=subject):
            parts.append(following)
        return _total(parts)

    def _next_part(self, parts: list[Unit], *, subject: bool) -> Unit | None:
        after = parts[-1].last + 1
        if self.low(after) in ("of", "from", "in") and parts[-1].sort != "pronoun":
            after = self._past_aside(after)
        link = self.low(after)
        if link not in _LINKS and not (link == "as" and self.low(after + 1) == "well"):
            return None
        after += 3 if link == "as" else 1
        final = link != ","
        if link == "," and self.low(after) in ("and", "&"):
            after, final = after + 1, True
        following = self.unit(after)
        if following is None or following.sort == "pronoun" or following.sort in ("bare", "guess"):
            return None
        if not subject and self._has_verb(following.last + 1):
            return None
        if not final and not self._list_goes_on(following):
            return None
        return following

    def _past_aside(self, at: int) -> int:
        """Return where a short phrase such as "of the 5th Division" ends, if "and" and a unit come after it."""
        for index in range(at + 1, min(at + 6, len(self.words))):
            if self.low(index) in ("and", "&"):
                return index
            if not self.low(index)[0].isalnum() or self.low(index) in ("was", "were", "who", "that", "which"):
                break
        return at

    def _has_verb(self, at: int) -> bool:
        return self.low(at) in _VERBS

    def _list_goes_on(self, unit: Unit) -> bool:
        """Whether a list reaches its "and" after `unit`, so that its comma joins and does not end a clause."""
        after = unit.last + 1
        for _ in range(6):
            link = self.low(after)
            if link in ("and", "&"):
                return True
            if link != ",":
                return False
            after += 1
            if self.low(after) in ("and", "&"):
                return True
            following = self.unit(after)
            if following is None:
                return False
            after = following.last + 1
        return False


def _total(parts: list[Unit]) -> Unit:
    """Add up the parts of a list; later parts that only explain the first do not count."""
    first, last = parts[0], parts[-1].last
    counted = [p for p in parts if p.known]
    rest = counted[1:]
    several = len(rest) > 1 and first.sort in ("counted", "bare", "guess") and (first.low or 0) > 1
    if several and sum(p.low or 0 for p in rest) == first.low:
        return Unit(first.first, last, first.low, first.high, "counted")
    if len(parts) == 1:
        return first
    kept = [p for i, p in enumerate(parts) if not _explains(parts, i)]
    counted = [p for p in kept if p.known]
    if not counted:
        return Unit(first.first, last, None, None, "plural")
    low = sum(p.low or 0 for p in counted)
    closed = all(p.high is not None for p in kept)
    high = sum(p.high or 0 for p in kept) if closed else None
    return Unit(first.first, last, low, high, "counted")


def _explains(parts: list[Unit], index: int) -> bool:
    """Whether a part is an apposition: "Ali Hassan, a guard, and ..." and "a guard, Ali Hassan, and ..."."""
    if index == 0 or index == len(parts) - 1:
        return False
    pair = (parts[index - 1].sort, parts[index].sort)
    return pair in (("name", "noun"), ("noun", "name"))


def sentence(text: str, start: int, end: int) -> Sentence:
    """Return the words of `text` from `start` to `end` ready to be asked for units."""
    words = words_of(text, start, end)
    numbers = {n.start: n for n in find_numbers(text) if start <= n.start < end}
    letters = [w.raw for w in words if w.raw.isalpha() and len(w.raw) > 2]
    shouting = len(letters) > 2 and sum(w.isupper() for w in letters) > 0.7 * len(letters)
    return Sentence(words, numbers, shouting)


def sum_of_people(text: str, start: int, end: int) -> Toll | None:
    """Return how many people the noun phrase at `start` to `end` of `text` means, None if it does not say.

    "two women and three children" is 5, "the mayor" 1, "nobody" 0, "dozens of villagers" at least 24.
    """
    phrase = sentence(text, start, end)
    for at in range(len(phrase.words)):
        unit = phrase.joined(at, subject=True)
        if unit is not None:
            return Toll(unit.low, unit.high) if unit.known else None
    return None
