"""What was attacked: target phrases of a clause, by their nouns, in the order of how surely they are the object."""

import re
from dataclasses import dataclass

from tocsin.extraction.rules.clauses import Clause
from tocsin.extraction.rules.notes import Notes, Noun, inside
from tocsin.extraction.rules.parties import Party
from tocsin.extraction.rules.phrases import phrase_start
from tocsin.language.numbers import find_numbers
from tocsin.vocabulary.terms import TargetCategory, TargetKind

_OBJECT = re.compile(
    r"(?:\b(?:at|on|against|into|hit|struck|toward|towards|near|in|inside|outside|targeting|of|between|"
    r"off|aboard)\b )?(?:the |a |an |his |her |its |their )?$"
)
_PASSIVE = re.compile(r"^\s*(?:(?:has|have|had|that|which|who) )*(?:was|were|been|came|is|are|being|gets?|got)\b")
_SPEAKER = re.compile(
    r"^[^,.;]{0,30}\b(?:said|says|told|announced|added|confirmed|reported|wrote|stated|denied|claimed)\b"
)
_SPEAKER_BEFORE = re.compile(r"\b(?:said|told|according to|says|announced by)\s[^,.;]{0,30}$")
_LONGEST = 60  # characters of a phrase that still names a target
_MEN = re.compile(r" (?:members|fighters|militants|leaders|men|positions|bases)\b")
_AGE = re.compile(r"\b(?:old|aged)\b")


@dataclass(frozen=True, slots=True)
class Object:
    """Words that name a target; `rank` 0 is the surest."""

    start: int
    end: int
    category: TargetCategory
    kind: TargetKind
    number: int | None
    rank: int


def objects(notes: Notes, clause: Clause, agents: list[Party]) -> list[Object]:
    """Return the targets of `clause`, surest first: harmed people, objects of its triggers, then what else is near."""
    if not clause.triggers:
        return []
    first, last = clause.triggers[0].start, clause.triggers[-1].end
    found: list[Object] = []
    for noun in clause.of(notes.nouns):
        if _is_no_target(notes, clause, noun, agents):
            continue
        begin, end = _phrase(notes, clause, noun)
        rank = _rank(notes, clause, noun, begin, first, last)
        if rank is None or notes.folded.startswith(("no ", "none ", "nobody", "neither "), begin):
            continue
        found.append(Object(begin, end, noun.words.category, noun.words.kind, _number(notes, begin, noun), rank))
    found.extend(_actors_hit(notes, clause, agents))
    found.sort(key=lambda o: (o.rank, o.start))
    return found


def _phrase(notes: Notes, clause: Clause, noun: Noun) -> tuple[int, int]:
    """Return the words of the target: the count of people that it stands in, else its noun phrase, without a date."""
    for toll in clause.of(notes.tolls):
        if toll.quote_start <= noun.start < toll.quote_end and toll.quote_end - toll.quote_start <= _LONGEST:
            return toll.quote_start, toll.quote_end
    dated = [d.end for d in inside(notes.dates, clause.start, noun.start) if d.end <= noun.start]
    floor = max([clause.start, *dated])
    return phrase_start(notes.report.text, notes.folded, noun.start, floor), _name_end(notes, noun)


def _name_end(notes: Notes, noun: Noun) -> int:
    """Return where a name ends that begins with the noun ("Camp Taji"), else where the noun ends."""
    return max([noun.end, *(p.end for p in inside(notes.places, max(0, noun.start - 4), noun.start + 1))])


def _actors_hit(notes: Notes, clause: Clause, agents: list[Party]) -> list[Object]:
    """Return the actors that stand as objects right behind a trigger: "detain members of X", "attacked the army"."""
    found = []
    for trigger in clause.triggers:
        for actor in inside(notes.actors, trigger.end, min(clause.end, trigger.end + 12)):
            qualifies = inside(notes.nouns, actor.start, actor.end + 2)  # "US embassy": the embassy was hit
            if qualifies or actor.kind == "individual" or any(a.start == actor.start for a in agents):
                continue
            if re.fullmatch(
                r"\s*(?:on|at|against|of)?\s*(?:the |a |an |some )?", notes.folded[trigger.end : actor.start]
            ):
                category: TargetCategory = "military-base" if actor.kind == "state" else "armed-group"
                tail = _MEN.match(notes.folded, actor.end)
                found.append(Object(actor.start, tail.end() if tail else actor.end, category, "human", None, 0))
    return found


def _rank(notes: Notes, clause: Clause, noun: Noun, begin: int, first: int, last: int) -> int | None:
    if any(t.quote_start <= noun.start < t.quote_end for t in clause.of(notes.tolls)):
        return 0
    behind = notes.folded[noun.end : noun.end + 40]
    if noun.end <= first:
        return 1 if _PASSIVE.match(behind) else 3
    between = notes.folded[last:begin] if begin >= last else ""
    if len(between) <= 3:
        return 0
    if len(between) < 34 and _OBJECT.search(between):
        return 1
    return 2 if len(between) < 90 else None


def _is_no_target(notes: Notes, clause: Clause, noun: Noun, agents: list[Party]) -> bool:
    """Whether the noun is a weapon's, a doer's, a speaker's, or part of a date or a trigger."""
    if any(a.start <= noun.start < a.end for a in agents):
        return True
    if any(w.start <= noun.start < w.end for w in inside(notes.weapons, noun.start - 60, noun.end)):
        return True
    if any(t.start <= noun.start < t.end for t in clause.triggers):
        return True
    after = notes.folded[noun.end : noun.end + 48]
    before = notes.folded[max(clause.start, noun.start - 40) : noun.start]
    if noun.words.kind == "human" and (_SPEAKER.match(after) or _SPEAKER_BEFORE.search(before)):
        return True
    return bool(_AGE.match(after.lstrip()))


def _number(notes: Notes, begin: int, noun: Noun) -> int | None:
    """Return how many, where the phrase says so; 1 for a singular with "a" or "an"."""
    words = notes.folded[begin : noun.end]
    for quantity in find_numbers(words):
        if quantity.unit is None and quantity.low is not None:
            return quantity.low
    if not noun.words.plural and re.match(r"an? ", words):
        return 1
    return None
