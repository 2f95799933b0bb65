"""Whether it is rising: the verdict of the tempo, its picture, its figures and what it rests on."""

from collections.abc import Iterator

from tocsin.analysis.tempo.assess import Tempo
from tocsin.analysis.tempo.rates import Interval
from tocsin.analysis.tempo.wording import cases, days, number, percent, times
from tocsin.export.brief.base import (
    Block,
    Bullets,
    Lead,
    Paragraph,
    Piece,
    Plot,
    Register,
    Section,
    Sentence,
    Table,
    Tone,
)
from tocsin.export.pictures.rate import Ahead, Pace, Step, Turn, rate_picture
from tocsin.export.pictures.svg import Picture
from tocsin.tasks.briefing.material import Material
from tocsin.tasks.briefing.phrases import ids_of
from tocsin.tasks.briefing.pictured import pictured
from tocsin.tasks.briefing.times import days_of, within
from tocsin.vocabulary.series import Change

TURNS = 4
"""Changes at most that the picture names, the newest ones."""
SERIES = 499
"""Series at a constant rate that chances are worked out with."""


def pace(material: Material, register: Register) -> Section:
    """Return the part on how often there are attacks."""
    tempo = material.tempo
    if tempo is None:
        return Section("tempo", "Is it rising?", (Paragraph((f"That cannot be said: {material.tempo_missing}.",)),))
    tones: dict[str, Tone] = {"rise": "rise", "fall": "fall"}
    blocks: list[Block] = [
        Lead((tempo.verdict.sentence,), tones.get(tempo.verdict.finding, "even")),
        Plot(_picture(material, tempo, register), (_caption(tempo),)),
        Table(("", ""), tuple(_figures(material, tempo, register))),
        Table(
            ("Counted otherwise", "Incidents", "A rise", "A fall", "A constant rate looks like this"),
            tuple(_readings(tempo)),
        ),
        Paragraph(("Assumed:",), small=True),
        Bullets(tuple((one,) for one in tempo.assumptions), small=True),
    ]
    return Section("tempo", "Is it rising?", tuple(blocks))


def _picture(material: Material, tempo: Tempo, register: Register) -> Picture:
    window = tempo.window
    inside = [incident for incident in material.background if within(incident, window.start, window.end)]
    fresh = frozenset(ids_of(material.happened))
    cast = tempo.forecast
    turns = tuple(_turn(change, tempo) for change in _changes(tempo))
    ahead = Ahead(cast.days, cast.total.value, cast.total.low, cast.total.high) if cast else None
    steps = tuple(Step(piece.start, piece.rate, piece.low, piece.high) for piece in tempo.pieces)
    shown = Pace(window.start, window.end, material.question.since, steps, turns, ahead)
    return rate_picture(pictured(inside, fresh), shown, register.place)


def _changes(tempo: Tempo) -> list[Change]:
    """Return the newest changes; the one that the verdict speaks of with the figures of the verdict."""
    told = tempo.verdict.change
    others = [one for one in tempo.changes if told is None or one.start > told.end or one.end < told.start]
    return [*others, *([told] if told else [])][-TURNS:]


def _turn(change: Change, tempo: Tempo) -> Turn:
    """Return a change for the picture, and how sure that of the verdict is."""
    sure = f", {tempo.verdict.term} ({percent(tempo.verdict.probability)})" if change == tempo.verdict.change else ""
    label = f"{change.direction}: {times(change.ratio)} times{sure}"
    return Turn(max(change.start, tempo.window.start), min(change.end, tempo.window.end), label)


def _caption(tempo: Tempo) -> str:
    said = (
        f"Attacks from {days(tempo.window.start, tempo.window.end)}, and the rate that most probably lies behind them."
    )
    late = " The last days are thin: what happened on them is not all known yet." if tempo.delay_known else ""
    return said + late


def _figures(material: Material, tempo: Tempo, register: Register) -> Iterator[tuple[Sentence, Sentence]]:
    inside = [i for i in material.background if within(i, tempo.window.start, tempo.window.end)]
    unsure = [incident for incident in inside if (days := days_of(incident)) and days[0] < days[1]]
    counted: list[Piece] = [register.number(f"{len(inside):,}", ids_of(inside)), f" in {tempo.window.days} days"]
    if unsure:
        counted += [", ", register.number(f"{len(unsure):,}", ids_of(unsure)), " of unsure day"]
    yield ("Incidents",), tuple(counted)
    if tempo.series.undated:
        yield ("Without a day",), (f"{tempo.series.undated}, not counted",)
    yield ("A week",), (_interval(tempo.weekly),)
    if tempo.pieces:
        now = tempo.pieces[-1]
        yield ("Rate now",), (f"{number(now.rate)} a week ({number(now.low)} to {number(now.high)} with 90%)",)
    yield (
        ("Struck days",),
        (f"{percent(tempo.presence.value)} of days ({percent(tempo.presence.low)} to {percent(tempo.presence.high)})",),
    )
    if tempo.delay_known:
        cast = tempo.nowcast
        latest = [incident for incident in inside if within(incident, cast.start, tempo.window.end)]
        known = register.number(f"{sum(cast.reported)}", ids_of(latest))
        said = f" known of the last {len(cast.reported)} days, expected {_interval(cast.total)}"
        yield ("Late reports",), (known, said)
    if tempo.forecast:
        yield ("Next week",), (f"{_interval(tempo.forecast.total)}, if the rate stays",)


def _interval(interval: Interval) -> str:
    return (
        f"{number(interval.value)} ({number(interval.low)} to {number(interval.high)} with {percent(interval.level)})"
    )


def _readings(tempo: Tempo) -> Iterator[tuple[Sentence, ...]]:
    for one in tempo.readings:
        yield (
            (one.name,),
            (f"{one.incidents:,}",),
            (percent(one.rise),),
            (percent(one.fall),),
            (cases(one.chance, SERIES),),
        )
