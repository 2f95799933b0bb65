"""From an incident as the model tells it to a mention: found in the text, then through the rules' normalisers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

from tocsin.extraction.assemble import Draft, Stretch
from tocsin.extraction.llm.grounding import Ground, overlap
from tocsin.extraction.llm.scheme import MOST
from tocsin.extraction.llm.told import Quoted, ToldIncident
from tocsin.extraction.rules.notes import Item, Notes
from tocsin.extraction.rules.sites import SPECIFICITY, PlaceWords
from tocsin.language.numbers import find_numbers
from tocsin.language.people import sum_of_people
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.terms import (
    ACTOR_KINDS,
    KINDS,
    PLACE_KINDS,
    PLACE_RELATIONS,
    STANCES,
    STATUSES,
    TARGET_CATEGORIES,
    TARGET_KINDS,
    ActorKind,
    Kind,
    PlaceKind,
    PlaceRelation,
    Stance,
    Status,
    TargetCategory,
    TargetKind,
)
from tocsin.vocabulary.values import Actor, Place, Target, Toll, Weapon, Where

CONFIDENCE = 0.5
"""Of every value: how often one is right hangs on the model, and has not been measured."""
Harm = Literal["killed", "wounded", "abducted"]
HARMS: tuple[Harm, ...] = get_args(Harm)
_MOST_COUNTED = 1000
_UNKNOWN_TERM = "has a term of no list"


@dataclass(slots=True)
class Found:
    """An incident whose words stand in the text: its claims so far, whether the report is about it."""

    draft: Draft
    main: bool
    window: int


@dataclass(slots=True)
class Saying:
    """One incident on its way from what was told to claims."""

    notes: Notes
    ground: Ground
    draft: Draft
    triggers: list[Stretch]
    told: ToldIncident

    def each(self, name: str, slot: str) -> Iterable[tuple[Quoted, Stretch]]:
        """Yield what was told in the field `name`, with where it stands; what stands nowhere is rejected."""
        words = self.told.words.get(name, ())
        for quoted in words[MOST:]:
            self.ground.reject(slot, quoted.quote, f"is one more than the {MOST} that an incident has at most")
        for quoted in words[:MOST]:
            at = self.ground.place_of(slot, quoted.quote, self.triggers[0])
            if at is not None:
                yield quoted, at

    def speaker_of(self, quoted: Quoted, at: Stretch) -> Stretch | None:
        """Return where the speaker stands nearest to the words at `at`; None, and rejected, if nowhere."""
        return self.ground.place_of("speaker", quoted.speaker, at) if quoted.speaker else None

    def text(self, at: Stretch) -> str:
        """Return the words at `at`."""
        return self.notes.report.text[at[0] : at[1]]


def found_of(notes: Notes, ground: Ground, told: ToldIncident, method: Method, window: int) -> Found | None:
    """Return the incident `told` with what the text proves of it; None, and rejected, if that is too little."""
    if told.kind not in KINDS or told.status not in STATUSES:
        ground.reject("incident", f"{told.kind or 'no kind'}, {told.status or 'no status'}", _UNKNOWN_TERM)
        return None
    triggers = [quoted.quote for quoted in told.words["triggers"][:MOST]]
    others = [quoted.quote for name, words in told.words.items() if name != "triggers" for quoted in words]
    places = ground.triggers_of(triggers, others)
    if not places:
        ground.reject("incident", told.kind, "has no trigger in the text")
        return None
    saying = Saying(notes, ground, Draft(notes.report, method), places, told)
    _say_told(saying)
    for say in (_say_when, _say_where, _say_weapons, _say_targets, _say_perpetrators, _say_tolls, _say_words):
        say(saying)
    if all(claim.slot in ("kind", "status", "trigger") for claim in saying.draft.claims):
        ground.reject("incident", told.kind, "has nothing in the text but a trigger")
        return None
    _say_evidence(saying)
    return Found(saying.draft, told.main, window)


def _say_told(saying: Saying) -> None:
    """Say kind, status and count in the words of the trigger, and the triggers."""
    draft, told = saying.draft, saying.told
    draft.say("kind", cast("Kind", told.kind), saying.triggers[0], CONFIDENCE)
    draft.say("status", cast("Status", told.status), saying.triggers[0], CONFIDENCE)
    for at in saying.triggers:
        draft.say("trigger", None, at, CONFIDENCE)
    for quoted, at in saying.each("count", "count"):
        number = _number(saying.text(at))
        if number is None or not 1 < number <= _MOST_COUNTED:
            saying.ground.reject("count", quoted.quote, "is no number of incidents")
        else:
            draft.say("count", number, at, CONFIDENCE)


def _say_when(saying: Saying) -> None:
    """Say the day of the date grammar's that stands in the quote; the model's own reckoning is not asked for."""
    for quoted, at in saying.each("when", "when"):
        dates = [d for d in _over(saying.notes.dates, at) if not d.metadata]
        known = [d for d in dates if d.when.start is not None]
        if not known:
            why = "is a date that cannot be resolved" if dates else "is no date that is understood"
            saying.ground.reject("when", quoted.quote, why)
        elif len({d.when for d in known}) > 1:
            saying.ground.reject("when", quoted.quote, "names several days")
        else:
            saying.draft.say("when", known[0].when, (known[0].start, known[0].end), CONFIDENCE)


def _say_where(saying: Saying) -> None:
    told: list[tuple[int, Stretch, Where]] = []
    for quoted, at in saying.each("where", "where"):
        known = _over(saying.notes.places, at)
        kind = quoted.terms["kind"] or (known[0].kind if known else "city")
        relation = quoted.terms["relation"] or (known[0].relation if known else "at")
        if kind not in PLACE_KINDS or relation not in PLACE_RELATIONS:
            saying.ground.reject("where", quoted.quote, _UNKNOWN_TERM)
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


def _say_weapons(saying: Saying) -> None:
    for _, at in saying.each("weapons", "weapon"):
        known = _over(saying.notes.weapons, at)
        weapon = known[0].weapon if known else Weapon("unknown", _number(saying.text(at)))
        saying.draft.say("weapon", weapon, at, CONFIDENCE)


def _say_targets(saying: Saying) -> None:
    for quoted, at in saying.each("targets", "target"):
        category, kind = quoted.terms["category"] or "other", quoted.terms["kind"] or "physical"
        if category not in TARGET_CATEGORIES or kind not in TARGET_KINDS:
            saying.ground.reject("target", quoted.quote, _UNKNOWN_TERM)
            continue
        words = saying.text(at)
        value = Target(words, cast("TargetCategory", category), cast("TargetKind", kind), _number(words))
        saying.draft.say("target", value, at, CONFIDENCE)


def _say_perpetrators(saying: Saying) -> None:
    for quoted, at in saying.each("perpetrators", "perpetrator"):
        kind, stance = quoted.terms["kind"] or "unknown", quoted.terms["stance"]
        if kind not in ACTOR_KINDS or stance not in STANCES:
            saying.ground.reject("perpetrator", quoted.quote, _UNKNOWN_TERM)
            continue
        value = Actor(saying.text(at), cast("ActorKind", kind))
        speaker = saying.speaker_of(quoted, at)
        saying.draft.say("perpetrator", value, at, CONFIDENCE, stance=cast("Stance", stance), speaker=speaker)


def _say_tolls(saying: Saying) -> None:
    for harm in HARMS:
        for quoted, at in saying.each(harm, harm):
            tolls = _over(saying.notes.tolls, at)
            if tolls and all(toll.sort != harm for toll in tolls):
                saying.ground.reject(harm, quoted.quote, f"tells of people {tolls[0].sort}, not {harm}")
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
    number = _number(saying.text(at))
    return Toll(number, number) if number else None


def _say_words(saying: Saying) -> None:
    for _, at in saying.each("damage", "damage"):
        saying.draft.say("damage", None, at, CONFIDENCE)
    for quoted, at in saying.each("denials", "denial"):
        saying.draft.say("denial", None, at, CONFIDENCE, speaker=saying.speaker_of(quoted, at))


def _say_evidence(saying: Saying) -> None:
    for sentence in saying.notes.sentences:
        if any(overlap((sentence.start, sentence.end), at) for at in saying.triggers):
            saying.draft.say("evidence", None, (sentence.start, sentence.end), 1.0)


def _over(items: Sequence[Item], at: Stretch) -> list[Item]:
    """Return the finds that share a character with `at`."""
    return [item for item in items if overlap((item.start, item.end), at)]


def _number(words: str) -> int | None:
    counts = [quantity.low for quantity in find_numbers(words) if quantity.unit is None and quantity.low]
    return counts[0] if counts else None
