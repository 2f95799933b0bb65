"""Quotes held against the text: a value whose words do not stand there is left out, and the leaving out is kept."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tocsin.extraction.assemble import Stretch
from tocsin.extraction.llm.answer import excerpt
from tocsin.vocabulary.mention import GROUNDING, Rejection
from tocsin.vocabulary.report import Report

LONGEST = {"trigger": 60, "damage": 400, "denial": 400, "relation": 400, "context": 400}
"""Most characters of a quote, where it is not `LONGEST_VALUE`; the whole text as a quote would prove nothing."""
LONGEST_VALUE = 160
_RARE = 8
"""How often words may stand in a window and still tell which part of it is meant."""
_NUMBERED = re.compile(r"(.+)@([1-9]\d?)", re.DOTALL)


@dataclass(slots=True)
class Ground:
    """The characters of `report` that the model was shown, and what it said that does not stand there."""

    report: Report
    window: Stretch
    rejections: list[Rejection] = field(default_factory=list)

    def reject(self, slot: str, words: str, why: str) -> None:
        """Leave out `words` as a value of `slot`, for the reason `why`."""
        self.rejections.append(Rejection(f"{self.report.id} {slot}", GROUNDING, f"“{excerpt(words)}” {why}"))

    def places_of(self, slot: str, quote: str) -> list[Stretch]:
        """Return where `quote` stands in the window as whole words, in order; empty, and rejected, if nowhere."""
        if len(quote) > LONGEST.get(slot, LONGEST_VALUE):
            self.reject(slot, quote, "is too long for a quote")
            return []
        found = self._occurrences(quote)
        numbered = _NUMBERED.fullmatch(quote)
        if not found and numbered:
            found = self._occurrences(numbered[1])[int(numbered[2]) - 1 :][:1]
        if not found:
            self.reject(slot, quote, "does not stand in the text")
        return found

    def place_of(self, slot: str, quote: str, anchor: Stretch) -> Stretch | None:
        """Return where `quote` stands nearest to `anchor`; None, and rejected, if nowhere."""
        return nearest(self.places_of(slot, quote), anchor)

    def triggers_of(self, triggers: Sequence[str], others: Iterable[str]) -> list[Stretch]:
        """Return where the `triggers` of an incident stand, first the one that most of the `others` are near.

        A word such as "attack" often stands in a text several times: the quotes of the same incident tell which is
        meant, but for those that stand everywhere. Triggers that stand nowhere are rejected.
        """
        places = [found for trigger in triggers if (found := self.places_of("trigger", trigger))]
        around = [found for other in others if 0 < len(found := self._occurrences(other)) <= _RARE]

        def apart(at: Stretch) -> int:
            return sum(min(distance(at, place) for place in found) for found in around)

        anchor = min((at for found in places for at in found), key=lambda at: (apart(at), at), default=None)
        if anchor is None:
            return []
        rest = [at for found in places if anchor not in found and (at := nearest(found, anchor))]
        return [anchor, *rest]

    def _occurrences(self, quote: str) -> list[Stretch]:
        text, (start, end) = self.report.text, self.window
        found: list[Stretch] = []
        at = text.find(quote, start, end)
        while at >= 0 and quote:
            stretch = (at, at + len(quote))
            if _is_whole(text, stretch):
                found.append(stretch)
            at = text.find(quote, at + 1, end)
        return found


def nearest(places: Iterable[Stretch], anchor: Stretch) -> Stretch | None:
    """Return the one of `places` nearest to `anchor`, None if there are none."""
    return min(places, key=lambda place: (distance(place, anchor), place), default=None)


def distance(a: Stretch, b: Stretch) -> int:
    """Return how many characters lie between two stretches, 0 if they touch."""
    return max(0, a[0] - b[1], b[0] - a[1])


def overlap(a: Stretch, b: Stretch) -> bool:
    """Whether two stretches share a character."""
    return a[0] < b[1] and b[0] < a[1]


def _is_whole(text: str, stretch: Stretch) -> bool:
    """Whether no word or number is cut at the ends of `stretch`: "3" is no quote of "13", nor "hit" of "white".

    Scripts without capitals write small words on to their nouns, so there a quote may begin and end within.
    """
    start, end = stretch
    return not (
        (start and _joined(text[start - 1], text[start])) or (end < len(text) and _joined(text[end - 1], text[end]))
    )


def _joined(left: str, right: str) -> bool:
    if left.isdigit() and right.isdigit():
        return True
    return _is_cased(left) and _is_cased(right)


def _is_cased(character: str) -> bool:
    return character.isdigit() or character.lower() != character.upper()
