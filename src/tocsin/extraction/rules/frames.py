"""Frames: what one clause says of one incident, gathered before incidents are told apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tocsin.extraction.rules.clauses import Clause
from tocsin.extraction.rules.notes import Notes, Trigger, inside
from tocsin.extraction.rules.objects import Object, objects
from tocsin.extraction.rules.parties import Denial, Party, agents, denials, stances
from tocsin.extraction.rules.sites import PlaceWords, unnamed_place
from tocsin.extraction.rules.viable import counted, is_definite
from tocsin.language.dates.find import Dated
from tocsin.language.sentences import Extent
from tocsin.language.tolls import Counted
from tocsin.language.weapons import Armed

_NEW = re.compile(
    r"\b(?:in addition|another|second|third|fourth|separate|separately|elsewhere|earlier|previous|previously|"
    r"a further|other|also|meanwhile|different)\b"
)
_JOINT = re.compile(r"[\s,;/&]*(?:(?:and|or|as well as|then|again)\s+)*(?:on\s+)?(?:the\s+)?")
_IN = re.compile(r"(?:\b(?:in|across|inside|throughout|within)|,) (?:the |\w+ern )?$")
_NO_PLACES = frozenset(("convoy", "vessel", "civilian", "armed-group", "other", "aid"))
_VEHICLES = re.compile(
    r"\b(?:vehicles?|vans?|cars?|bus(?:es)?|jeeps?|trucks?|lorr(?:y|ies)|tanks?|humvees?|helicopters?|jets?|planes?|"
    r"airliners?|ambulances?|motorcades?|patrols?|trains?|tankers?|pylons?|transformers?|newspapers?)$"
)
_ABDUCTED = re.compile(r"kidnap|abduct|hostage|snatch|captive|ransom")
_SUMMARY = re.compile(
    r"\b(?:series|spate|wave|string|list|number|dozens|hundreds|scores|many|several|recent|frequent|such|"
    r"similar|past|previous|all|most|latest|these|those|more)\b[\w\s-]{0,20}$"
)


@dataclass(slots=True)
class Frame:
    """One incident as far as it is known; a second frame of the same incident is poured into the first."""

    triggers: list[Trigger]
    sentences: list[Extent]
    when: Dated | None = None
    places: list[PlaceWords] = field(default_factory=list)
    weapons: list[Armed] = field(default_factory=list)
    objects: list[Object] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    denials: list[Denial] = field(default_factory=list)
    tolls: dict[str, Counted] = field(default_factory=dict)
    count: int = 1
    definite: bool = False
    fresh: bool = False
    summary: bool = False
    theme: str = ""

    @property
    def start(self) -> int:
        """First character of the first trigger."""
        return self.triggers[0].start

    def pour(self, other: "Frame") -> None:
        """Add what `other` says of the same incident; what was said first keeps its place."""
        self.triggers.extend(other.triggers)
        self.sentences.extend(s for s in other.sentences if s not in self.sentences)
        self.when = _better_date(self.when, other.when)
        self.places.extend(p for p in other.places if all(p.start != q.start for q in self.places))
        self.weapons.extend(other.weapons)
        self.objects.extend(other.objects)
        self.parties.extend(other.parties)
        self.denials.extend(other.denials)
        for sort, toll in other.tolls.items():
            self.tolls.setdefault(sort, toll)
        self.count = max(self.count, other.count)
        self.summary = self.summary and other.summary


def _better_date(first: Dated | None, second: Dated | None) -> Dated | None:
    """Return the more exact of two dates, the first if they are alike."""
    if first is None or second is None:
        return first or second
    return second if second.when.precision == "day" and first.when.precision not in ("day", "days") else first


def frames_of(notes: Notes, clause: Clause, number: int) -> list[Frame]:
    """Return the frames of a clause with triggers: one for each date of an enumeration or place of a list."""
    base = _frame(notes, clause, number)
    dates = _enumerated(notes, clause)
    if dates:
        return [_copy(base, when=d) for d in dates]
    places = _listed(notes, clause)
    if places:
        return [_copy(base, places=[p, *[q for q in base.places if q not in places]]) for p in places]
    return [base]


def _copy(frame: Frame, when: Dated | None = None, places: list[PlaceWords] | None = None) -> Frame:
    return Frame(
        list(frame.triggers), list(frame.sentences), when or frame.when, list(places or frame.places),
        list(frame.weapons), list(frame.objects), list(frame.parties), list(frame.denials), dict(frame.tolls),
        1 if when or places else frame.count, frame.definite, True, frame.summary, frame.theme,
    )  # fmt: skip


def _frame(notes: Notes, clause: Clause, number: int) -> Frame:
    doers = agents(notes, clause.start, clause.end, clause.triggers)
    parties, denied = denials(notes, clause.start, clause.end)
    said = stances(notes, clause.start, clause.end)
    hit = objects(notes, clause, [*doers, *said])
    named = {p.start for p in said}
    first = clause.triggers[0]
    before = notes.folded[clause.start : first.start]
    tolls: dict[str, Counted] = {}
    for toll in clause.of(notes.tolls):
        if is_told(notes, toll, clause.triggers):
            tolls.setdefault(toll.sort, toll)
    return Frame(
        triggers=list(clause.triggers),
        sentences=[clause.sentence],
        when=nearest_date(clause),
        places=[*_places(notes, clause), *_nameless(notes, hit)],
        weapons=list(clause.of(notes.weapons)),
        objects=hit,
        parties=[*said, *[d for d in doers if d.start not in named], *parties],
        denials=denied,
        tolls=tolls,
        count=_count(notes, clause),
        definite=all(is_definite(notes, t) for t in clause.triggers),
        fresh=bool(_NEW.search(notes.folded[max(clause.start, first.start - 110) : first.start])) or number == 0,
        theme=clause.theme,
        summary=all(t.words.form == "plural" for t in clause.triggers) and bool(_SUMMARY.search(before)),
    )


def is_told(notes: Notes, toll: Counted, triggers: Sequence[Trigger]) -> bool:
    """Whether people counted as abducted were: "taken" is often to hospital, unless the incident is an abduction."""
    if toll.sort != "abducted" or any(t.words.kind == "abduction" for t in triggers):
        return True
    return bool(_ABDUCTED.search(notes.folded, toll.start, toll.end))


def nearest_date(clause: Clause) -> Dated | None:
    """Return the clause's date: days before months, then the nearest to the trigger, behind it if two are as near."""
    if not clause.dates or not clause.triggers:
        return clause.dates[0] if clause.dates else None
    at = clause.triggers[0]

    def distance(d: Dated) -> tuple[int, int]:
        exact = 0 if d.when.precision in ("day", "days") else 1
        return exact, (d.start - at.end) if d.start >= at.end else (at.start - d.end) + 20

    return min(clause.dates, key=distance)


def _places(notes: Notes, clause: Clause) -> list[PlaceWords]:
    """Return the places of the clause; of the sentence around it if it has none."""
    own = list(clause.places)
    if own:
        return own
    around = inside(notes.places, clause.sentence.start, clause.sentence.end)
    return [p for p in around if p.kind == "country" and _IN.search(notes.folded[max(0, p.start - 24) : p.start])]


def _nameless(notes: Notes, hit: list[Object]) -> list[PlaceWords]:
    """Return the places without a name that were hit ("a vegetable market", "the officers' club")."""
    found = []
    for thing in hit:
        if thing.kind != "physical" or thing.rank > 1 or thing.category in _NO_PLACES:
            continue
        words = notes.folded[thing.start : thing.end]
        known = inside(notes.places, thing.start - 3, thing.end)
        if not known and not _VEHICLES.search(words):
            found.append(unnamed_place(notes.folded, thing.start, thing.end))
    return found


def _enumerated(notes: Notes, clause: Clause) -> list[Dated]:
    """Return the days of an enumeration, with nothing but commas and "and" between them, or an empty list."""
    chosen = nearest_date(clause)
    if chosen is None or chosen.when.precision != "day":
        return []
    group = [d for d in clause.dates if d.group == chosen.group and d.when.precision == "day"]
    joined = all(_JOINT.fullmatch(notes.folded[a.end : b.start]) for a, b in pairwise(group))
    return group if len(group) > 1 and joined else []


def _listed(notes: Notes, clause: Clause) -> list[PlaceWords]:
    """Return the places of a list ("in X, Y and Z") behind a plural subject, an incident each; or an empty list."""
    run: list[PlaceWords] = []
    for place in clause.places:
        if not run:
            run = [place]
            continue
        between = notes.folded[run[-1].end : place.start]
        same_level = place.kind == run[-1].kind and place.kind in ("city", "neighbourhood", "facility")
        if same_level and re.fullmatch(r"\s*(?:,|,? and|,? & )\s*(?:in |at |near |the )*", between):
            run.append(place)
        elif len(run) < 2:
            run = [place]
    if len(run) < 2 or run[0].relation == "between":
        return []
    joined = " and " in notes.folded[run[-2].end : run[-1].start]
    if not joined or any(a.place and b.place and a.place.name in b.within for a in run for b in run):
        return []
    return run


def _count(notes: Notes, clause: Clause) -> int:
    return max((counted(notes, clause.start, trigger) or 1 for trigger in clause.triggers), default=1)
