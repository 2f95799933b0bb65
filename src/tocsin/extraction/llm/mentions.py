"""From an incident as the model tells it to a mention: found in the text, then through the rules' normalisers."""

from dataclasses import dataclass
from typing import cast

from tocsin.extraction.assemble import Draft
from tocsin.extraction.llm.grounding import Ground, overlap
from tocsin.extraction.llm.saying import CONFIDENCE, UNKNOWN_TERM, Saying, number_in
from tocsin.extraction.llm.scheme import MOST
from tocsin.extraction.llm.told import ToldIncident
from tocsin.extraction.llm.values import say_perpetrators, say_targets, say_tolls, say_weapons, say_when, say_where
from tocsin.extraction.rules.notes import Notes
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.terms import KINDS, STATUSES, Kind, Status

_MOST_COUNTED = 1000


@dataclass(slots=True)
class Found:
    """An incident whose words stand in the text: its claims so far, whether the report is about it."""

    draft: Draft
    main: bool
    window: int


def found_of(notes: Notes, ground: Ground, told: ToldIncident, method: Method, window: int) -> Found | None:
    """Return the incident `told` with what the text proves of it; None, and rejected, if that is too little."""
    if told.kind not in KINDS or told.status not in STATUSES:
        ground.reject("incident", f"{told.kind or 'no kind'}, {told.status or 'no status'}", UNKNOWN_TERM)
        return None
    triggers = [quoted.quote for quoted in told.words["triggers"][:MOST]]
    others = [quoted.quote for name, words in told.words.items() if name != "triggers" for quoted in words]
    places = ground.triggers_of(triggers, others)
    if not places:
        ground.reject("incident", told.kind, "has no trigger in the text")
        return None
    saying = Saying(notes, ground, Draft(notes.report, method), places, told)
    _say_told(saying)
    for say in (say_when, say_where, say_weapons, say_targets, say_perpetrators, say_tolls, _say_words):
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
        number = number_in(saying.text(at))
        if number is None or not 1 < number <= _MOST_COUNTED:
            saying.ground.reject("count", quoted.quote, "is no number of incidents")
        else:
            draft.say("count", number, at, CONFIDENCE)


def _say_words(saying: Saying) -> None:
    for _, at in saying.each("damage", "damage"):
        saying.draft.say("damage", None, at, CONFIDENCE)
    for quoted, at in saying.each("denials", "denial"):
        saying.draft.say("denial", None, at, CONFIDENCE, speaker=saying.speaker_of(quoted, at))


def _say_evidence(saying: Saying) -> None:
    for sentence in saying.notes.sentences:
        if any(overlap((sentence.start, sentence.end), at) for at in saying.triggers):
            saying.draft.say("evidence", None, (sentence.start, sentence.end), 1.0)
