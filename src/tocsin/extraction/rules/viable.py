"""Which trigger words really tell of an attack: the company they keep in their sentence decides."""

import re

from tocsin.extraction.rules.actors import ActorWords
from tocsin.extraction.rules.lexicon import TriggerWords
from tocsin.extraction.rules.notes import Notes, Trigger, inside
from tocsin.language.cues import Cue
from tocsin.language.numbers import find_numbers
from tocsin.language.sentences import Extent

# Weapons that only an attack uses; a "vehicle" or a "knife" alone proves nothing.
_ARMS = frozenset("rocket missile mortar drone artillery ied vehicle-bomb suicide grenade airstrike".split())
_HARM_WORDS = re.compile(r"^(?:died|dead|killed|killing|kill|kills|wounded|injured|wounding|injuring|slain)$")
# A habit without a day or people harmed is no incident: "militias fire rockets daily".
_HABIT = re.compile(
    r"\b(?:daily|weekly|monthly|nightly|often|frequently|regularly|routinely|usually|typically|sporadically|"
    r"(?:every|each) (?:day|night|week|month|year))\b"
)
_FORCES = re.compile(r"\b(?:army|military|forces?|troops|soldiers|police|guards?|corps|navy|jets|warplanes)\b")
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those|such|latest|its|their|his)\s(?:[\w'-]+\s){0,2}$")
_NEGATED = re.compile(r"\b(?:no|not|never|without|n't|neither|nor)\s(?:\w+\s){0,2}$")


def clear_of(notes: Notes, trigger: Trigger, cues: tuple[Cue, ...]) -> bool:
    """Whether nothing in the sentence says that `trigger` tells of no real attack (an exercise, a match, a film)."""
    if any(c.sort == "nonevent" for c in cues):
        return False
    if trigger.words.threat:
        return True
    before = notes.folded[max(0, trigger.start - 30) : trigger.start]
    if _NEGATED.search(before) and not trigger.words.foiled:
        return False
    return not any(_conditional(notes, c, trigger) for c in cues)


def _conditional(notes: Notes, cue: Cue, trigger: Trigger) -> bool:
    """Whether a cue such as "would" stands just before the trigger; the month of May is none."""
    if cue.sort != "condition" or not 0 <= trigger.start - cue.end < 24:
        return False
    return not any(d.start <= cue.start < d.end for d in inside(notes.dates, cue.start - 40, cue.end))


def is_definite(notes: Notes, trigger: Trigger) -> bool:
    """Whether a noun trigger points back: "the blast", "this attack"."""
    return trigger.words.form != "verb" and bool(
        _DEFINITE.search(notes.folded[max(0, trigger.start - 32) : trigger.start])
    )


def viable(notes: Notes, sentence: Extent) -> list[Trigger]:
    """Return the triggers of `sentence` that tell of an attack, in order."""
    triggers = inside(notes.triggers, sentence.start, sentence.end)
    if not triggers and not inside(notes.weapons, sentence.start, sentence.end):
        return []
    cues = tuple(inside(notes.cues, sentence.start, sentence.end))
    company = _company(notes, sentence)
    if _HABIT.search(notes.folded, sentence.start, sentence.end) and not company & {"date", "harm"}:
        return []
    spoken = any(c.sort in ("claim", "denial") for c in cues)
    kept = [
        t
        for t in triggers
        if clear_of(notes, t, cues) and (_suffices(t, company) or (spoken and counted(notes, sentence.start, t)))
    ]
    if kept and all(_HARM_WORDS.match(notes.folded[t.start : t.end]) for t in kept) and not company & {"arms", "actor"}:
        return []
    return kept or _weapon_alone(notes, sentence, company, cues)


def _weapon_alone(notes: Notes, sentence: Extent, company: frozenset[str], cues: tuple[Cue, ...]) -> list[Trigger]:
    """Return the weapon as the trigger where a sentence has no better one, but a day, a place and people harmed.

    "A bomb wedged under the car took the life of his guard": no verb of the list, and yet no doubt.
    """
    if not {"arms", "harm"} <= company or not company & {"date", "place"} or any(c.sort == "nonevent" for c in cues):
        return []
    weapon = next(w for w in inside(notes.weapons, sentence.start, sentence.end) if w.kind in _ARMS)
    return [Trigger(weapon.start, weapon.end, TriggerWords(weapon.kind or "", "weak", "noun"))]


def _company(notes: Notes, sentence: Extent) -> frozenset[str]:
    """Return what stands in the sentence: arms, weapon, harm, actor, target, place, date."""
    start, end = sentence.start, sentence.end
    found = set()
    weapons = inside(notes.weapons, start, end)
    if weapons:
        found.add("weapon")
    if any(w.kind in _ARMS for w in weapons):
        found.add("arms")
    if any((t.toll.low or 0) > 0 or t.toll.low is None for t in inside(notes.tolls, start, end)):
        found.add("harm")
    if any(_may_attack(notes, actor) for actor in inside(notes.actors, start, end)):
        found.add("actor")
    if inside(notes.nouns, start, end):
        found.add("target")
    if inside(notes.places, start, end):
        found.add("place")
    if any(d.when.precision == "day" and not d.metadata for d in inside(notes.dates, start, end)):
        found.add("date")
    return frozenset(found)


def _may_attack(notes: Notes, actor: ActorWords) -> bool:
    """Whether naming `actor` makes an attack likelier: any group or force does, the mere name of a state does not."""
    return actor.kind != "state" or not actor.known or bool(_FORCES.search(notes.folded, actor.start, actor.end))


def _suffices(trigger: Trigger, company: frozenset[str]) -> bool:
    words = trigger.words
    if words.threat:
        return bool(company & {"target"}) and bool(company & {"actor", "weapon"})
    if words.foiled or words.intercepted:
        return ("arms" if words.strength == "weak" else "weapon") in company
    if words.strength == "sure":
        return words.form != "plural" or bool(company - {"weapon", "arms"})
    if words.strength == "likely":
        if words.form == "plural":
            return len(company & {"arms", "harm", "actor", "date", "place"}) >= 2
        return bool(company & {"arms", "harm", "actor"}) or {"target", "place"} <= company
    return "arms" in company or {"actor", "harm"} <= company or {"weapon", "harm"} <= company


_COUNT_NOUN = re.compile(
    r"attacks|bombings|strikes|shootings|raids|attempts|ambushes|assaults|kidnappings|murders|"
    r"assassinations|explosions|blasts|incidents|clashes|killings"
)


def counted(notes: Notes, floor: int, trigger: Trigger) -> int | None:
    """Return how many incidents a plural trigger counts without telling them apart ("around five claimed attacks")."""
    if trigger.words.form != "plural" or not _COUNT_NOUN.search(notes.folded[trigger.start : trigger.end]):
        return None
    window = max(floor, trigger.start - 40)
    for quantity in reversed(find_numbers(notes.folded[window : trigger.start])):
        between = notes.folded[window + quantity.end : trigger.start]
        plain = quantity.unit is None and quantity.low is not None and quantity.low > 1
        if plain and len(between.split()) <= 3 and "," not in between:
            return quantity.low
    return None
