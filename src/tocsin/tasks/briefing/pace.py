"""Whether it is rising: the verdict of the tempo, its picture, its figures and what it rests on."""

import re
from collections.abc import Iterator, Sequence

from tocsin.analysis.tempo.assess import Tempo
from tocsin.analysis.tempo.events import DOUBTS
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
from tocsin.tasks.briefing.times import days_of, status_of, tellings, within
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.series import Change

TURNS = 4
"""Changes at most that the picture names, the newest ones."""
USUAL, CONSTANT = "all incidents", "told by constant sources"
"""The names of the counts that verdicts are on."""
COUNT = re.compile(r"([\d,]+) incidents?\b")
SERIES = 499
"""Series at a constant rate that chances are worked out with."""


def pace(material: Material, register: Register) -> Section:
    """Return the part on how often there are attacks."""
    tempo = material.tempo
    if tempo is None:
        return Section("tempo", "Is it rising?", (Paragraph((f"That cannot be said: {material.tempo_missing}.",)),))
    tones: dict[str, Tone] = {"rise": "rise", "fall": "fall"}
    blocks: list[Block] = [
        Lead(verdict_words(material, register), tones.get(tempo.verdict.finding, "even")),
        Plot(_picture(material, tempo, register), (_caption(tempo),)),
        Table(("", ""), tuple(_figures(material, tempo, register))),
        Table(
            ("Counted otherwise", "Incidents", "A rise", "A fall", "A constant rate looks like this"),
            tuple(_readings(material, tempo, register)),
        ),
        Paragraph(("Assumed:",), small=True),
        Bullets(tuple((one,) for one in tempo.assumptions), small=True),
    ]
    return Section("tempo", "Is it rising?", tuple(blocks))


def verdict_words(material: Material, register: Register) -> Sentence:
    """Return the sentence of the verdict, its number of incidents leading to them; nothing where there is none."""
    tempo = material.tempo
    if tempo is None:
        return ()
    sentence = tempo.verdict.sentence
    judged = next((one for name in (CONSTANT, USUAL) for one in tempo.readings if one.name == name), None)
    found = COUNT.search(sentence)
    if judged is None or found is None or int(found[1].replace(",", "")) != judged.incidents:
        return (sentence,)
    ids = _ids_of_reading(judged.name, material, tempo)
    number = _leading(found[1], judged.incidents, ids, tempo, register)
    return sentence[: found.start(1)], number, sentence[found.end(1) :]


def _inside(material: Material, tempo: Tempo) -> list[Incident]:
    return [i for i in material.background if within(i, tempo.window.start, tempo.window.end)]


def _ids_of_reading(name: str, material: Material, tempo: Tempo) -> list[str]:
    """Return the incidents that are counted in a way that has this name."""
    found = _inside(material, tempo)
    # where constant sources tell of too few, there is no count of theirs, and all others are of what everybody tells
    if name != USUAL and any(one.name == CONSTANT for one in tempo.readings):
        constant = set(tempo.panel.constant)
        found = [i for i in found if any(one.source.name in constant for one in tellings(i))]
    left_out = DOUBTS.get(name.removeprefix("without those "), frozenset())
    return ids_of(incident for incident in found if status_of(incident) not in left_out)


def _leading(words: str, count: int, ids: Sequence[str], tempo: Tempo, register: Register) -> Piece:
    """Return `words` leading to `ids`; where these are not as many, but for those of unsure day, only the words."""
    return register.number(words, ids) if abs(len(ids) - count) <= tempo.inexact else words


def _picture(material: Material, tempo: Tempo, register: Register) -> Picture:
    window = tempo.window
    inside = _inside(material, tempo)
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
    inside = _inside(material, tempo)
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


def _readings(material: Material, tempo: Tempo, register: Register) -> Iterator[tuple[Sentence, ...]]:
    for one in tempo.readings:
        ids = _ids_of_reading(one.name, material, tempo)
        yield (
            (one.name,),
            (_leading(f"{one.incidents:,}", one.incidents, ids, tempo, register),),
            (percent(one.rise),),
            (percent(one.fall),),
            (cases(one.chance, SERIES),),
        )
