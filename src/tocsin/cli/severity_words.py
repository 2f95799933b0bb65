"""Severity for people, line by line, and for spreadsheets, row by row."""

from collections.abc import Iterator, Sequence

from tocsin.analysis.severity.assess import Severity, Stretch
from tocsin.analysis.severity.comparing import LAID_OUT, ShareChange
from tocsin.analysis.severity.sentences import name_words, people, share_words
from tocsin.analysis.severity.shares import Portion
from tocsin.analysis.severity.streaks import EXACT, Streak
from tocsin.analysis.severity.tolls import TollSum
from tocsin.analysis.tempo.wording import cases, counted, days, percent
from tocsin.cli.occasions_words import ids_words
from tocsin.export.cells import Cell
from tocsin.export.visible import one_line

GROUPS = {"kind": "Kinds", "target": "Targets", "weapon": "Weapons", "outcome": "Outcomes"}
CHANGES = 5
"""Shares that changed most are told, at most so many."""
COLUMNS = (
    "stretch", "start", "end", "group", "name", "low", "high", "best_low", "best_high", "share", "share_low",
    "share_high", "told", "untold", "endless", "disputed", "denied", "incident_ids", "untold_ids",
)  # fmt: skip
"""A toll has its numbers from low to high, a share its interval; what belongs to the other is empty."""


def lines(found: Severity) -> Iterator[str]:
    """Yield the sentences, the figures of all and of each stretch of time, what changed, runs, what was assumed."""
    yield from found.sentences
    yield ""
    yield from _tolls(found)
    for group, heading in GROUPS.items():
        yield from _shares(found, group, heading)
    if found.changes:
        yield ""
        yield f"In {found.changes[0].label} and before"
        ordered = sorted(found.changes, key=lambda one: (one.chance, one.group, one.name))
        for change in ordered[:CHANGES]:
            yield from _change(change)
        if len(ordered) > CHANGES:
            yield f"  and {len(ordered) - CHANGES} more that changed less (--format json has all)"
    if found.streaks:
        yield ""
        yield "In a row without anybody hurt"
        for at, streak in enumerate(found.streaks):
            if not at or streak.incident_ids != found.streaks[0].incident_ids:
                yield from _streak(streak)
    yield ""
    yield "Assumed"
    for assumption in found.assumptions:
        yield f"  {one_line(assumption)}"


def _tolls(found: Severity) -> Iterator[str]:
    yield "Tolls"
    for stretch in (found.whole, *found.stretches, *found.apart):
        yield f"  {stretch.label}: {counted(len(stretch.incident_ids), 'attack')}"
        for toll in stretch.tolls:
            yield f"    {_toll(toll)}"
            if toll.told_ids and stretch is not found.whole:
                yield f"      {ids_words(toll.told_ids)}"


def _toll(toll: TollSum) -> str:
    if not toll.told_ids:
        return f"{toll.harm}: not told"
    parts = [f"told of {len(toll.told_ids)}", f"not told of {len(toll.untold_ids)}"]
    parts += [f"{len(toll.disputed_ids)} disputed ≠"] if toll.disputed_ids else []
    parts += [f"up to {toll.denied_high} in {len(toll.denied_ids)} denied"] if toll.denied_ids else []
    best = "" if (toll.best_low, toll.best_high) == (toll.low, toll.high) else f", best told {_best(toll)}"
    return f"{toll.harm}: {people(toll)}{best} ({'; '.join(parts)})"


def _best(toll: TollSum) -> str:
    return str(toll.best_low) if toll.best_low == toll.best_high else f"{toll.best_low} to {toll.best_high}"


def _shares(found: Severity, group: str, heading: str) -> Iterator[str]:
    shown = [one for one in found.whole.portions if one.group == group and one.incident_ids]
    if not shown:
        return
    yield ""
    untold = f", not told of {shown[0].untold}" if shown[0].untold else ""
    yield f"{heading} (of {shown[0].known} attacks{untold})" if group != "outcome" else heading
    for one in sorted(shown, key=lambda one: (-len(one.incident_ids), one.name)):
        of = f" of {one.known} that tell" if group == "outcome" and one.untold else ""
        share = f"{len(one.incident_ids)}{of}, {share_words(one.share)}"
        yield f"  {one.name.replace('-', ' ')}: {share}{_over(found, one)}"
        yield f"    {ids_words(one.incident_ids)}"


def _over(found: Severity, one: Portion) -> str:
    """Return the share in each stretch of time, as numbers of those that tell of it."""
    parts = [part for stretch in found.stretches if (part := _part(stretch, one))]
    return f"; {', '.join(parts)}" if 1 < len(parts) <= 13 else ""


def _part(stretch: Stretch, one: Portion) -> str:
    own = stretch.portion(one.group, one.name)
    return f"{stretch.label} {len(own.incident_ids)}/{own.known}" if own and own.known else ""


def _change(one: ShareChange) -> Iterator[str]:
    apart = f"{share_words(one.earlier)} of {one.earlier_known}, then {share_words(one.newest)} of {one.newest_known}"
    yield f"  {name_words(one)}: {apart}; rose {percent(one.rose)}, fell {percent(one.fell)}"
    yield (
        f"    were nothing changed, as far apart {cases(one.chance, LAID_OUT)}, any of these shares "
        f"{cases(one.corrected, LAID_OUT)}; as uneven over all stretches {cases(one.any_chance, LAID_OUT)}"
    )


def _streak(one: Streak) -> Iterator[str]:
    which = "to the end" if one.newest else "the longest"
    chance = (
        "no attack that hurt anybody to compare with" if one.chance is None else f"by chance {cases(one.chance, EXACT)}"
    )
    yield f"  {which}: {counted(one.length, 'attack')}, {days(one.start, one.end)}; {chance}"
    yield f"    {ids_words(one.incident_ids)}"
    if one.skipped_ids:
        yield f"    between them, and nothing clear told: {ids_words(one.skipped_ids)}"


def rows(found: Severity) -> Iterator[Sequence[Cell]]:
    """Yield a row of `COLUMNS` for each toll and each share of all attacks, and of each stretch of time."""
    for stretch in (found.whole, *found.stretches, *found.apart):
        head = (stretch.label, stretch.start, stretch.end)
        yield from ((*head, *_toll_cells(toll)) for toll in stretch.tolls)
        yield from ((*head, *_share_cells(one)) for one in stretch.portions)


def _toll_cells(toll: TollSum) -> Sequence[Cell]:
    numbers: Sequence[Cell] = (toll.low, toll.high, toll.best_low, toll.best_high) if toll.told_ids else [None] * 4
    return (
        "toll", toll.harm, *numbers, None, None, None, len(toll.told_ids), len(toll.untold_ids), len(toll.endless_ids),
        len(toll.disputed_ids), len(toll.denied_ids), " ".join(toll.told_ids), " ".join(toll.untold_ids),
    )  # fmt: skip


def _share_cells(one: Portion) -> Sequence[Cell]:
    share: Sequence[Cell] = (one.share.value, one.share.low, one.share.high) if one.known else [None] * 3
    return (
        one.group, one.name, len(one.incident_ids), None, None, None, *share, one.known, one.untold, None, None, None,
        " ".join(one.incident_ids), None,
    )  # fmt: skip
