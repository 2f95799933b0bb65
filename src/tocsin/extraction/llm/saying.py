"""One incident on its way from what the model tells to claims: its words looked up in the text, slot by slot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.extraction.assemble import Draft, Stretch
from tocsin.extraction.llm.grounding import Ground, overlap
from tocsin.extraction.llm.scheme import MOST
from tocsin.extraction.llm.told import Quoted, ToldIncident
from tocsin.extraction.rules.notes import Item, Notes
from tocsin.language.numbers import find_numbers

CONFIDENCE = 0.5
"""Of every value: how often one is right hangs on the model, and has not been measured."""
UNKNOWN_TERM = "has a term of no list"


@dataclass(slots=True)
class Saying:
    """One incident on its way from what was told to claims."""

    notes: Notes
    ground: Ground
    draft: Draft
    triggers: list[Stretch]
    told: ToldIncident

    def each(self, name: str, slot: str) -> Iterable[tuple[Quoted, Stretch]]:
        """Yield what was told in the field `name`, with where it stands; what stands nowhere is rejected."""
        words = self.told.words.get(name, ())
        for quoted in words[MOST:]:
            self.ground.reject(slot, quoted.quote, f"is one more than the {MOST} that an incident has at most")
        for quoted in words[:MOST]:
            at = self.ground.place_of(slot, quoted.quote, self.triggers[0])
            if at is not None:
                yield quoted, at

    def speaker_of(self, quoted: Quoted, at: Stretch) -> Stretch | None:
        """Return where the speaker stands nearest to the words at `at`; None, and rejected, if nowhere."""
        return self.ground.place_of("speaker", quoted.speaker, at) if quoted.speaker else None

    def text(self, at: Stretch) -> str:
        """Return the words at `at`."""
        return self.notes.report.text[at[0] : at[1]]


def over(items: Sequence[Item], at: Stretch) -> list[Item]:
    """Return the finds that share a character with `at`."""
    return [item for item in items if overlap((item.start, item.end), at)]


def number_in(words: str) -> int | None:
    """Return the first count in `words`, None if there is none."""
    counts = [quantity.low for quantity in find_numbers(words) if quantity.unit is None and quantity.low]
    return counts[0] if counts else None
