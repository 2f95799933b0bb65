"""One occasion told by several: tellings of one sort, of the same days, that name the same.

Days that are a day apart can be the same occasion ("leaves on Wednesday", "is in Washington on Thursday"); then the day
of most tellings speaks. A telling that knows no exact day joins others only where a single occasion fits.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from unicodedata import normalize

from tocsin.analysis.occasions.known import CalendarEntry, KnownOccasion, OccasionTelling
from tocsin.vocabulary.values import When

APART = timedelta(days=1)
"""Days of one occasion can lie so far apart."""
EXACT = frozenset({"day", "days"})
"""Precisions that name the days themselves; all others only say when they must lie."""
STRETCH = 32
WORD = re.compile(r"[^\W\d_]{2,}")
EMPTY = frozenset(
    "the in on at of for to by from an and or his her their its he she they it we who with after before as is was were "
    "are be will has have had this that last next days day week month year later today yesterday tomorrow tonight "
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mr mrs ms president minister "
    "prime foreign general king parliament government".split()
)
"""Words that name nobody, though a capital may begin them."""


def merged(tellings: Iterable[OccasionTelling]) -> tuple[KnownOccasion, ...]:
    """Return the occasions that `tellings` tell of, by their days; those without a day come last, each by itself."""
    groups: list[list[OccasionTelling]] = []
    places: dict[tuple[str, int], list[int]] = {}
    for telling in sorted(sorted(tellings, key=_order), key=lambda one: one.when.precision not in EXACT):
        about = [(telling.sort, stretch) for stretch in _stretches(telling.when)]
        near = sorted({at for place in about for at in places.get(place, ())})
        fitting = [at for at in near if groups[at] and _fits(telling, groups[at])]
        if fitting and (len(fitting) == 1 or _one_occasion(telling, [groups[at] for at in fitting])):
            groups[fitting[0]] += [telling, *(one for at in fitting[1:] for one in groups[at])]
            for at in fitting[1:]:
                groups[at].clear()
            continue
        for place in about:
            places.setdefault(place, []).append(len(groups))
        groups.append([telling])
    found = (_occasion(sorted(group, key=_order)) for group in groups if group)
    return tuple(sorted(found, key=lambda one: (one.start, one.sort, one.words, one.id)))


def _stretches(when: When) -> range:
    """Return the numbers of the months, or so, that `when` touches: only what shares one can be the same occasion."""
    if when.start is None or when.end is None:
        return range(0)
    return range((when.start.toordinal() - 1) // STRETCH, (when.end.toordinal() + 1) // STRETCH + 1)


def names(words: str) -> frozenset[str]:
    """Return the words of `words` that a capital letter begins and that can name somebody, folded."""
    found = (word for word in WORD.findall(words) if word[0].isupper())
    return frozenset(folded for word in found if (folded := _folded(word)) not in EMPTY)


@cache
def _folded(word: str) -> str:
    return "".join(sign for sign in normalize("NFKD", word.casefold()) if sign.isalnum())


def _fits(telling: OccasionTelling, group: Sequence[OccasionTelling]) -> bool:
    first = group[0]
    if any(_entries_of_one(telling, other) for other in group):
        return telling.when == first.when and _same_words(telling, first)
    if not _near(telling.when, first.when):
        return False
    named = names(telling.words)
    return any(named & names(one.words) or _same_words(telling, one) for one in group)


def _one_occasion(telling: OccasionTelling, groups: Sequence[Sequence[OccasionTelling]]) -> bool:
    """Whether a telling that fits all of `groups` shows them to be the same: it and they know the days exactly."""
    firsts = [group[0] for group in groups]
    exact = all(one.when.precision in EXACT for one in (telling, *firsts))
    return exact and all(
        _near(one.when, other.when) and not _entries_of_one(one, other)
        for at, one in enumerate(firsts)
        for other in firsts[at + 1 :]
    )


def _entries_of_one(one: OccasionTelling, other: OccasionTelling) -> bool:
    """Whether both stand in one calendar, where each entry is an occasion of its own."""
    first, second = one.origin, other.origin
    return isinstance(first, CalendarEntry) and isinstance(second, CalendarEntry) and first.file == second.file


def _same_words(one: OccasionTelling, other: OccasionTelling) -> bool:
    return " ".join(WORD.findall(one.words.casefold())) == " ".join(WORD.findall(other.words.casefold()))


def _near(one: When, other: When) -> bool:
    """Whether the days meet, or lie no more than a day apart where both are named exactly."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    slack = APART if {one.precision, other.precision} <= EXACT else timedelta()
    return one.start <= other.end + slack and other.start <= one.end + slack


def _occasion(group: Sequence[OccasionTelling]) -> KnownOccasion:
    """Return the occasion of `group`: a calendar's words go first, then exact days, then those of most tellings."""
    votes = Counter(telling.when for telling in group)

    def points(telling: OccasionTelling) -> tuple[bool, bool, int]:
        calendar = isinstance(telling.origin, CalendarEntry)
        return calendar, telling.when.precision in EXACT and not telling.when.ambiguous, votes[telling.when]

    speaks = max(group, key=points)
    exact = [one.when for one in group if one.when.precision in EXACT]
    disputed = any(_disjoint(one, other) for at, one in enumerate(exact) for other in exact[at + 1 :])
    return KnownOccasion(_id(group[0]), speaks.sort, speaks.when, speaks.words, tuple(group), disputed)


def _disjoint(one: When, other: When) -> bool:
    known = one.start and one.end and other.start and other.end
    return bool(known and (one.end < other.start or other.end < one.start))  # type: ignore[operator]  # known says so


def _order(telling: OccasionTelling) -> tuple[date, str, int]:
    """Order tellings by the day on which they were told; calendars, which tell no such day, come first."""
    origin = telling.origin
    if isinstance(origin, CalendarEntry):
        return date.min, origin.file, origin.line
    return origin.told_on, origin.report_id, origin.start


def _id(telling: OccasionTelling) -> str:
    origin = telling.origin
    place = (
        f"{origin.file}|{origin.line}" if isinstance(origin, CalendarEntry) else f"{origin.report_id}|{origin.start}"
    )
    key = f"{telling.sort}|{telling.when.start}|{place}"
    return "occ-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]
