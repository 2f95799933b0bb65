"""Everything in a text that says how many were killed, wounded or abducted (docs/numbers.md has the classes).

Each verb, adjective or noun of harm is read with the people before or after it: "killed three", "three were killed",
"leaving three dead", "the toll rose to three", "no casualties".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tocsin.language import small_words
from tocsin.language.harms import Form, Harm, harm_table, sense_of
from tocsin.language.numerals import TENS, UNITS
from tocsin.language.people import STOPS, Sentence, Unit, sentence, sum_of_people
from tocsin.language.persons import person_words
from tocsin.language.phrases import alternation, fold
from tocsin.language.sentences import sentences
from tocsin.vocabulary.values import Toll

__all__ = ["Counted", "find_tolls", "sum_of_people"]


@dataclass(frozen=True, slots=True)
class Counted:
    """Words at characters `start` to `end` that say how many; the people stand at `quote_start` to `quote_end`.

    "No casualties" gives two, one for the killed and one for the wounded, in the same words.
    """

    start: int
    end: int
    sort: Harm
    toll: Toll
    quote_start: int
    quote_end: int


_TOLL_VERB = re.compile(
    r"\W+(?:[a-z'-]+\W+){0,9}?(?:to|at|of|was|is|reached|reaches|hit|passed|exceeded)\s+"
    rf"(?=\d|(?:at\s+least|more\s+than|about|around|over|nearly|some)\s|(?:{alternation((*UNITS, *TENS))})\b)"
    r"|:\s*"
)


@dataclass(frozen=True, slots=True)
class _Trigger:
    """A word of harm at words `first` to `last` of a sentence."""

    first: int
    last: int
    start: int
    end: int
    sort: Harm
    form: Form


def _triggers(harms: list[re.Match[str]], clause: Sentence) -> list[_Trigger]:
    found = []
    index = {word.start: at for at, word in enumerate(clause.words)}
    for harm in harms:
        at = index.get(harm.start())
        if at is None:
            continue
        last = at
        while last + 1 < len(clause.words) and clause.words[last + 1].end <= harm.end():
            last += 1
        sort, form = sense_of(harm[0])
        found.append(_Trigger(at, last, harm.start(), harm.end(), sort, form))
    return found


def _object(clause: Sentence, trigger: _Trigger) -> Unit | None:
    """Return the people right after a trigger, past an adverb or two."""
    at = trigger.last + 1
    for _ in range(3):
        unit = clause.joined(at, subject=False)
        if unit is not None:
            taken = clause.low(unit.last + 1) in ("was", "were", "died", "wounded", "injured", "hurt", "dead")
            if unit.sort == "bare" and taken:
                return None
            return unit
        if clause.low(at) not in small_words.BETWEEN and clause.low(at) not in ("outright", ":"):
            return None
        at += 1
    return None


def _verb_group(clause: Sentence, trigger: _Trigger) -> tuple[int, bool, bool]:
    """Return where the verb group of a trigger begins, whether it is passive, and whether it is denied."""
    at, passive, denied = trigger.first, False, False
    while at > 0:
        low = clause.low(at - 1)
        if (low == "to" and clause.low(at) == "have") or low in small_words.QUOTES:
            at -= 1
            continue
        if low in small_words.BE:
            passive = True
        elif low in small_words.NEGATIONS or low.endswith("n't"):
            denied = True
        elif low not in small_words.BETWEEN or low in ("killed", "wounded", "injured"):
            break
        at -= 1
    if not passive and clause.low(trigger.first - 1) in ("and", "or"):
        # "were tied and killed": the first verb's "were" serves both.
        passive = any(clause.low(back) in ("was", "were") for back in range(max(0, at - 9), at))
    return at, passive, denied


def _subjects(clause: Sentence, begin: int, end: int) -> Iterator[Unit]:
    """Yield the people between two words, lists added up, without those that only detail others."""
    at = begin
    seen = False
    while at < end:
        unit = clause.joined(at, subject=True)
        if unit is None or unit.last >= end:
            unit = clause.unit(at)
        if unit is None or unit.last >= end:
            at += 1
            continue
        if not (seen and _is_detail(clause, unit)) and clause.low(unit.last + 1) != "than":
            yield unit
        seen = seen or unit.known
        at = unit.last + 1


def _is_detail(clause: Sentence, unit: Unit) -> bool:
    """Whether people are a part of those named before: "three of them conscripts", "including two girls"."""
    before = clause.low(unit.first - 1)
    inside = any(clause.low(at) in ("them", "whom") for at in range(unit.first, unit.last + 2))
    return inside or before in ("including", "them", "notably", "mostly", "especially")


def _governed(clause: Sentence, unit: Unit, begin: int) -> bool:
    return unit.first > begin and clause.low(unit.first - 1) in small_words.PREPOSITIONS


def _subject(clause: Sentence, begin: int, end: int, *, strict: bool) -> Unit | None:
    """Choose the people whom a verb group that begins at word `end` is about."""
    best: Unit | None = None
    for unit in _subjects(clause, begin, end):
        adjacent = unit.last == end - 1
        if clause.low(unit.first - 2) == "neither" and clause.low(unit.first - 1) == "of":
            return unit
        if adjacent and unit.sort != "pronoun" and (not strict or not _governed(clause, unit, begin)):
            return unit
        if unit.sort == "guess" or _governed(clause, unit, begin):
            continue
        if unit.high == 0 and end - unit.last > 6:
            continue
        if unit.sort in ("name", "noun") and _other_verb(clause, unit, end):
            continue
        if best is None or _rank(unit) >= _rank(best):
            best = unit
    return best


def _other_verb(clause: Sentence, unit: Unit, end: int) -> bool:
    """Whether people already have a verb of their own before the word `end`, and no clause in between ends."""
    gap = [clause.low(at) for at in range(unit.last + 1, end)]
    return (
        bool(gap) and gap[0] in ("has", "have", "had", "said", "says", "is", "are", "was", "were") and "and" not in gap
    )


def _near(clause: Sentence, unit: Unit, end: int) -> bool:
    """Whether only a short phrase ("from Chad", "at the gate") stands between people and the word `end`."""
    gap = range(unit.last + 1, end - (clause.low(end - 1) == ","))
    if len(gap) == 0:
        return True
    first = clause.low(unit.last + 1)
    return len(gap) <= 6 and first in small_words.PREPOSITIONS and all(clause.low(at)[0].isalnum() for at in gap)


def _rank(unit: Unit) -> int:
    return {"counted": 3, "bare": 2, "noun": 2, "name": 2, "plural": 1, "pronoun": 0, "guess": 0}[unit.sort]


@dataclass(slots=True)
class _Reading:
    """A sentence being read: `taken` is the first word that no earlier trigger has used."""

    text: str
    clause: Sentence
    found: list[Counted]
    taken: int = 0

    def add(self, trigger: _Trigger, sort: Harm, unit: Unit, *, toll: Toll | None = None) -> None:
        """Note what a trigger says of `unit`, if that is a number."""
        if toll is None and not unit.known:
            return
        words = self.clause.words
        quote = (words[unit.first].start, words[unit.last].end)
        start, end = min(trigger.start, quote[0]), max(trigger.end, quote[1])
        self.found.append(Counted(start, end, sort, toll or Toll(unit.low, unit.high), *quote))

    def read(self, trigger: _Trigger) -> None:
        """Read one trigger with its people."""
        if trigger.sort == "abducted" and self.clause.low(trigger.last + 1) in ("to", "part", "place"):
            return  # taken to hospital
        form = trigger.form
        if form in ("noun", "none", "lives"):
            self._noun(trigger)
        elif form == "toll":
            self._toll(trigger)
        elif form in ("death-of", "ing", "active"):
            self._active(trigger)
        else:
            self._verb(trigger)

    def _active(self, trigger: _Trigger) -> None:
        clause = self.clause
        before = clause.low(trigger.first - 1)
        if trigger.form == "active" and (before in small_words.UNREAL or before in ("the", "a", "and", "his", "of")):
            return
        unit = _object(clause, trigger)
        if (
            unit is None
            and before in ("without", "not")
            and clause.low(trigger.last + 1) in ("anyone", "anybody", "any")
        ):
            unit = Unit(trigger.last + 1, trigger.last + 1, 0, 0, "counted")
        if unit is None or unit.sort == "pronoun" or (unit.sort == "guess" and trigger.sort == "abducted"):
            return
        if trigger.form == "death-of" and unit.sort == "plural":
            return
        if trigger.form != "death-of" and unit.sort == "name" and clause.low(unit.last + 1) == "'s":
            return
        self.taken = max(self.taken, unit.last + 1)
        negative = before in ("without", "not")
        self.add(trigger, trigger.sort, unit, toll=Toll(0, 0) if negative else None)

    def _verb(self, trigger: _Trigger) -> None:
        clause = self.clause
        begin, passive, denied = _verb_group(clause, trigger)
        unit = None
        if trigger.form == "past" and not passive:
            unit = _object(clause, trigger)
            if unit is not None and unit.sort == "guess" and trigger.sort == "abducted":
                unit = None
            if unit is not None and unit.sort == "pronoun":
                self.taken = max(self.taken, unit.last + 1)
                return
        if unit is not None:
            self.taken = max(self.taken, unit.last + 1)
            if clause.low(begin - 1) not in small_words.UNREAL:
                self.add(trigger, trigger.sort, unit, toll=Toll(0, 0) if denied else None)
            return
        if clause.low(begin - 1) in small_words.UNREAL and not passive:
            return
        unit = self._attributed(trigger) or _subject(
            clause, self.taken, begin, strict=passive or trigger.form == "subject"
        )
        if unit is None and (passive or trigger.form == "subject"):
            unit = _object(clause, trigger)
            if unit is not None and unit.sort not in ("counted", "guess"):
                return
        if unit is None:
            return
        self._about(trigger, unit, begin, passive=passive, denied=denied)

    def _attributed(self, trigger: _Trigger) -> Unit | None:
        """Return the people of "four dead militants", where the word of harm stands inside their phrase."""
        described = self.clause.numbers.get(self.clause.words[trigger.first - 2].start) if trigger.first > 1 else None
        low = self.clause.low(trigger.first - 1)
        counts = described is not None and described.unit is None and (described.low or described.high)
        plain = low.isalpha() and low not in STOPS and low not in person_words().things
        if described is not None and counts and plain and trigger.form == "state":
            return Unit(trigger.first - 2, trigger.first - 1, described.low, described.high, "counted")
        number = self.clause.unit(trigger.first - 1)
        people = self.clause.unit(trigger.last + 1)
        if number is None or number.last != trigger.first - 1 or number.sort not in ("bare", "counted"):
            return None
        if people is None or people.sort != "plural" or people.first != trigger.last + 1:
            return None
        return Unit(number.first, people.last, number.low, number.high, "counted")

    def _about(self, trigger: _Trigger, unit: Unit, begin: int, *, passive: bool, denied: bool) -> None:
        clause = self.clause
        inside = unit.last > trigger.last
        if not passive and not inside and trigger.form in ("state", "past") and not _near(clause, unit, begin):
            return
        following = clause.low(trigger.last + 1)
        if trigger.form == "state" and trigger.sort == "abducted" and not _near(clause, unit, begin):
            return
        if trigger.form == "past" and not passive and not inside and following.isalpha() and not _may_follow(following):
            return  # "the front seized the base": its people acted
        if (
            trigger.form == "state"
            and not passive
            and not inside
            and following.isalpha()
            and not _may_follow(following)
        ):
            return
        parted = (clause.low(unit.first - 2), clause.low(unit.first - 1)) in (("neither", "of"), ("none", "of"))
        if parted or clause.low(unit.first) in ("any", "anyone", "anybody") or clause.low(unit.first - 1) == "any":
            denied = True
        elif denied and trigger.sort != "wounded":
            return
        toll = Toll(0, 0) if denied else None
        if unit.high == 0 and trigger.sort == "wounded" and trigger.last + 1 - unit.first < 9:
            # Whom nothing hurt, nothing killed.
            self.add(trigger, "killed", unit, toll=toll)
        self.add(trigger, trigger.sort, unit, toll=toll)
        beyond = (clause.low(trigger.last + 1), clause.low(trigger.last + 2))
        if unit.high == 0 and trigger.sort == "killed" and beyond[0] in ("or", "nor") and beyond[1] in small_words.HURT:
            self.add(trigger, "wounded", unit, toll=toll)
        self.taken = max(self.taken, trigger.last + 1)

    def _noun(self, trigger: _Trigger) -> None:
        clause = self.clause
        for at in range(trigger.first - 1, max(trigger.first - (9 if trigger.form == "none" else 4), -1), -1):
            low = clause.low(at)
            quantity = clause.numbers.get(clause.words[at].start)
            if quantity is not None and quantity.unit is None:
                self._number_of(trigger, at, quantity.low, quantity.high)
                return
            if low in ("without", "nor", "neither") or (low == "not" and clause.low(at + 1) in small_words.CAUSES):
                self._number_of(trigger, at, 0, 0)
                return
            if low in small_words.NO_NUMBER:
                return

    def _number_of(self, trigger: _Trigger, at: int, low: int | None, high: int | None) -> None:
        unit = Unit(at, trigger.last, low, high, "counted")
        if low is None and high is None:
            return
        self.taken = max(self.taken, trigger.last + 1)
        if trigger.form == "none":
            if self.clause.low(trigger.last + 1) in ("figure", "figures", "count", "counts", "list", "lists", "toll"):
                return
            both = (0, 0) if high == 0 else (None, high if high is not None else low)
            if high != 0 and trigger.first - at > 2:
                return
            for sort in ("killed",) if "li" in self.clause.low(trigger.last)[:2] else ("killed", "wounded"):
                self.add(trigger, sort, unit, toll=Toll(*both))  # type: ignore[arg-type]
            return
        if trigger.form == "lives" and not any(
            self.clause.low(i) in small_words.TAKES for i in range(max(0, at - 3), at)
        ):
            return
        self.add(trigger, trigger.sort, unit)

    def _toll(self, trigger: _Trigger) -> None:
        clause = self.clause
        folded = fold(self.text)
        verb = _TOLL_VERB.match(folded, trigger.end)
        if verb is None:
            self._toll_before(trigger)
            return
        at = next((i for i, word in enumerate(clause.words) if word.start >= verb.end()), None)
        quantity = clause.numbers.get(clause.words[at].start) if at is not None else None
        if at is None or quantity is None or quantity.unit is not None:
            return
        unit = clause.unit(at) or Unit(at, at, quantity.low, quantity.high, "bare")
        self.taken = max(self.taken, unit.last + 1)
        self.add(trigger, trigger.sort, unit, toll=Toll(quantity.low, quantity.high) if unit.known else None)

    def _toll_before(self, trigger: _Trigger) -> None:
        """Read "taking to 71 the number killed"."""
        clause = self.clause
        for at in range(trigger.first - 1, max(trigger.first - 6, 0), -1):
            quantity = clause.numbers.get(clause.words[at].start)
            if quantity is not None and quantity.unit is None and clause.low(at - 1) == "to":
                self.add(trigger, trigger.sort, Unit(at, at, quantity.low, quantity.high, "bare"))
                self.taken = max(self.taken, trigger.last + 1)
                return


def _may_follow(low: str) -> bool:
    """Whether a word may come after "three dead" without being what is dead ("dead bodies", "wounded men")."""
    return (
        low in STOPS
        or low in small_words.PREPOSITIONS
        or low.endswith(("ly", "wards"))
        or low in ("so", "today", "beside", "along")
    )


@lru_cache(maxsize=4)
def find_tolls(text: str) -> tuple[Counted, ...]:
    """Return what `text` says of the numbers of killed, wounded and abducted, in order of the text."""
    harms = list(harm_table()[1].finditer(fold(text)))
    found: list[Counted] = []
    ahead = 0
    for extent in sentences(text) if harms else ():
        first = ahead
        while ahead < len(harms) and harms[ahead].end() <= extent.end:
            ahead += 1
        if ahead == first:
            continue
        clause = sentence(text, extent.start, extent.end)
        reading = _Reading(text, clause, found)
        for trigger in _triggers(harms[first:ahead], clause):
            if trigger.first >= reading.taken or trigger.form in ("past", "state", "subject"):
                reading.read(trigger)
    found.sort(key=lambda counted: (counted.start, counted.end, counted.sort))
    return tuple(found)
