"""The attacks that are counted about occasions: their days, and the ids that lead back to them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.analysis.tempo.events import NO_ATTACKS, UNHAPPENED, Events, Marks, events_of
from tocsin.vocabulary.occurrence import Occurrence


@dataclass(frozen=True, slots=True, eq=False)
class Attacks:
    """`ids` are those of the rows of `events`; `undated` those of attacks without a day, which are in no row."""

    events: Events
    ids: tuple[str, ...]
    undated: tuple[str, ...] = ()

    def where(self, kept: Marks) -> tuple[str, ...]:
        """Return the ids of the rows that `kept` marks."""
        return tuple(id_ for id_, inside in zip(self.ids, kept, strict=True) if inside)


def attacks_of(occurrences: Iterable[Occurrence], kinds: Sequence[str] = ()) -> Attacks:
    """Return the attacks among `occurrences`, by their days.

    What was only threatened or planned is none, and arrests and seizures are only where `kinds` asks for any.
    """
    counted = [one for one in occurrences if _counts(one, kinds)]
    dated = sorted((one for one in counted if one.first_day is not None), key=lambda one: (one.first_day, one.id))
    undated = sorted(one.id for one in counted if one.first_day is None)
    return Attacks(events_of(dated, kinds), tuple(one.id for one in dated), tuple(undated))


def _counts(one: Occurrence, kinds: Sequence[str]) -> bool:
    return one.status not in UNHAPPENED and (bool(kinds) or one.kind not in NO_ATTACKS)
