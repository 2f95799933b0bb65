"""Discourse: which clauses of a report tell of one incident, and what the sentences between them add."""

from tocsin.extraction.rules.clauses import contained, cut_sentence, disjoint, own_dates
from tocsin.extraction.rules.frames import Frame, frames_of, is_told
from tocsin.extraction.rules.kinds import same_group
from tocsin.extraction.rules.notes import Notes, inside
from tocsin.extraction.rules.objects import Object
from tocsin.extraction.rules.parties import denials, stances
from tocsin.extraction.rules.sites import PlaceWords
from tocsin.extraction.rules.viable import viable
from tocsin.language.sentences import Extent
from tocsin.vocabulary.geometry import distance_km

_SLACK_KM = 15  # two names for one scene may lie this far apart beyond their own precision


def tell_apart(notes: Notes) -> list[Frame]:
    """Return the incidents of the report as frames, in the order of the text."""
    incidents: list[Frame] = []
    current: Frame | None = None
    for number, sentence in enumerate(notes.sentences):
        triggers = viable(notes, sentence)
        if not triggers:
            if current is not None:
                _support(notes, sentence, current, _subject_of_report(incidents, current))
            continue
        for clause in cut_sentence(notes, sentence, triggers):
            if not clause.triggers:
                continue
            current = _place_frames(notes, frames_of(notes, clause, number), incidents, current)
    return incidents


def _place_frames(notes: Notes, frames: list[Frame], incidents: list[Frame], current: Frame | None) -> Frame | None:
    """Pour each frame into the incident it tells of, or add it as a new one; return the last."""
    joined: Frame | None = current
    taken: list[Frame] = []
    for frame in frames:
        host = _host(notes, frame, [i for i in incidents if all(i is not t for t in taken)], current)
        if host is None:
            incidents.append(frame)
            joined = frame
        else:
            host.pour(frame)
            joined = host
        taken.append(joined)
    return joined


def _host(notes: Notes, frame: Frame, incidents: list[Frame], current: Frame | None) -> Frame | None:
    """Return the incident that `frame` adds to, or None if it is one of its own."""
    fitting = [i for i in incidents if fits(notes, i, frame)]
    if not fitting:
        return None
    if frame.when is not None and frame.when.when.precision == "day":
        same = [i for i in fitting if i.when is not None and i.when.when == frame.when.when]
        if same:
            return same[-1]
        if frame.fresh and not frame.definite:
            return None
        return next((i for i in reversed(fitting) if i.when is None), None)
    if frame.fresh and not frame.definite and (frame.places or frame.when or frame.objects):
        return None
    if frame.places and not frame.definite:
        shared = [i for i in fitting if _shares_place(notes, i, frame)]
        if shared:
            return shared[-1]
    if current is not None and any(current is i for i in fitting):
        return current
    return fitting[-1]


def fits(notes: Notes, incident: Frame, frame: Frame) -> bool:
    """Whether nothing speaks against `frame` telling of `incident`: dates, places and kinds agree."""
    if incident.when and frame.when and disjoint(incident.when, frame.when):
        return False
    if not same_group(incident, frame):
        return False
    return not _elsewhere(notes, incident, frame)


def _names(notes: Notes, frame: Frame) -> set[str]:
    return {notes.folded[p.start : p.end].removeprefix("the ") for p in frame.places if p.kind != "country"}


def _shares_place(notes: Notes, incident: Frame, frame: Frame) -> bool:
    mine, theirs = _names(notes, incident), _names(notes, frame)
    return any(a in b or b in a for a in mine for b in theirs)


def _elsewhere(notes: Notes, incident: Frame, frame: Frame) -> bool:
    """Whether the two have places, none in common, and none that may lie in another."""
    if not _names(notes, incident) or not _names(notes, frame) or _shares_place(notes, incident, frame):
        return False
    pairs = [(a, b) for a in incident.places for b in frame.places if "country" not in (a.kind, b.kind)]
    return not any(_may_touch(a, b) for a, b in pairs)


def _may_touch(a: PlaceWords, b: PlaceWords) -> bool:
    """Whether one of two places may lie in the other: by their distance where both are known, else by their levels."""
    if a.place is not None and b.place is not None:
        apart = distance_km((a.place.lat, a.place.lon), (b.place.lat, b.place.lon))
        return apart <= a.place.precision_km + b.place.precision_km + _SLACK_KM
    return contained(a, b)


def _subject_of_report(incidents: list[Frame], current: Frame) -> Frame:
    """Return the incident that a sentence about claims speaks of: the last one told, or, after a look back, the first.

    Reports end with earlier attacks and then say that nobody has claimed the one that they are about.
    """
    first = incidents[0]
    if first.when is None or current.when is None or not disjoint(first.when, current.when):
        return current
    earlier = str(current.when.when.start) < str(first.when.when.start)
    return first if earlier else current


def _support(notes: Notes, sentence: Extent, incident: Frame, subject: Frame) -> None:
    """Add what a sentence without triggers says: harm and weapons to `incident`, claims and denials to `subject`."""
    tolls = inside(notes.tolls, sentence.start, sentence.end)
    weapons = inside(notes.weapons, sentence.start, sentence.end)
    dates = own_dates(notes, sentence.start, sentence.end)
    for toll in tolls:
        if toll.sort not in incident.tolls and is_told(notes, toll, incident.triggers):
            incident.tolls[toll.sort] = toll
            incident.objects.extend(_harmed(notes, toll.quote_start, toll.quote_end))
    if not incident.weapons and incident.count == 1:
        incident.weapons.extend(weapons)
    if incident.when is None and len(dates) == 1 and (tolls or weapons):
        incident.when = dates[0]
    if tolls:
        incident.sentences.append(sentence)
    parties = stances(notes, sentence.start, sentence.end)
    denying, denied = denials(notes, sentence.start, sentence.end)
    subject.parties.extend([*parties, *denying])
    subject.denials.extend(denied)
    if (parties or denying or denied) and sentence not in subject.sentences:
        subject.sentences.append(sentence)


def _harmed(notes: Notes, start: int, end: int) -> list[Object]:
    nouns = inside(notes.nouns, start, end)
    if not nouns:
        return []
    noun = nouns[-1]
    return [Object(start, end, noun.words.category, noun.words.kind, None, 2)]
