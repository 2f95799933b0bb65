"""From a frame to a mention: what is kept, in which order, and how sure the rules are of it."""

from datetime import timedelta

from tocsin.extraction.assemble import Draft
from tocsin.extraction.rules.frames import Frame
from tocsin.extraction.rules.kinds import kind_of
from tocsin.extraction.rules.notes import Notes
from tocsin.extraction.rules.sites import SPECIFICITY
from tocsin.extraction.rules.statuses import status_of
from tocsin.language.dates.find import Dated
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.terms import ActorKind
from tocsin.vocabulary.values import Actor, Target, Where

# Share of values that proved right on the training corpus, by slot, rounded to a twentieth.
CONFIDENCE = {
    "kind": 0.65, "status": 0.55, "when": 0.75, "where": 0.7, "weapon": 0.65, "target": 0.65, "perpetrator": 0.6,
    "killed": 0.55, "wounded": 0.55, "abducted": 0.5, "denial": 0.25, "count": 0.35,
}  # fmt: skip
# Share of incidents that were real there, by how many of date, place, harm and weapon are known.
_BY_KNOWN = (0.5, 0.6, 0.7, 0.8, 0.9)
_MOST_TARGETS = 3
_MOST_PARTIES = 4


def mention_of(notes: Notes, frame: Frame, number: int, method: Method, *, main: bool) -> Mention:
    """Return `frame` as the report's mention `number`."""
    draft = Draft(notes.report, method)
    status, status_words = status_of(notes, frame)
    confidence = confidence_of(frame)
    first = frame.triggers[0]
    draft.say("kind", kind_of(notes, frame), (first.start, first.end), CONFIDENCE["kind"])
    draft.say("status", status, status_words, CONFIDENCE["status"])
    for trigger in frame.triggers[:3]:
        draft.say("trigger", None, (trigger.start, trigger.end), confidence)
    if frame.count > 1:
        draft.say("count", frame.count, (first.start, first.end), CONFIDENCE["count"])
    if frame.when is not None:
        draft.say("when", frame.when.when, (frame.when.start, frame.when.end), CONFIDENCE["when"])
    _say_where(notes, frame, draft)
    for weapon in frame.weapons[:3]:
        draft.say("weapon", weapon.weapon, (weapon.start, weapon.end), CONFIDENCE["weapon"])
    _say_targets(notes, frame, draft)
    _say_parties(notes, frame, draft)
    for sort, toll in frame.tolls.items():
        draft.say(sort, toll.toll, (toll.quote_start, toll.quote_end), CONFIDENCE[sort])  # type: ignore[arg-type]
    for denial in frame.denials:
        draft.say("denial", None, (denial.start, denial.end), CONFIDENCE["denial"], speaker=denial.speaker)
    for sentence in frame.sentences:
        draft.say("evidence", None, (sentence.start, sentence.end), 1.0)
    return draft.mention(number, main=main, confidence=confidence)


def confidence_of(frame: Frame) -> float:
    """Return how sure it is that there is such an incident: the more is known of it, the surer."""
    harm = frame.tolls.get("killed") or frame.tolls.get("wounded")
    known = (frame.when is not None, bool(frame.places), harm is not None, bool(frame.weapons))
    return _BY_KNOWN[sum(known)]


def _say_where(notes: Notes, frame: Frame, draft: Draft) -> None:
    said: set[str] = set()
    for place in sorted(frame.places, key=lambda p: (SPECIFICITY[p.kind], p.start)):
        words = notes.report.text[place.start : place.end]
        if words.lower() not in said:
            said.add(words.lower())
            value = Where(place.place.name if place.place else words, place.relation, place.kind, place.place)
            draft.say("where", value, (place.start, place.end), CONFIDENCE["where"])


def _say_targets(notes: Notes, frame: Frame, draft: Draft) -> None:
    text = notes.report.text
    for target in sorted(frame.objects, key=lambda o: o.rank)[:_MOST_TARGETS]:
        value = Target(text[target.start : target.end], target.category, target.kind, target.number)
        draft.say("target", value, (target.start, target.end), CONFIDENCE["target"])


def _say_parties(notes: Notes, frame: Frame, draft: Draft) -> None:
    said: set[str] = set()
    for party in frame.parties:
        name = notes.report.text[party.start : party.end]
        if name.lower() in said or len(said) >= _MOST_PARTIES:
            continue
        said.add(name.lower())
        kind: ActorKind = party.kind
        draft.say(
            "perpetrator", Actor(name, kind), (party.start, party.end), CONFIDENCE["perpetrator"],
            stance=party.stance, speaker=party.speaker,
        )  # fmt: skip


def is_main(frame: Frame, latest: Dated | None) -> bool:
    """Whether the report is about this incident: its day lies within a month of the latest told of."""
    if frame.when is None or latest is None or frame.when.when.end is None or latest.when.end is None:
        return True
    return frame.when.when.precision in ("day", "days") and latest.when.end - frame.when.when.end <= timedelta(days=31)
