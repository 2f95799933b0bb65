"""What is told: each claim of the mentions of one incident, with its voice, its day and how credible it is.

Credibility after the Admiralty code (as in NATO's AJP-2.1), by rules that anyone can follow on the page of an incident;
voices are independent ones, copies of one text counting once, and a party to the conflict confirms nothing:

1. confirmed: another voice says the same, and none says otherwise
2. probably true: more voices say the same than otherwise; or a source graded A or B says it alone, uncontradicted
3. possibly true: a source graded C says it alone, uncontradicted; or as many say the same as say otherwise
4. doubtful: more voices say otherwise than the same; or only a party to the conflict or a source graded D says it
5. improbable: at least two more voices say otherwise than the same; or a source graded E says it alone
6. cannot be judged: a source that nobody has graded says it alone, uncontradicted
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tocsin.resolution.values import agreement, contradict
from tocsin.vocabulary.claim import Claim, Slot, Value
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Telling
from tocsin.vocabulary.terms import Credibility

OF_THE_WHOLE: frozenset[Slot] = frozenset({"trigger", "evidence"})
"""Words that tell of the incident as such: whoever tells of it says the same."""
ALONE: dict[str, Credibility] = {"A": 2, "B": 2, "C": 3, "D": 4, "E": 5, "F": 6}
CLEARLY = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A `telling` with what only the entry knows: whether it is more than passing."""

    telling: Telling
    main: bool

    @property
    def value(self) -> Value:
        """What is told."""
        return self.telling.claim.value

    @property
    def day(self) -> date:
        """The day on which it was told: that of publication, else the one on which it was first seen."""
        return self.telling.published or self.telling.first_seen.date()

    @property
    def age(self) -> tuple[date, str, list[str | int]]:
        """What puts tellings in the order of time, whatever the order in which reports were added.

        Of one day, what was seen on that very day goes by the moment; of days long gone it is chance what was read
        first, and the id of the mention decides, a later version after an earlier one.
        """
        seen = self.telling.first_seen
        pieces = re.split(r"(\d+)", self.telling.mention_id)
        natural: list[str | int] = [int(piece) if at % 2 else piece for at, piece in enumerate(pieces)]
        return self.day, seen.isoformat() if seen.date() == self.day else "", natural


def told_of(entries: Sequence[Entry]) -> dict[Slot, list[Told]]:
    """Return all that `entries`, oldest first, tell of one incident, by slot, in the order of time."""
    voices: dict[str, int] = {}
    told: dict[Slot, list[Told]] = {}
    for entry in entries:
        voice = voices.setdefault(entry.copies or entry.mention.report_id, len(voices) + 1)
        for claim in entry.mention.claims:
            one = Told(_telling(entry, claim, voice), entry.mention.main)
            told.setdefault(claim.slot, []).append(one)
    return {slot: graded(slot, sorted(ones, key=lambda one: one.age), len(voices)) for slot, ones in told.items()}


def _telling(entry: Entry, claim: Claim, voice: int) -> Telling:
    times = (entry.published, entry.first_seen, entry.last_seen)
    return Telling(claim, entry.mention.id, entry.source, *times, voice)


def graded(slot: Slot, told: list[Told], all_voices: int) -> list[Told]:
    """Return `told`, of one slot, with the credibility of each; `all_voices` tell of the incident."""
    confirming: dict[Value, set[int]] = {}
    saying: dict[Value, set[int]] = {}
    for one in told:
        saying.setdefault(one.value, set()).add(one.telling.voice)
        if one.telling.source.kind != "party":
            confirming.setdefault(one.value, set()).add(one.telling.voice)
    values = list(saying)
    with_it = {v: _voices(confirming, (o for o in values if agreement(slot, v, o) > 0)) for v in values}
    against = {v: _voices(saying, (o for o in values if contradict(slot, v, o))) for v in values}

    def credibility(one: Told) -> Credibility:
        own = {one.telling.voice}
        agreeing = all_voices - 1 if slot in OF_THE_WHOLE else len(with_it[one.value] - own)
        opposing = len(against[one.value] - own - (with_it[one.value] - own))
        return credibility_of(one.telling, agreeing, opposing)

    return [replace(one, telling=replace(one.telling, credibility=credibility(one))) for one in told]


def credibility_of(telling: Telling, agreeing: int, opposing: int) -> Credibility:
    """Return the information grade of `telling`, which so many other voices agree with and oppose."""
    if agreeing and not opposing:
        return 1
    if opposing:
        more = opposing - (agreeing + 1)
        return 2 if more < 0 else 3 if more == 0 else 5 if more >= CLEARLY else 4
    alone = ALONE[telling.source.grade]
    return 4 if telling.source.kind == "party" and alone != 5 else alone


def _voices(by_value: dict[Value, set[int]], values: Iterable[Value]) -> set[int]:
    return {voice for value in values for voice in by_value.get(value, ())}
