"""From words that stand in the text to values: by the normalisers of the rules, never by the model's reckoning."""

from collections.abc import Sequence
from typing import Literal, cast, get_args

from tocsin.extraction.assemble import Stretch
from tocsin.extraction.llm.saying import CONFIDENCE, UNKNOWN_TERM, Saying, number_in, over
from tocsin.extraction.rules.sites import SPECIFICITY, PlaceWords
from tocsin.language.people import sum_of_people
from tocsin.vocabulary.terms import (
    ACTOR_KINDS,
    PLACE_KINDS,
    PLACE_RELATIONS,
    STANCES,
    TARGET_CATEGORIES,
    TARGET_KINDS,
    ActorKind,
    PlaceKind,
    PlaceRelation,
    Stance,
    TargetCategory,
    TargetKind,
)
from tocsin.vocabulary.values import Actor, Place, Target, Toll, Weapon, Where

Harm = Literal["killed", "wounded", "abducted"]
HARMS: tuple[Harm, ...] = get_args(Harm)
_OTHER: dict[Harm, Harm] = {"killed": "wounded", "wounded": "killed"}
"""Harms that the same people cannot be counted as; those abducted are often killed later."""


def say_when(saying: Saying) -> None:
    """Say the day of the date grammar's that stands in the quote; the model's own reckoning is not asked for."""
    for quoted, at in saying.each("when", "when"):
        dates = [d for d in over(saying.notes.dates, at) if not (d.metadata or d.recurring)]
        known = [d for d in dates if d.when.start is not None]
        if not known:
            why = "is a date that cannot be resolved" if dates else "is no date that is understood"
            saying.ground.reject("when", quoted.quote, why)
        elif len({d.when for d in known}) > 1:
            saying.ground.reject("when", quoted.quote, "names several days")
        else:
            saying.draft.say("when", known[0].when, (known[0].start, known[0].end), CONFIDENCE)


def say_where(saying: Saying) -> None:
    """Say the places, most specific first; one that the gazetteer does not know, or cannot tell, stays unplaced."""
    told: list[tuple[int, Stretch, Where]] = []
    for quoted, at in saying.each("where", "where"):
        known = over(saying.notes.places, at)
        kind = quoted.terms["kind"] or (known[0].kind if known else "city")
        relation = quoted.terms["relation"] or (known[0].relation if known else "at")
        if kind not in PLACE_KINDS or relation not in PLACE_RELATIONS:
            saying.ground.reject("where", quoted.quote, UNKNOWN_TERM)
            continue
        place = _only(known)
        name = place.name if place else saying.text(at)
        value = Where(name, cast("PlaceRelation", relation), cast("PlaceKind", kind), place)
        told.append((SPECIFICITY[value.kind], at, value))
    for _, at, value in sorted(told, key=lambda one: one[:2]):
        saying.draft.say("where", value, at, CONFIDENCE)


def _only(known: Sequence[PlaceWords]) -> Place | None:
    """Return the place of the most specific of the `known` names, None if two are as specific: it could be either."""
    if not known:
        return None
    finest = min(SPECIFICITY[words.kind] for words in known)
    places = [words.place for words in known if SPECIFICITY[words.kind] == finest]
    return places[0] if len(places) == 1 else None


def say_weapons(saying: Saying) -> None:
    """Say the weapons, each as the list of weapons knows it."""
    for _, at in saying.each("weapons", "weapon"):
        known = over(saying.notes.weapons, at)
        weapon = known[0].weapon if known else Weapon("unknown", number_in(saying.text(at)))
        saying.draft.say("weapon", weapon, at, CONFIDENCE)


def say_targets(saying: Saying) -> None:
    """Say what or who was attacked."""
    for quoted, at in saying.each("targets", "target"):
        category, kind = quoted.terms["category"] or "other", quoted.terms["kind"] or "physical"
        if category not in TARGET_CATEGORIES or kind not in TARGET_KINDS:
            saying.ground.reject("target", quoted.quote, UNKNOWN_TERM)
            continue
        words = saying.text(at)
        value = Target(words, cast("TargetCategory", category), cast("TargetKind", kind), number_in(words))
        saying.draft.say("target", value, at, CONFIDENCE)


def say_perpetrators(saying: Saying) -> None:
    """Say who did it by whose word; without a stance it is not said at all."""
    for quoted, at in saying.each("perpetrators", "perpetrator"):
        kind, stance = quoted.terms["kind"] or "unknown", quoted.terms["stance"]
        if kind not in ACTOR_KINDS or stance not in STANCES:
            saying.ground.reject("perpetrator", quoted.quote, UNKNOWN_TERM)
            continue
        value = Actor(saying.text(at), cast("ActorKind", kind))
        speaker = saying.speaker_of(quoted, at)
        saying.draft.say("perpetrator", value, at, CONFIDENCE, stance=cast("Stance", stance), speaker=speaker)


def say_tolls(saying: Saying) -> None:
    """Say how many people were harmed, as the grammar of numbers counts them."""
    for harm in HARMS:
        for quoted, at in saying.each(harm, harm):
            tolls = over(saying.notes.tolls, at)
            other = _OTHER.get(harm)
            if other in {toll.sort for toll in tolls} and harm not in {toll.sort for toll in tolls}:
                saying.ground.reject(harm, quoted.quote, f"tells of people {other}, not {harm}")
                continue
            toll = _toll(saying, at)
            same = next((t for t in tolls if t.sort == harm), None)
            if toll is not None:
                saying.draft.say(harm, toll, at, CONFIDENCE)
            elif same is not None:
                saying.draft.say(harm, same.toll, (same.quote_start, same.quote_end), CONFIDENCE)
            else:
                saying.ground.reject(harm, quoted.quote, "does not say how many")


def _toll(saying: Saying, at: Stretch) -> Toll | None:
    summed = sum_of_people(saying.notes.report.text, *at)
    if summed is not None:
        return summed
    number = number_in(saying.text(at))
    return Toll(number, number) if number else None
