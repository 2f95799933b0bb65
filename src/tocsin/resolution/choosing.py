"""To choose: which telling speaks for a slot, and which values stand beside it.

Points are added up, so that anyone can see why one telling speaks and another does not: the weight of every independent
voice that says the same (by the grade of its source, half where it only goes together with it), how exactly it is told,
how late it was told (but for a toll that is lower than before), and how sure the reader was.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from tocsin.resolution.told import Told
from tocsin.resolution.values import agreement, contradict, name_of, specificity
from tocsin.vocabulary.claim import Slot, Value
from tocsin.vocabulary.values import Toll

GRADE_WEIGHT = {"A": 1.0, "B": 0.9, "C": 0.8, "F": 0.7, "D": 0.4, "E": 0.1}
PASSING, PARTY = 0.6, 0.6
EXACT, LATE, SURE = 0.8, 0.2, 0.3
TOLLS: frozenset[Slot] = frozenset({"killed", "wounded", "abducted"})
LAST_WORDS = timedelta(days=2)
"""Tolls of so many last days in which outlets tell of it go before earlier ones: the dead are found one by one."""
STANCES = {
    "claims": 1.0,
    "admits": 1.0,
    "identified": 0.8,
    "blamed": 0.6,
    "suspected": 0.5,
    "denies": 0.0,
    "unclaimed": 0.0,
}


def weight(one: Told) -> float:
    """Return how much the voice of `one` counts."""
    source = one.telling.source
    return GRADE_WEIGHT[source.grade] * (1.0 if one.main else PASSING) * (PARTY if source.kind == "party" else 1.0)


def best(slot: Slot, told: Sequence[Told]) -> Told | None:
    """Return the telling of `told`, oldest first, that speaks for `slot`; None if none says what it was."""
    heard = [one for one in told if _says(one)]
    if slot in TOLLS:
        heard = last_words(heard)
    if not heard:
        return None
    support = _support(slot, heard)
    first, last = heard[0].day, heard[-1].day
    span = max(1, (last - first).days)

    def points(one: Told) -> float:
        late = 0.0 if slot in TOLLS and _fell(one, heard) else LATE * (one.day - first).days / span
        stance = STANCES[one.telling.claim.stance] if one.telling.claim.stance else 1.0
        told_well = EXACT * specificity(one.value) + SURE * one.telling.claim.confidence
        return round(support[one.value] * stance + told_well + late, 9)

    # Of equals the first of the oldest: `max` keeps the one that it meets first.
    return max(heard, key=points)


def last_words(told: Sequence[Told]) -> list[Told]:
    """Return what counts of the tolls in `told`: of each source its last word, and of these the latest days'.

    Earlier words of others count beside these where they say more: the dead are found one by one, and who later tells
    of fewer, or of nobody, contradicts. What is told in passing, often years later and rounded, counts only where
    nothing else does.
    """
    current = current_words(told)
    latest = max((one.day for one in current), default=date.min)
    recent = [one for one in current if one.day + LAST_WORDS >= latest]
    most = bounds(recent)[1]
    return [one for one in current if one in recent or (most is not None and (bounds([one])[0] or 0) > most)]


def _fell(one: Told, told: Sequence[Told]) -> bool:
    """Whether the toll `one` is lower than one of those that were told before it."""
    most = bounds([one])[1]
    return most is not None and any((bounds([other])[0] or 0) > most for other in told if other.day < one.day)


def current_words(told: Sequence[Told]) -> list[Told]:
    """Return the tellings of the last report of each source, main ones where there are any: the rest is taken back."""
    main = [one for one in told if one.main] or list(told)
    last = {one.telling.source.name: one.telling.mention_id for one in main}
    return [one for one in main if last[one.telling.source.name] == one.telling.mention_id]


def standing_values(told: Sequence[Told], chosen: Told) -> tuple[Value, ...]:
    """Return the values of `told` without repeats, the chosen one first, then those of the most voices."""
    voices: dict[str, set[int]] = {}
    values: dict[str, Value] = {name_of(chosen.value): chosen.value}
    for one in told:
        if _says(one):
            name = name_of(one.value)
            values.setdefault(name, one.value)
            voices.setdefault(name, set()).add(one.telling.voice)
    first = name_of(chosen.value)
    return tuple(values[name] for name in sorted(values, key=lambda name: (name != first, -len(voices[name]))))


def is_disputed(slot: Slot, told: Sequence[Told]) -> bool:
    """Whether voices contradict each other. Of tolls, only last words do: growing is no dispute, falling is one.

    What one voice says side by side goes together, but for tolls by two speakers.
    """
    heard = last_words(told) if slot in TOLLS else list(told)
    sayers: dict[Value, set[tuple[int, str]]] = {}
    for one in heard:
        speaker = one.telling.claim.speaker
        name = speaker.name if speaker and slot in TOLLS else ""
        sayers.setdefault(one.value, set()).add((one.telling.voice, name))
    values = list(sayers)
    return any(
        contradict(slot, one, other) and not sayers[one] & sayers[other]
        for at, one in enumerate(values)
        for other in values[at + 1 :]
    ) or (slot == "perpetrator" and _authorship_disputed(heard))


def bounds(told: Sequence[Told]) -> tuple[int | None, int | None]:
    """Return the lowest and the highest number of all tolls in `told` that are not taken back."""
    tolls = [one.value for one in current_words(told) if isinstance(one.value, Toll)]
    lows = [number for toll in tolls if (number := toll.low if toll.low is not None else toll.high) is not None]
    highs = [number for toll in tolls if (number := toll.high if toll.high is not None else toll.low) is not None]
    return min(lows, default=None), max(highs, default=None)


def _says(one: Told) -> bool:
    """Whether `one` says what was: a denial of authorship, or that nobody claims it, does not."""
    return one.telling.claim.stance not in ("denies", "unclaimed")


def _support(slot: Slot, told: Sequence[Told]) -> dict[Value, float]:
    """Return for each value the weight of the voices that agree with it, each voice once, as far as it agrees."""
    voices: dict[Value, dict[int, float]] = {}
    for one in told:
        held = voices.setdefault(one.value, {})
        held[one.telling.voice] = max(held.get(one.telling.voice, 0.0), weight(one))
    support: dict[Value, float] = {}
    for value in voices:
        heard: dict[int, float] = {}
        for other, by_voice in voices.items():
            if part := agreement(slot, value, other):
                for voice, worth in by_voice.items():
                    heard[voice] = max(heard.get(voice, 0.0), part * worth)
        support[value] = sum(heard[voice] for voice in sorted(heard))
    return support


def _authorship_disputed(told: Sequence[Told]) -> bool:
    """Whether one who is named denies it, or two groups with nothing in common are said to have done it."""
    named = [one for one in told if _says(one) and specificity(one.value)]
    denying = [one for one in told if one.telling.claim.stance == "denies"]
    if any(agreement("perpetrator", one.value, other.value) for one in named for other in denying):
        return True
    claiming = [one for one in named if one.telling.claim.stance in ("claims", "admits", "blamed")]
    return any(
        not agreement("perpetrator", one.value, other.value) and one.telling.mention_id != other.telling.mention_id
        for at, one in enumerate(claiming)
        for other in claiming[at + 1 :]
    )
