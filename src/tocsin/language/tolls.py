"""Everything in a text that says how many were killed, wounded or abducted (docs/numbers.md has the classes).

Each verb, adjective or noun of harm is read with the people before or after it: "killed three", "three were killed",
"leaving three dead", "the toll rose to three", "no casualties".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tocsin.language.people import Sentence, Unit, sentence
from tocsin.language.people import sum_of_people as sum_of_people
from tocsin.language.phrases import fold, whole_words
from tocsin.language.sentences import sentences
from tocsin.vocabulary.values import Toll

Harm = Literal["killed", "wounded", "abducted"]


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


# How a word of harm takes its people: verbs take objects or, after "was", subjects.
Form = Literal["past", "active", "ing", "subject", "state", "noun", "death-of", "none", "lives", "toll"]

_FORMS: dict[tuple[Harm, Form], tuple[str, ...]] = {
    ("killed", "past"): (
        "killed", "murdered", "assassinated", "slain", "massacred", "executed", "beheaded", "gunned down", "shot dead",
        "slaughtered", "martyred", "stabbed to death", "hacked to death", "burned to death", "burnt to death",
        "beaten to death", "shot to death", "lynched", "strangled", "shot and killed", "liquidated", "hanged",
        "eliminated", "blown to pieces", "decapitated", "put to death", "finished off", "neutralised", "neutralized", "burned alive", "burnt alive", "macheted to death", "done to death", "clubbed to death", "poisoned", "dead bodies of", "crushed to death", "annihilated",
    ),
    ("killed", "active"): ("kill", "kills", "murders", "assassinates", "slay", "slays", "massacre", "shoots dead",
                           "shoot dead", "guns down", "gun down", "slew", "beheads", "executes", "leaves dead"),
    ("killed", "ing"): ("killing", "murdering", "assassinating", "slaying", "massacring", "executing", "beheading",
                        "slaughtering", "shooting dead"),
    ("killed", "subject"): ("died", "dies", "die", "perished", "perish", "succumbed", "lost their lives", "lost his life",
                            "lost her life", "lose their lives", "fell martyr", "dying", "expired", "fell dead"),
    ("killed", "state"): ("dead", "lifeless"),
    ("killed", "noun"): ("deaths", "fatalities", "dead bodies", "corpses", "fatality", "deaths among"),
    ("killed", "death-of"): ("death of", "deaths of", "murder of", "murders of", "assassination of", "killing of",
                             "killings of", "massacre of", "execution of", "beheading of", "lives of", "life of", "bodies of", "body of", "loss of", "corpses of", "corpse of"),
    ("killed", "toll"): ("death toll", "toll", "number of dead", "number of deaths", "number of people killed",
                         "number of killed", "number of victims", "number of fatalities", "the dead", "number killed", "the number killed", "the number dead"),
    ("killed", "lives"): ("lives",),
    ("wounded", "past"): ("wounded", "injured", "hurt", "maimed", "shot and wounded", "burned", "burnt", "scalded", "grazed", "concussed", "lightly hurt", "hurt by",
                          "hospitalised", "hospitalized"),
    ("wounded", "active"): ("wounds", "injures", "hurts", "wound", "injure", "maim", "maims"),
    ("wounded", "ing"): ("wounding", "injuring", "hurting", "maiming"),
    ("wounded", "subject"): ("suffered shrapnel wounds", "suffered injuries", "suffered minor injuries",
                             "sustained injuries", "suffered burns", "suffered wounds", "received injuries",
                             "sustained minor injuries", "sustained wounds", "sustained serious injuries",
                             "suffered serious injuries", "were treated", "was treated", "suffered light injuries",
                             "suffered concussion", "was grazed", "lost an eye", "lost a leg", "lost an arm",
                             "was taken to hospital", "were taken to hospital"),
    ("wounded", "noun"): ("injuries", "wounded people", "injury"),
    ("wounded", "toll"): ("number of wounded", "number of injured", "number of people wounded",
                          "number of people injured", "the wounded", "the injured", "number wounded", "number injured"),
    ("abducted", "past"): ("abducted", "kidnapped", "kidnaped", "taken hostage", "took hostage", "taken captive",
                           "took captive", "carried off", "snatched", "dragged away", "taken away", "led away",
                           "seized", "captured", "herded off", "held hostage", "bundled into", "spirited away",
                           "made off with", "took away", "marched off"),
    ("abducted", "active"): ("abduct", "abducts", "kidnap", "kidnaps", "seize", "seizes", "take hostage", "abduct"),
    ("abducted", "ing"): ("abducting", "kidnapping", "kidnaping", "seizing", "snatching", "taking hostage",
                          "capturing", "carrying off"),
    ("abducted", "death-of"): ("abduction of", "kidnapping of", "abductions of", "kidnappings of", "kidnap of",
                               "seizure of"),
    ("abducted", "state"): ("missing",),
    ("abducted", "noun"): ("hostages", "captives"),
    ("killed", "none"): ("casualties", "victims", "loss of life", "losses of life", "losses", "casualty", "victim",
                         "losses in lives", "human losses", "loss of lives"),
}  # fmt: skip

_SENSES: dict[str, tuple[Harm, Form]] = {}
for _sense, _phrases in _FORMS.items():
    for _phrase in _phrases:
        _SENSES.setdefault(_phrase, _sense)
_SUFFERED = (
    r"(?:suffered|sustained|received|escaped\s+with|suffering|have|had|has|with)\s+(?:[a-z-]+,?\s+){0,3}?"
    r"(?:wounds|injuries|burns|concussions?|cuts|fractures|bruises|splinters)"
)
_HARM = re.compile(f"{whole_words(_SENSES).pattern}|(?<!\\w){_SUFFERED}(?!\\w)")

_BE = frozenset(("was", "were", "been", "being", "is", "are", "be", "got", "get", "getting", "reported", "confirmed",
                 "feared", "left", "leaving", "lay", "counted", "believed", "found", "remain", "remained"))  # fmt: skip
_UNREAL = frozenset(("to", "would", "could", "might", "may", "will", "can", "should", "must", "cannot", "wo"))
_BETWEEN = frozenset(("also", "later", "reportedly", "instantly", "lightly", "slightly", "seriously", "badly", "critically",
                      "severely", "already", "then", "both", "all", "either", "gravely", "mortally", "fatally", "so", "far",
                      "immediately", "apparently", "subsequently", "allegedly", "once", "there", "initially", "at", "least",
                      "even", "being", "been", "have", "had", "has", "reported", "confirmed", "believed", "known", "killed",
                      "or", "and", "wounded", "injured", "otherwise", "actually", "outright", "accidentally", "too", "only"))  # fmt: skip
_PREPOSITIONS = frozenset(("of", "in", "by", "from", "with", "at", "on", "near", "to", "for", "among", "between",
                           "against", "inside", "outside", "under", "including", "like", "than", "after", "before",
                           "as", "towards", "toward", "over", "into", "behind", "per", "via", "about"))  # fmt: skip
_NEGATIONS = frozenset(("not", "n't", "never", "without", "nor"))
_TOLL_VERB = re.compile(
    r"\W+(?:(?:from|in|of|for|after|has|had|have|now|later|today|since|the|this|an?|which|was|were|is|then|quickly|"
    r"attack|blast|bombing|explosion|ambush|raid|crash|shooting)\W+){0,6}(?:[a-z]+\s+)?"
    r"(?:to|at|of|was|is|stands at|stood at|reached|reaches|hit|passed|exceeded|:|put at)\s+"
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


def _triggers(folded: str, start: int, end: int, clause: Sentence) -> list[_Trigger]:
    found = []
    index = {word.start: at for at, word in enumerate(clause.words)}
    for harm in _HARM.finditer(folded, start, end):
        at = index.get(harm.start())
        if at is None:
            continue
        last = at
        while last + 1 < len(clause.words) and clause.words[last + 1].end <= harm.end():
            last += 1
        sort, form = _SENSES.get(" ".join(harm[0].split()), ("wounded", "subject"))
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
        if clause.low(at) not in _BETWEEN and clause.low(at) not in ("outright", ":"):
            return None
        at += 1
    return None


def _verb_group(clause: Sentence, trigger: _Trigger) -> tuple[int, bool, bool]:
    """Return where the verb group of a trigger begins, whether it is passive, and whether it is denied."""
    at, passive, denied = trigger.first, False, False
    while at > 0:
        low = clause.low(at - 1)
        if low in _BE:
            passive = True
        elif low in _NEGATIONS or low.endswith("n't"):
            denied = True
        elif low not in _BETWEEN or low in ("killed", "wounded", "injured"):
            break
        at -= 1
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
    return unit.first > begin and clause.low(unit.first - 1) in _PREPOSITIONS


def _subject(clause: Sentence, begin: int, end: int, *, passive: bool) -> Unit | None:
    """Choose the people whom a verb group that begins at word `end` is about."""
    best: Unit | None = None
    for unit in _subjects(clause, begin, end):
        adjacent = unit.last == end - 1
        if adjacent and unit.sort != "pronoun" and (not passive or not _governed(clause, unit, begin)):
            return unit
        if unit.sort == "guess" or _governed(clause, unit, begin):
            continue
        if unit.high == 0 and end - unit.last > 6:
            continue
        if best is None or _rank(unit) >= _rank(best):
            best = unit
    return best


def _near(clause: Sentence, unit: Unit, end: int) -> bool:
    """Whether only a short phrase ("from Chad", "at the gate") stands between people and the word `end`."""
    gap = range(unit.last + 1, end)
    if len(gap) == 0:
        return True
    first = clause.low(unit.last + 1)
    return len(gap) <= 6 and first in _PREPOSITIONS and all(clause.low(at)[0].isalnum() for at in gap)


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
        form = trigger.form
        if form in ("noun", "none", "lives"):
            self._noun(trigger)
        elif form == "toll":
            self._toll(trigger)
        elif form == "death-of" or form == "ing" or form == "active":
            self._active(trigger)
        else:
            self._verb(trigger)

    def _active(self, trigger: _Trigger) -> None:
        clause = self.clause
        before = clause.low(trigger.first - 1)
        if trigger.form == "active" and (before in _UNREAL or before in ("the", "a", "and", "his", "of")):
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
            if clause.low(begin - 1) not in _UNREAL:
                self.add(trigger, trigger.sort, unit, toll=Toll(0, 0) if denied else None)
            return
        if clause.low(begin - 1) in _UNREAL and not passive:
            return
        unit = self._attributed(trigger) or _subject(clause, self.taken, begin, passive=passive)
        if unit is None and passive:
            unit = _object(clause, trigger)
            if unit is not None and unit.sort not in ("counted", "guess"):
                return
        if unit is None:
            return
        self._about(trigger, unit, begin, passive=passive, denied=denied)

    def _attributed(self, trigger: _Trigger) -> Unit | None:
        """Return the people of "four dead militants", where the word of harm stands inside their phrase."""
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
        if (
            trigger.form == "state"
            and not passive
            and not inside
            and following.isalpha()
            and following not in _AFTER_STATE
        ):
            return
        if clause.low(unit.first) in ("any", "anyone", "anybody") or clause.low(unit.first - 1) == "any":
            denied = True
        elif denied and trigger.sort != "wounded":
            return
        toll = Toll(0, 0) if denied else None
        if unit.high == 0 and trigger.sort == "wounded" and trigger.last + 1 - unit.first < 6:
            # Whom nothing hurt, nothing killed.
            self.add(trigger, "killed", unit, toll=toll)
        self.add(trigger, trigger.sort, unit, toll=toll)
        self.taken = max(self.taken, trigger.last + 1)

    def _noun(self, trigger: _Trigger) -> None:
        clause = self.clause
        for at in range(trigger.first - 1, max(trigger.first - 9, -1), -1):
            low = clause.low(at)
            quantity = clause.numbers.get(clause.words[at].start)
            if quantity is not None and quantity.unit is None:
                self._number_of(trigger, at, quantity.low, quantity.high)
                return
            if low in ("without", "nor", "neither"):
                self._number_of(trigger, at, 0, 0)
                return
            if low in _NO_NUMBER:
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
        if trigger.form == "lives" and not any(self.clause.low(i) in _TAKES for i in range(max(0, at - 3), at)):
            return
        self.add(trigger, trigger.sort, unit)

    def _toll(self, trigger: _Trigger) -> None:
        clause = self.clause
        folded = fold(self.text)
        verb = _TOLL_VERB.match(folded, trigger.end)
        if verb is None:
            return
        at = next((i for i, word in enumerate(clause.words) if word.start >= verb.end()), None)
        quantity = clause.numbers.get(clause.words[at].start) if at is not None else None
        if at is None or quantity is None or quantity.unit is not None:
            return
        unit = clause.unit(at) or Unit(at, at, quantity.low, quantity.high, "bare")
        self.taken = max(self.taken, unit.last + 1)
        self.add(trigger, trigger.sort, unit, toll=Toll(quantity.low, quantity.high) if unit.known else None)


_NO_NUMBER = frozenset(
    (".", ";", ":", "who", "that", "which", "and", "was", "were", "mention", "word", "figures", "own")
)
_TAKES = frozenset(("claimed", "cost", "took", "claiming", "costing", "taking", "claims", "costs", "takes", "lost"))
_AFTER_STATE = frozenset(("in", "and", "on", "at", "after", "when", "as", "or", "but", "by", "near", "since", "with", "from",
                          "inside", "outside", "on", "while", "of", "during", "because", "following", "within", "it", "were",
                          "was", "so", "including", "among", "amid", "here", "there", "today", "yesterday", "before"))  # fmt: skip


@lru_cache(maxsize=8)
def find_tolls(text: str) -> tuple[Counted, ...]:
    """Return what `text` says of the numbers of killed, wounded and abducted, in order of the text."""
    folded = fold(text)
    found: list[Counted] = []
    for extent in sentences(text):
        if not _HARM.search(folded, extent.start, extent.end):
            continue
        clause = sentence(text, extent.start, extent.end)
        reading = _Reading(text, clause, found)
        for trigger in _triggers(folded, extent.start, extent.end, clause):
            if trigger.first >= reading.taken or trigger.form in ("past", "state", "subject"):
                reading.read(trigger)
    found.sort(key=lambda counted: (counted.start, counted.end, counted.sort))
    return tuple(found)
