"""Who did it, by whose word: perpetrators with stance and speaker, and denials, from one clause or sentence."""

import re
from dataclasses import dataclass

from tocsin.extraction.rules.actors import ActorWords
from tocsin.extraction.rules.notes import Notes, Trigger, inside
from tocsin.extraction.rules.phrases import name_before
from tocsin.language.cues import Cue
from tocsin.vocabulary.terms import ActorKind, Stance

_BY = re.compile(r"^[^.;]{0,40}?\bby (?:the |a |an |some )?$")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be|got)\b[\w\s]{0,20}$")
_PREPOSITION = re.compile(
    r"\b(?:at|on|against|to|in|by|with|for|near|between|into|upon|over|than|like)\s(?:the |a |an |some )?$"
)
_SUFFERED = re.compile(
    r"(?:died|dead|wounded|injured|hurt|killed|fell|came down|landed)\b(?! (?:a|an|the|at|two|three|four|\d))"
)
_THINGS = re.compile(r"(?:the |an? |\w+ )?(?:drones?|missiles?|rockets?|bombs?|mines?|shells?|grenades?|explosions?)")
_PEOPLE = re.compile(
    r" (?:groups?|fighters|members|militants|gunmen|forces|rebels|insurgents|men|units?|guerrillas|elements|supporters|"
    r"troops|soldiers|militiamen|jets|warplanes|aircraft)\b"
)
_SPEECH = re.compile(
    r"\b(?:said|says|told|announced|according to|reported|stated|confirmed|added|accused|blamed|noted)\b"
)


@dataclass(frozen=True, slots=True)
class Party:
    """Words that name a perpetrator, with the stance and, where the outlet only quotes it, who says so."""

    start: int
    end: int
    kind: ActorKind
    stance: Stance
    speaker: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Denial:
    """Words that deny the event, and who denies."""

    start: int
    end: int
    speaker: tuple[int, int] | None


def _before(actors: list[ActorWords], at: int) -> ActorWords | None:
    return next((a for a in reversed(actors) if a.end <= at), None)


def _after(actors: list[ActorWords], at: int) -> ActorWords | None:
    return next((a for a in actors if a.start >= at), None)


def _party(notes: Notes, actor: ActorWords, stance: Stance, speaker: tuple[int, int] | None = None) -> Party:
    """Return the actor as a party, with the people that its name stands before: "Taliban fighters"."""
    people = _PEOPLE.match(notes.folded, actor.end)
    return Party(actor.start, people.end() if people else actor.end, actor.kind, stance, speaker)


def agents(notes: Notes, start: int, end: int, triggers: tuple[Trigger, ...]) -> list[Party]:
    """Return the actors that the clause makes the doers of its triggers: before a verb, or behind "by"."""
    actors = list(inside(notes.actors, start, end))
    found: dict[int, Party] = {}
    for trigger in triggers:
        after = _after(actors, trigger.end)
        if after and _BY.match(notes.folded[trigger.end : after.start]):
            found.setdefault(after.start, _party(notes, after, _shade(notes, after)))
            continue
        if trigger.words.form == "verb" and not trigger.words.foiled and not trigger.words.intercepted:
            within = next((a for a in actors if a.start <= trigger.start < a.end), None)  # "forces to detain"
            subject = within or _subject(notes, _before(actors, trigger.start), trigger, start)
            if subject:
                found.setdefault(subject.start, _party(notes, subject, _shade(notes, subject)))
    return list(found.values())


def _subject(notes: Notes, actor: ActorWords | None, trigger: Trigger, floor: int) -> ActorWords | None:
    """Return `actor`, the last one before a trigger verb, if it is the one who acts."""
    if actor is None or _THINGS.fullmatch(notes.folded, actor.start, actor.end):
        return None
    if _is_object(notes, actor, floor) or _SUFFERED.match(notes.folded, trigger.start):
        return None
    if any(t.quote_start <= actor.start < t.quote_end for t in inside(notes.tolls, floor, trigger.end + 1)):
        return None  # the dead and wounded are no doers
    after = inside(notes.nouns, actor.start, actor.end + 2)
    if any(n.start <= actor.end + 1 < n.end and n.words.kind == "physical" for n in after):
        return None  # "the US embassy" is not the US
    between = notes.folded[actor.end : trigger.start]
    if len(between) >= 60 or _PASSIVE.search(between[-28:]) or re.search(r"[;:]|\bby\b", between):
        return None
    if _SPEECH.search(between) and not re.search(r"\b(?:it|they|its|their)\b", between):
        return None
    return actor


def _is_object(notes: Notes, actor: ActorWords, floor: int) -> bool:
    """Whether a preposition stands before the actor, or it owns what follows ("at US forces", "Iran's militias")."""
    if notes.folded.startswith(("'s", "' "), actor.end):
        return True
    return bool(_PREPOSITION.search(notes.folded[max(floor, actor.start - 16) : actor.start]))


def _shade(notes: Notes, actor: ActorWords) -> Stance:
    """Return suspected for "suspected militants", else identified."""
    words = notes.folded[max(0, actor.start - 12) : actor.end]
    return "suspected" if re.search(r"suspected|presumed|alleged|believed|apparently", words) else "identified"


def stances(notes: Notes, start: int, end: int) -> list[Party]:
    """Return what the cues of a stretch of text say: who claims, admits, denies, is blamed or suspected."""
    actors = list(inside(notes.actors, start, end))
    found: list[Party] = []
    for cue in inside(notes.cues, start, end):
        party = _by_cue(notes, cue, actors, start)
        if party and all(p.start != party.start for p in found):
            found.append(party)
    return found


def _by_cue(notes: Notes, cue: Cue, actors: list[ActorWords], floor: int) -> Party | None:
    subjects = [a for a in actors if not _is_object(notes, a, floor)]
    subject, thing = _before(subjects, cue.start), _after(actors, cue.end)
    near = subject is not None and cue.start - subject.end < 80
    if cue.sort == "unclaimed":
        return Party(cue.start, cue.end, "unknown", "unclaimed")
    if cue.sort == "claim":
        behind = notes.folded[cue.end : thing.start] if thing else ""
        if thing and re.match(r"^[^.;]{0,30}\bby (?:the |a |an )?$", behind):
            return _party(notes, thing, "claims")
        return _party(notes, subject, "claims") if subject and near else None
    if cue.sort == "admission":
        return _party(notes, subject, "admits") if subject and near else None
    if cue.sort in ("blame", "suspicion"):
        return _accused(notes, cue, subject if near else None, thing, floor)
    return None


def _accused(notes: Notes, cue: Cue, subject: ActorWords | None, thing: ActorWords | None, floor: int) -> Party | None:
    stance: Stance = "blamed" if cue.sort == "blame" else "suspected"
    if thing and thing.start - cue.end < 60:
        return _party(
            notes, thing, stance, name_before(notes.report.text, cue.start, floor) if stance == "blamed" else None
        )
    doubted = subject is not None and subject.kind != "state" and cue.start - subject.end < 30
    return _party(notes, subject, stance) if subject and doubted and cue.sort == "suspicion" else None


# Only a denial that it happened denies the event; not "denied the charge", "disputes the figure", "rejects violence".
_EVENT = re.compile(
    r"\b(?:happened|happening|tak(?:en|ing) place|took place|occurred|"
    r"(?:any|an) (?:attack|strike|raid|explosion|bombing|blast|ambush|shelling|incident)\b|"
    r"(?:been|was|were|being) (?:hit|struck|fired|attacked|targeted|bombed|shelled|shot down|ambushed|blown up)|"
    r"(?:rocket|missile|drone|shell|bomb|mortar)s? (?:had |has )?(?:hit|struck|landed|fallen|fell|reached|damaged)|"
    r"come under)\b"
)
_AUTHORSHIP = re.compile(
    r"\b(?:nothing to do with|involve|responsib|role|part\b|hand\b|connection|link|having (?:carried|fired|done|any)|"
    r"behind|authorship|it (?:was|had)|they (?:were|had))"
)


def denials(notes: Notes, start: int, end: int) -> tuple[list[Party], list[Denial]]:
    """Return who denies having done it, and who denies that it happened, in a stretch of text."""
    parties: list[Party] = []
    events: list[Denial] = []
    for cue in inside(notes.cues, start, end):
        if cue.sort != "denial":
            continue
        actors = [a for a in inside(notes.actors, start, end) if a.end <= cue.start]
        rest = re.match(r"[^.;,\n]{0,90}", notes.folded[cue.end : end])
        words = rest[0] if rest else ""
        whole = notes.folded[cue.start : cue.end] + words
        speaker = name_before(notes.report.text, cue.start, start)
        if _AUTHORSHIP.search(whole) or not words.strip():
            if actors:
                parties.append(_party(notes, actors[-1], "denies"))
            continue
        if _EVENT.search(words):
            last = cue.end + len(words.rstrip())
            events.append(Denial(cue.start, last, speaker))
    return parties, events
