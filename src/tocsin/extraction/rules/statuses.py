"""The status of an incident: what the report makes of whether and how it happened."""

import re

from tocsin.extraction.rules.frames import Frame
from tocsin.extraction.rules.notes import Notes, inside
from tocsin.vocabulary.terms import Status

_BOAST = re.compile(
    r"\b(?:our (?:fighters|men|heroes|mujahid|brothers|units|forces|martyr)|we (?:fired|struck|targeted|"
    r"attacked|blew|killed|shelled|launched|announce|claim|declare)|"
    r"(?:the )?soldiers of the caliphate|god willing|praise be to)\b"
)
_ALLEGED = re.compile(r"\b(?:alleged|allegedly|reportedly|unconfirmed|purported|supposed|rumou?red)\b[\w\s-]{0,24}$")
_ALLEGED_THAT = re.compile(r"\b(?:alleged|unconfirmed reports|rumou?rs)\b[^.;]{0,60}$")
_ALLEGED_AFTER = re.compile(
    r"^[^.;]{0,40}\b(?:could not be (?:independently )?(?:verified|confirmed)|not been confirmed|unconfirmed)"
)
_CLAIMED = re.compile(r"\b(?:claimed|claiming|claims?)\b[\w\s-]{0,20}$")


def status_of(notes: Notes, frame: Frame) -> tuple[Status, tuple[int, int]]:
    """Return the status and the words that give it (the first trigger where nothing else does)."""
    first = frame.triggers[0]
    own = (first.start, first.end)
    for trigger in frame.triggers:
        if trigger.words.foiled:
            return "foiled", (trigger.start, trigger.end)
    if all(t.words.threat for t in frame.triggers):
        return "threatened", own
    for trigger in frame.triggers:
        if trigger.words.intercepted:
            return ("intercepted" if not _harmed(frame) else "reported"), (trigger.start, trigger.end)
    if frame.denials and frame.count == 1:
        return "denied", (frame.denials[0].start, frame.denials[0].end)
    if words := _alleged(notes, frame):
        return "alleged", words
    before = notes.folded[max(frame.sentences[0].start, first.start - 60) : first.start]
    if (_CLAIMED.search(before) and first.words.form != "verb") or _boasted(notes, frame):
        return "claimed", own
    return "reported", own


def _alleged(notes: Notes, frame: Frame) -> tuple[int, int] | None:
    """Return the words that call the incident unproven: before a trigger, or "could not be verified" behind it."""
    first = frame.triggers[0]
    floor = max(frame.sentences[0].start, first.start - 60)
    if found := _ALLEGED_THAT.search(notes.folded, floor, first.start):
        return found.start(), first.end
    for trigger in frame.triggers:
        if found := _ALLEGED.search(notes.folded, max(0, trigger.start - 40), trigger.start):
            return found.start(), trigger.end
    if _ALLEGED_AFTER.search(notes.folded[first.end : first.end + 200]):
        return first.start, first.end
    return None


def _harmed(frame: Frame) -> bool:
    return any((t.toll.low or 0) > 0 for t in frame.tolls.values())


def _boasted(notes: Notes, frame: Frame) -> bool:
    """Whether only the doer tells of it: a statement in the first person, or "the group said it had fired"."""
    sentence = frame.sentences[0]
    words = notes.folded[sentence.start : sentence.end]
    if _BOAST.search(words):
        return True
    claims = [c for c in inside(notes.cues, sentence.start, sentence.end) if c.sort == "claim"]
    return bool(claims) and frame.triggers[0].start > claims[0].start and not frame.tolls
