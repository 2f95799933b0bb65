"""What is known of occasions: who tells of one, in a report or in a calendar, and what becomes of several tellings."""

from dataclasses import dataclass
from datetime import date

from tocsin.vocabulary.evidence import Evidence
from tocsin.vocabulary.values import When


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """Where an occasion stands in a calendar of the user: a file and the line on which its entry begins, from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class OccasionTelling:
    """An occasion as one report or one calendar tells of it.

    `sort` is a kind of the vocabulary ("visit"), or a calendar's own word. `origin` is the words of a report with their
    place in it, or the entry of a calendar. `beside_attack`: the same words of the report tell of an attack too.
    """

    sort: str
    when: When
    words: str
    origin: Evidence | CalendarEntry
    beside_attack: bool = False


@dataclass(frozen=True, slots=True)
class KnownOccasion:
    """One occasion with all that tell of it, oldest first; `when` and `words` are those of the telling that speaks.

    `disputed`: tellings name days that have none in common. `id` stays as long as its oldest telling does.
    """

    id: str
    sort: str
    when: When
    words: str
    tellings: tuple[OccasionTelling, ...]
    disputed: bool = False

    @property
    def start(self) -> date:
        """The first day, the last possible one where no day is known: so that those sort last."""
        return self.when.start or date.max

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of the outlets and files that tell of it, each once."""
        names = (
            one.origin.file if isinstance(one.origin, CalendarEntry) else one.origin.source.name
            for one in self.tellings
        )
        return tuple(dict.fromkeys(names))

    @property
    def only_beside_attacks(self) -> bool:
        """Whether nobody tells of it but in one breath with an attack: then it is near one whatever is true."""
        return bool(self.tellings) and all(one.beside_attack for one in self.tellings)

    @property
    def in_calendar(self) -> bool:
        """Whether a calendar has it: then it was not noted because of attacks."""
        return any(isinstance(one.origin, CalendarEntry) for one in self.tellings)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """An occasion that nothing can be counted around, and why, in words for a person."""

    occasion: KnownOccasion
    reason: str
