"""Where the strings of a key stand in a text: every occurrence, and the choice of those that lie together."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

Stretch = tuple[int, int]
"""Characters from the first to behind the last."""
REACH = 600
"""Characters; a string farther than this from the others costs no more than one this far."""
_PIECES = re.compile(r"\w+|[^\w\s]")


@lru_cache(maxsize=4096)
def _patterns(string: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns for `string`, strict first: as written; without regard to marks; of one or of several."""
    pieces = _PIECES.findall(string)
    words = [p for p in pieces if p[0].isalnum()]
    strict = r"\s*".join(re.escape(p) for p in pieces)
    loose = r"[\W_]+".join(re.escape(w) for w in words) if words else strict
    many = re.sub(r"(?<=\w{3})S$", "", loose, flags=re.I) + "S?"
    return tuple(re.compile(rf"(?<!\w){body}(?!\w)", re.I) for body in (strict, loose, many))


def occurrences(text: str, string: str) -> list[Stretch]:
    """Return where `string` stands in `text` as whole words, in any case and with any line breaks."""
    if not _PIECES.search(string):
        return []
    for pattern in _patterns(string):
        found = [(m.start(), m.end()) for m in pattern.finditer(text)]
        if found:
            return found
    return []


def all_occurrences(text: str, strings: Iterable[str]) -> list[Stretch]:
    """Return where any of the alternatives `strings` stands, of two that overlap the longer, in the text's order."""
    found = {stretch for string in strings for stretch in occurrences(text, string)}
    kept: list[Stretch] = []
    for stretch in sorted(found, key=lambda s: (s[0] - s[1], s)):
        if not any(overlap(stretch, other) for other in kept):
            kept.append(stretch)
    return sorted(kept)


def overlap(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches share a character."""
    return one[0] < other[1] and other[0] < one[1]


def gap(one: Stretch, other: Stretch) -> int:
    """Return how many characters lie between two stretches, 0 if they overlap."""
    return max(0, other[0] - one[1], one[0] - other[1])


def centre(groups: Sequence[tuple[float, Sequence[Stretch]]]) -> Stretch | None:
    """Return the stretch that lies best with one of each group; None if all groups are empty.

    A group is a weight with the places where one thing may stand.
    """
    found = [(weight, places) for weight, places in groups if places]
    starts = sorted({place for _, places in found for place in places})

    def cost(at: Stretch) -> float:
        return sum(weight * min(REACH, *(gap(at, place) for place in places)) for weight, places in found)

    return min(starts, key=lambda at: (round(cost(at)), at), default=None)


def nearest(places: Sequence[Stretch], at: Stretch, reach: int | None = None) -> Stretch | None:
    """Return the one of `places` nearest to `at`, None if there is none within `reach` characters."""
    best = min(places, key=lambda place: (gap(place, at), place), default=None)
    if best is None or (reach is not None and gap(best, at) > reach):
        return None
    return best


def quote_of(text: str, stretch: Stretch) -> str:
    """Return the words of `stretch` in the form of the annotations: "words", or "words@2" for the second time."""
    words = text[stretch[0] : stretch[1]]
    times, at = 0, -1
    while at < stretch[0]:
        at = text.find(words, at + 1)
        times += 1
    return words if times == 1 else f"{words}@{times}"
