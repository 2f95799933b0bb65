"""What lies around occasions for people, line by line, and for spreadsheets, row by row."""

from collections.abc import Iterable, Iterator, Sequence

from tocsin.analysis.occasions.around import Around
from tocsin.analysis.occasions.assess import Occasions
from tocsin.analysis.occasions.known import CalendarEntry, KnownOccasion, OccasionTelling
from tocsin.analysis.occasions.verdict import figures, side_words
from tocsin.analysis.tempo.wording import days, percent
from tocsin.export.cells import Cell
from tocsin.export.visible import one_line
from tocsin.export.wording import day_words, when_words

LABEL = 14
IDS = 8
"""Ids of incidents in a line at most; JSON and CSV have all."""
COLUMNS = (
    "question", "name", "side", "occasion_ids", "start", "end", "days", "attacks", "usual", "times", "times_low",
    "times_high", "chance", "chance_together", "probability_more", "probability_fewer", "incident_ids",
)  # fmt: skip


def lines(found: Occasions) -> Iterator[str]:
    """Yield the verdict, the figures of each sort, each occasion with its words and its sources, what was assumed."""
    yield found.verdict.sentence
    yield ""
    yield _labelled("Days", f"{days(found.window.start, found.window.end)} ({found.window.days})")
    undated = f" ({len(found.undated_ids)} without a day, not counted)" if found.undated_ids else ""
    yield _labelled("Attacks", f"{len(found.incident_ids):,}{undated}")
    yield _labelled("Occasions", f"{len(found.tested)} looked at, {len(found.passed_over)} passed over")
    for name in dict.fromkeys(row.name for row in found.sorts):
        yield ""
        for row in (row for row in found.sorts if row.name == name):
            yield from _answer(row, side_words(name, row.side, found.reach), len(found.sorts))
    yield from _each(found)
    yield from _apart(found)
    yield ""
    yield "Assumed"
    for assumption in found.assumptions:
        yield f"  {one_line(assumption)}"


def _labelled(label: str, words: str) -> str:
    return f"{label:<{LABEL}}{words}"


def _answer(row: Around, where: str, questions: int) -> Iterator[str]:
    together = f", {_share(row.corrected)} for any of {questions}" if questions > 1 else ""
    yield f"{where[0].upper()}{where[1:]}: {figures(row)}"
    yield f"  by chance {_share(row.chance)}{together}; more {percent(row.more)}, fewer {percent(row.fewer)}"
    if row.incident_ids:
        yield f"  {ids_words(row.incident_ids)}"


def _share(chance: float) -> str:
    """Return a chance as a share of cases, with more figures the smaller it is: "37%", "4.2%", "0.3%"."""
    return f"{100 * chance:.0f}%" if chance >= 0.095 else f"{100 * chance:.1f}%"


def ids_words(ids: Sequence[str], shown: int = IDS) -> str:
    """Return the first `shown` of `ids`, and how many more there are."""
    more = len(ids) - shown
    return " ".join(ids[:shown]) + (f" and {more:,} more (--format json has all)" if more > 0 else "")


def _each(found: Occasions) -> Iterator[str]:
    if not found.tested:
        return
    yield ""
    yield "Each by itself"
    questions = len(found.single)
    for one in found.tested:
        yield from _occasion(one)
        for row in (row for row in found.single if row.name == one.id):
            together = f", {_share(row.corrected)} for any of {questions}" if questions > 1 else ""
            yield f"    {row.side}: {figures(row)}; by chance {_share(row.chance)}{together}"


def _occasion(one: KnownOccasion) -> Iterator[str]:
    mark = " ≠" if one.disputed else ""
    yield f"  {when_words(one.when)}{mark} · {one_line(one.sort)} · {one_line(one.words)} ({one.id})"
    for telling in one.tellings:
        other = f" for {when_words(telling.when)}" if telling.when != one.when else ""
        yield f"    {_source(telling, one.words)}{other}"


def _source(telling: OccasionTelling, words: str) -> str:
    origin = telling.origin
    if isinstance(origin, CalendarEntry):
        return f"calendar {one_line(origin.file)}, line {origin.line}"
    said = "" if telling.words == words else f"“{one_line(telling.words)}” "
    return f"{said}({one_line(origin.source.name)}, told {day_words(origin.told_on)}, {one_line(origin.report_id)})"


def _apart(found: Occasions) -> Iterator[str]:
    if found.coming:
        yield ""
        yield "Still to come"
        tested = {one.id for one in found.tested}
        for one in found.coming:
            if one.id in tested:
                yield f"  {when_words(one.when)} · {one_line(one.sort)} · {one_line(one.words)} ({one.id}, see above)"
            else:
                yield from _occasion(one)
    if found.passed_over:
        yield ""
        yield "Passed over"
        for passed in found.passed_over:
            yield from _occasion(passed.occasion)
            yield f"    {passed.reason}"


def rows(found: Occasions) -> Iterator[Sequence[Cell]]:
    """Yield a row of `COLUMNS` for each question: those on sorts first, then those on single occasions."""
    known = {one.id: one for one in found.tested}
    yield from (_row("sort", row.name, row, None) for row in found.sorts)
    yield from (_row("occasion", known[row.name].words, row, known[row.name]) for row in found.single)


def _row(question: str, name: str, row: Around, occasion: KnownOccasion | None) -> Sequence[Cell]:
    return (
        question, name, row.side, _joined(row.occasion_ids), occasion.when.start if occasion else None,
        occasion.when.end if occasion else None, row.days, row.incidents, row.expected, row.ratio.value, row.ratio.low,
        row.ratio.high, row.chance, row.corrected, row.more, row.fewer, _joined(row.incident_ids),
    )  # fmt: skip


def _joined(ids: Iterable[str]) -> str:
    return " ".join(ids)
