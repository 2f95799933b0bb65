"""The figures: precision, recall and F of incidents, slots and relations, and the shares beside them.

Every figure is defined in docs/verbs/evaluate.md. Reports are scored one by one and their counts added up.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tocsin.scoring.alignment import match
from tocsin.scoring.names import name_agreement
from tocsin.scoring.quotes import quotes_in_place
from tocsin.scoring.slots import Filled, Record, agreement

IDENTITY = ("date", "place", "kind")
"""The slots that must all be right for an incident to be found exactly."""
MISSED, INVENTED = "MISSED", "INVENTED"
"""What stands for a slot in the fault of a whole incident."""


@dataclass(frozen=True, slots=True)
class Share:
    """Precision, recall and their harmonic mean F, from 0 to 1; a part is 0 where it has nothing to divide by."""

    precision: float
    recall: float
    f: float


@dataclass(slots=True)
class Tally:
    """Credit, how many were found, and how many wanted."""

    right: float = 0.0
    found: int = 0
    wanted: int = 0

    def share(self) -> Share | None:
        """Return precision, recall and F of what was counted; None if nothing was wanted and nothing found."""
        if not (self.found or self.wanted):
            return None
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.wanted if self.wanted else 0.0
        both = precision + recall
        return Share(precision, recall, 2 * precision * recall / both if both else 0.0)


@dataclass(slots=True)
class Part:
    """So many of so many."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        """Count one more."""
        self.right += right
        self.of += 1

    def share(self) -> float | None:
        """Return the share from 0 to 1; None of nothing."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Fault:
    """One slot of one incident that is not fully right, or one incident that is missed or invented as a whole."""

    report: str
    slot: str
    wanted: object
    found: object


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured; shares from 0 to 1, None where there was nothing to measure."""

    reports: int
    incidents: Share | None
    slots: Share | None
    relations: Share | None
    clean: float | None
    exact: float | None
    dates: float | None
    quotes: float | None
    count_error: float | None
    """Mean absolute difference of the numbers of incidents, a report."""
    by_slot: Mapping[str, tuple[Share | None, int]]
    """For each slot its share, and how many incidents of the gold fill it."""
    faults: Sequence[Fault]


@dataclass
class Scoring:
    """Adds up what reports count."""

    reports: int = 0
    incidents: Tally = field(default_factory=Tally)
    relations: Tally = field(default_factory=Tally)
    slots: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    clean: Part = field(default_factory=Part)
    dates: Part = field(default_factory=Part)
    quotes: Part = field(default_factory=Part)
    exact: int = 0
    miscounted: int = 0
    faults: list[Fault] = field(default_factory=list)

    def add(self, gold: Record, predicted: Record) -> None:
        """Count one report: its annotation, and what was found (an empty record if it could not be read)."""
        matching = match(gold, predicted)
        wanted, found, same = matching.wanted, matching.found, matching.same
        # An optional incident may be found or left out: neither is a fault.
        self._count(len(wanted), len(found) - len(matching.spare), len(same))
        report = str(gold["id"])
        for i, slots in enumerate(wanted):
            if i in same:
                self._compare(report, slots, found[same[i]])
            else:
                self._alone(report, MISSED, slots)
        for j, slots in enumerate(found):
            if j not in matching.spare and j not in same.values():
                self._alone(report, INVENTED, slots)
        self._relate(gold.get("relations") or [], predicted.get("relations") or [])
        if "text" in predicted:
            right, of = quotes_in_place(predicted)
            self.quotes.right += right
            self.quotes.of += of

    def figures(self) -> Figures:
        """Return the figures of all that was added."""
        of_slots = self.slots.values()
        slots = Tally(sum(t.right for t in of_slots), sum(t.found for t in of_slots), sum(t.wanted for t in of_slots))
        return Figures(
            reports=self.reports,
            incidents=self.incidents.share(),
            slots=slots.share(),
            relations=self.relations.share(),
            clean=self.clean.share(),
            exact=Part(self.exact, self.incidents.wanted).share(),
            dates=self.dates.share(),
            quotes=self.quotes.share(),
            count_error=Part(self.miscounted, self.reports).share(),
            by_slot={slot: (tally.share(), tally.wanted) for slot, tally in sorted(self.slots.items())},
            faults=tuple(self.faults),
        )

    def _count(self, wanted: int, found: int, same: int) -> None:
        self.reports += 1
        self.incidents.wanted += wanted
        self.incidents.found += found
        self.incidents.right += same
        self.miscounted += abs(wanted - found)
        if not wanted:
            self.clean.add(not found)

    def _compare(self, report: str, wanted: Filled, found: Filled) -> None:
        right: dict[str, float] = {}
        for slot in sorted(wanted.keys() | found.keys()):
            in_both = slot in wanted and slot in found
            right[slot] = agreement(slot, wanted[slot], found[slot]) if in_both else 0.0
            tally = self.slots[slot]
            tally.right += right[slot]
            tally.found += slot in found
            tally.wanted += slot in wanted
            if right[slot] < 1:
                self.faults.append(Fault(report, slot, wanted.get(slot), found.get(slot)))
        self.exact += all(right[slot] == 1 for slot in IDENTITY if slot in wanted)
        if "date" in wanted:
            self.dates.add(right["date"] == 1)

    def _alone(self, report: str, what: str, slots: Filled) -> None:
        for slot in slots:
            self.slots[slot].wanted += what == MISSED
            self.slots[slot].found += what == INVENTED
        missed = what == MISSED
        self.faults.append(Fault(report, what, slots if missed else None, None if missed else slots))

    def _relate(self, wanted: Sequence[Record], found: Sequence[Record]) -> None:
        self.relations.wanted += len(wanted)
        self.relations.found += len(found)
        self.relations.right += sum(any(_same_relation(one, other) for other in found) for one in wanted)


def score(gold: Iterable[Record], predicted: Mapping[str, Record]) -> Figures:
    """Return the figures of `predicted`, records by report id, against the annotated reports `gold`.

    A report without a prediction counts as one in which nothing was found. `gold` has passed `shape.check`.
    """
    scoring = Scoring()
    for report in gold:
        scoring.add(report, predicted.get(str(report["id"]), {}))
    return scoring.figures()


def _same_relation(one: Record, other: Record) -> bool:
    return one["relation"] == other["relation"] and all(
        name_agreement(one[end], other[end]) > 0 for end in ("head", "tail")
    )
