"""Clauses: a sentence cut where one incident's words end and the next one's begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from tocsin.extraction.rules.notes import Item, Notes, Trigger, inside
from tocsin.extraction.rules.sites import SPECIFICITY, PlaceWords
from tocsin.language.dates.find import Dated
from tocsin.language.sentences import Extent

# Where a sentence may be cut, best first.
_BOUNDARIES = tuple(
    re.compile(pattern)
    for pattern in (
        r";|\s[–—-]{1,2}\s",
        r",? (?:and|while|whereas|but|then|followed by)(?: (?:another|a second|a third|two|three|one|more|in|"
        r"on|at|near|also))\b|, (?:and|while|whereas|but|then)\b",
        r",",
        r" (?:while|whereas|before|after|and|but)\b",
    )
)
# A date behind these words says when it was told, or how long something lasted, not when the incident was.
_TOLD = re.compile(
    r"(?:\b(?:said|says|told|announced|reported|stated|declared|added|wrote|confirmed|statement|posted|published|"
    r"claimed|denied|issued|released|tweeted|spoke|briefed|warned|blamed|vowed|condemned|buried|arrested|detained|"
    r"visited|funeral|asked|called|met|press conference|interview)\b[^,.;]{0,28}|\b(?:since|until|till|by|"
    r"before|born)) ?$"
)
_LIST = re.compile(
    r"\b(?:list|series|string|spate|wave|number|tally|timeline|chronology|most recent|latest|recent)\b[\w\s]{0,20}$"
)
_HARM = re.compile(r"kill|wound|injur|hurt|dead|died|damag|destroy|leaving|left|maim")


@dataclass(frozen=True, slots=True)
class Clause:
    """Part of a sentence with the triggers of one incident, or a whole sentence without any.

    `dates` are those that can be the incident's. `theme` is the kind that the head of a list gives to each of its
    items ("a list of rocket attacks includes ..."), "" where there is none.
    """

    start: int
    end: int
    sentence: Extent
    triggers: tuple[Trigger, ...]
    dates: tuple[Dated, ...] = ()
    places: tuple[PlaceWords, ...] = ()
    theme: str = ""

    def of(self, items: Sequence[Item]) -> Sequence[Item]:
        """Return those of `items` that stand in the clause."""
        return inside(items, self.start, self.end)


def own_dates(notes: Notes, start: int, end: int) -> tuple[Dated, ...]:
    """Return the dates in a stretch of text that can say when something happened there."""
    return tuple(
        d
        for d in inside(notes.dates, start, end)
        if d.when.start is not None
        and not d.metadata
        and not d.dateline
        and not d.weak
        and not d.speech
        and not d.recurring
        and not _after_publication(notes, d)
        and not _TOLD.search(notes.folded[max(start, d.start - 60) : d.start].removesuffix("on ").removesuffix("late "))
    )


def _after_publication(notes: Notes, date: Dated) -> bool:
    """Whether a day lies behind the publication though nothing says that it is to come."""
    published = notes.report.published
    if published is None or date.when.start is None or date.future:
        return False
    return date.when.start > published + timedelta(days=1)


def _own_places(notes: Notes, start: int, end: int) -> tuple[PlaceWords, ...]:
    return tuple(p for p in inside(notes.places, start, end) if p.kind != "country")


def _in_one_group(notes: Notes, at: int) -> bool:
    """Whether a cut at `at` would part an enumeration of dates or a number of people."""
    before = [d for d in inside(notes.dates, max(0, at - 60), at) if d.end <= at + 1]
    after = inside(notes.dates, at, at + 16)
    if before and after and before[-1].group == after[0].group:
        return True
    return any(t.quote_start < at < t.quote_end for t in inside(notes.tolls, max(0, at - 120), at + 1))


def _cut(notes: Notes, left: Trigger, right: Trigger) -> int | None:
    """Return where to cut between two triggers, or None if there is no seam."""
    gap = notes.folded[left.end : right.start]
    for boundary in _BOUNDARIES:
        for seam in reversed(list(boundary.finditer(gap))):
            at = left.end + seam.start()
            if not _in_one_group(notes, at):
                return at
    # "... on July 31 rockets fired at": no seam is written, but a date ends and a weapon begins.
    for weapon in inside(notes.weapons, left.end, right.start):
        if any(0 <= weapon.start - d.end <= 3 for d in inside(notes.dates, left.end, weapon.start)):
            return weapon.start
    return None


def contained(a: PlaceWords, b: PlaceWords) -> bool:
    """Whether one of two places may lie in the other: different levels, or the same name."""
    return SPECIFICITY[a.kind] != SPECIFICITY[b.kind]


def _apart(notes: Notes, left: Clause, right: Clause, seam: str) -> bool:
    """Whether two neighbouring clauses of a sentence tell of two incidents."""
    if seam == ";" and (left.places or left.dates):
        return bool(right.places or right.dates or right.of(notes.weapons))
    if left.dates and right.dates:
        return all(disjoint(a, b) for a in left.dates for b in right.dates)
    harm = _HARM.search(notes.folded[right.triggers[0].start : right.triggers[0].end])
    if harm and not right.dates:
        return False
    if left.places and right.places:
        names = {notes.folded[p.start : p.end] for p in left.places}
        others = {notes.folded[p.start : p.end] for p in right.places}
        if names & others:
            return False
        return not any(contained(a, b) for a in left.places for b in right.places)
    return False


def disjoint(a: Dated, b: Dated) -> bool:
    """Whether two dates have no day in common."""
    if not (a.when.start and b.when.start and a.when.end and b.when.end):
        return False
    return a.when.end < b.when.start or b.when.end < a.when.start


def _clause(notes: Notes, sentence: Extent, start: int, end: int, triggers: tuple[Trigger, ...]) -> Clause:
    return Clause(start, end, sentence, triggers, own_dates(notes, start, end), _own_places(notes, start, end))


def _merged(notes: Notes, left: Clause, right: Clause) -> Clause:
    return _clause(notes, left.sentence, left.start, right.end, left.triggers + right.triggers)


def cut_sentence(notes: Notes, sentence: Extent, triggers: Sequence[Trigger]) -> list[Clause]:
    """Return the clauses of `sentence`, whose viable triggers are `triggers`, in order."""
    head = triggers[0]
    if len(triggers) > 1 and head.words.form == "plural" and _LIST.search(notes.folded[sentence.start : head.start]):
        return [replace(clause, theme=head.words.kind) for clause in cut_sentence(notes, sentence, triggers[1:])]
    if len(triggers) < 2:
        return _by_pairs(notes, _clause(notes, sentence, sentence.start, sentence.end, tuple(triggers)))
    clauses: list[Clause] = []
    start, held = sentence.start, [triggers[0]]
    cuts: list[tuple[int, list[Trigger], int, str]] = []
    for left, right in pairwise(triggers):
        at = _cut(notes, left, right)
        if at is None:
            held.append(right)
            continue
        cuts.append((start, held, at, notes.folded[at : at + 1]))
        start, held = at, [right]
    cuts.append((start, held, sentence.end, ""))
    seam = ""
    for start, held, end, next_seam in cuts:
        clause = _clause(notes, sentence, start, end, tuple(held))
        if clauses and not _apart(notes, clauses[-1], clause, seam):
            clauses[-1] = _merged(notes, clauses[-1], clause)
        else:
            clauses.append(clause)
        seam = next_seam
    return [part for clause in clauses for part in _by_pairs(notes, clause)]


def _by_pairs(notes: Notes, clause: Clause) -> list[Clause]:
    """Cut a clause that lists places with a date each ("X on July 1, Y on July 5 and Z on July 9") at the commas."""
    groups = list({d.group: d for d in clause.dates}.values())
    if len(groups) < 2 or len(clause.places) < 2 or not clause.triggers:
        return [clause]
    after_trigger = [p for p in clause.places if p.start > clause.triggers[0].start]
    if len(after_trigger) < 2 or not all(disjoint(a, b) for a, b in pairwise(groups)):
        return [clause]
    cuts = []
    for left, right in pairwise(groups):
        last = max(d.end for d in clause.dates if d.group == left.group)
        between = [p for p in after_trigger if last <= p.start < right.start]
        if not between or not re.search(r",|;|\band\b", notes.folded[last : between[0].start]):
            return [clause]
        cuts.append(last)
    bounds = [clause.start, *cuts, clause.end]
    return [_clause(notes, clause.sentence, a, b, clause.triggers) for a, b in pairwise(bounds)]
