"""Severity in plain sentences: tolls, the share that changed most, the run that hurt nobody, what is assumed."""

from collections.abc import Iterator, Sequence

from tocsin.analysis.severity.cases import Case
from tocsin.analysis.severity.comparing import LAID_OUT, ShareChange
from tocsin.analysis.severity.shares import wilson
from tocsin.analysis.severity.streaks import EXACT, Streak
from tocsin.analysis.severity.tolls import TollSum
from tocsin.analysis.tempo.rates import Interval
from tocsin.analysis.tempo.wording import cases as in_cases
from tocsin.analysis.tempo.wording import counted, days, how_likely, percent

GROUPS = {"kind": "of the kind", "target": "with the target", "weapon": "with the weapon", "outcome": ""}


def sentences(
    cases: Sequence[Case], tolls: Sequence[TollSum], changes: Sequence[ShareChange], streaks: Sequence[Streak]
) -> tuple[str, ...]:
    """Return what is to be said first: of tolls, of changes, of runs without casualties."""
    said = [_tolls(cases, tolls)]
    said += [_change(changes)] if changes else []
    said += [_streak(streak) for streak in streaks[:1]]
    return tuple(said)


def _tolls(cases: Sequence[Case], tolls: Sequence[TollSum]) -> str:
    number = counted(len(cases), "attack")
    parts = [f"{people(toll)} {toll.harm} ({_told(toll)})" for toll in tolls if toll.told_ids]
    if not parts:
        return f"{number}: none tells how many people it hurt, which does not say that it hurt nobody."
    return f"{number}: {', '.join(parts)}."


def people(toll: TollSum) -> str:
    """Return "5", "3 to 5", "at least 3 to 5": the sum by all that is told."""
    numbers = str(toll.low) if toll.low == toll.high else f"{toll.low} to {toll.high}"
    return f"at least {numbers}" if toll.endless_ids else numbers


def _told(toll: TollSum) -> str:
    told = f"{_verb(len(toll.told_ids), 'tells', 'tell')} of it"
    untold = f"{_verb(len(toll.untold_ids), 'does', 'do')} not" if toll.untold_ids else ""
    disputed = f"{len(toll.disputed_ids)} disputed" if toll.disputed_ids else ""
    return ", ".join(part for part in (told, untold, disputed) if part)


def _change(changes: Sequence[ShareChange]) -> str:
    """Say which share changed most, how likely that is, and what chance makes of it."""
    most = min(changes, key=lambda one: (one.chance, -max(one.rose, one.fell), one.group, one.name))
    rose = most.rose >= most.fell
    verb = "rose" if rose else "fell"
    chance = f"were nothing changed, it would differ as much {in_cases(most.chance, LAID_OUT)}"
    if len(changes) > 1:
        chance += f", and of the {len(changes)} shares compared one would {in_cases(most.corrected, LAID_OUT)}"
    before, after = share_words(most.earlier), share_words(most.newest)
    figures = f"from {before} of {most.earlier_known} before to {after} of {most.newest_known} in {most.label}"
    return (
        f"{how_likely(max(most.rose, most.fell))} the share of attacks {name_words(most)} {verb} {figures}; {chance}."
    )


def name_words(one: ShareChange) -> str:
    """Return "of the kind rocket", "with the target embassy", "foiled"."""
    return " ".join(part for part in (GROUPS[one.group], one.name.replace("-", " ")) if part)


def share_words(share: Interval) -> str:
    """Return "40% (20 to 64%)"."""
    return f"{100 * share.value:.0f}% ({100 * share.low:.0f} to {100 * share.high:.0f}%)"


def _streak(streak: Streak) -> str:
    attacks = f"{counted(streak.length, 'attack')} in a row, {days(streak.start, streak.end)},"
    said = f"{attacks} {'is' if streak.length == 1 else 'are'} told to have hurt nobody"
    if streak.skipped_ids:
        said += f" ({_verb(len(streak.skipped_ids), 'tells', 'tell')} nothing clear between them)"
    if streak.chance is None:
        most = percent(wilson(0, streak.told).high)
        return (
            f"{said}: of {streak.told} that tell clearly none hurt anybody, which fits any share of up to {most} that "
            "do; whether it is meant cannot be told from that."
        )
    chance = f"with the {streak.hurt} of {streak.told} that hurt somebody anywhere in the order, as long a run is left"
    return f"{said}: {chance} {in_cases(streak.chance, EXACT)}; whether it is meant cannot be told from that."


def assumptions(cases: Sequence[Case], spread: int, undated: int, unplaced: int) -> tuple[str, ...]:
    """Return what the figures rest on.

    Of `cases`, so many are `spread` over more than one stretch of time, and `undated`; `unplaced` are no part of them.
    """
    return tuple(_assumed(cases, spread, undated, unplaced))


def _assumed(cases: Sequence[Case], spread: int, undated: int, unplaced: int) -> Iterator[str]:
    yield "Each incident counts once, however many reports tell of it."
    yield "An attack of which no toll is told is in no toll: it is not taken for one that hurt nobody."
    yield "Sums go from the least to the most that anybody tells and does not take back; “at least” has no end."
    yield "Shares are of the attacks that tell of it; those that do not may be others than these."
    yield "That attacks hurt nobody has many reasons: aim, warning, an empty place, luck, or nobody who told."
    yield "Runs are held against every order alike: where casualties come in waves, long runs without are no wonder."
    several = sum(case.attacks > 1 for case in cases)
    if several:
        yield f"{_verb(several, 'incident stands', 'incidents stand')} for more than one attack: each weighs as one."
    denied = sum(case.status == "denied" for case in cases)
    if denied:
        yield f"{_verb(denied, 'attack is', 'attacks are')} denied to have happened; counted all the same, and marked."
    if spread:
        yield f"{_verb(spread, 'attack', 'attacks')} may lie in more than one stretch of time: counted in none."
    if undated:
        yield f"{_verb(undated, 'attack has', 'attacks have')} no known day: counted in the sums of all alone."
    if unplaced:
        yield f"{_verb(unplaced, 'attack has', 'attacks have')} no known day, perhaps one of these: counted nowhere."


def _verb(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"
