"""Whether it is rising: the verdict, the rate with its band and changes, what could be an artefact, what is assumed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from tocsin.analysis.tempo.assess import Tempo
from tocsin.analysis.tempo.evidence import SERIES
from tocsin.analysis.tempo.rates import Interval
from tocsin.analysis.tempo.wording import cases, days, number, percent, times
from tocsin.errors import InputError, TocsinError
from tocsin.export.pictures.marks import Shown
from tocsin.export.pictures.rate import Ahead, Pace, Step, Turn, rate_picture
from tocsin.ledger.base import Ledger
from tocsin.tasks.tempo import tempo
from tocsin.vocabulary.selection import Selection
from tocsin.vocabulary.series import Change
from tocsin.web.depends import LedgerOf, SettingsOf, SharedOf
from tocsin.web.pages.filters import Filters
from tocsin.web.pages.pictures import inline
from tocsin.web.pages.refusing import refused
from tocsin.web.pages.routing import page_router
from tocsin.web.rendering import render

router = page_router()
TURNS = 4
"""Changes that the picture names, the likeliest ones."""


@dataclass(frozen=True, slots=True)
class Told:
    """The tempo of a selection with its picture and its figures; `missing` says why there is none."""

    tempo: Tempo | None
    picture: Markup | None = None
    figures: tuple[tuple[str, str], ...] = ()
    missing: str = ""


@router.get("/tempo")
def show_tempo(
    request: Request, ledger: LedgerOf, settings: SettingsOf, shared: SharedOf, part: bool = False
) -> HTMLResponse:
    """Show the tempo of the incidents that the filters of the address ask for, or the verdict alone."""
    filters = Filters.of(request.query_params)
    values = {"filters": filters, "fault": "", "told": None, "percent": percent, "cases": cases, "series": SERIES}
    try:
        selection = filters.selection(settings)
        told = shared.remembered.get(
            ledger.mark(), ("tempo", selection, filters.query()), lambda: _told(ledger, selection, filters)
        )
    except TocsinError as error:
        return refused(request, "tempo.html.j2", values, error)
    return render(request, "verdict_part.html.j2" if part else "tempo.html.j2", values | {"told": told})


def _told(ledger: Ledger, selection: Selection, filters: Filters) -> Told:
    try:
        found = tempo(ledger, selection)
    except InputError as error:
        return Told(None, missing=str(error))
    shown = [
        Shown(one.id, one.kind, one.kind, one.status, date.fromordinal(one.first_day), date.fromordinal(one.last_day))
        for one in ledger.occurrences(selection)
        if one.first_day is not None and one.last_day is not None
    ]
    picture = rate_picture(shown, _pace(found), _leading(shown, filters))
    return Told(found, inline(picture), tuple(_figures(found)))


def _pace(found: Tempo) -> Pace:
    window, cast = found.window, found.forecast
    steps = tuple(Step(piece.start, piece.rate, piece.low, piece.high) for piece in found.pieces)
    turns = tuple(_turn(change) for change in sorted(found.changes, key=lambda one: -one.probability)[:TURNS])
    ahead = Ahead(cast.days, cast.total.value, cast.total.low, cast.total.high) if cast else None
    return Pace(window.start, window.end, window.end + timedelta(days=1), steps, turns, ahead)


def _turn(change: Change) -> Turn:
    return Turn(
        change.start, change.end, f"{change.direction}: {times(change.ratio)} times ({percent(change.probability)})"
    )


def _leading(shown: Sequence[Shown], filters: Filters) -> Callable[[Sequence[str]], str]:
    """Return what gives the address of the list of the incidents of a bar."""
    spans = {one.id: (one.start, one.end) for one in shown}

    def leading(ids: Sequence[str]) -> str:
        starts = [start for start, _ in map(spans.__getitem__, ids) if start]
        ends = [end for _, end in map(spans.__getitem__, ids) if end]
        return filters.link(since=min(starts).isoformat(), until=max(ends).isoformat()) if starts and ends else ""

    return leading


def _figures(found: Tempo) -> Iterator[tuple[str, str]]:
    unsure = f", {found.inexact} of unsure day" if found.inexact else ""
    yield "Days", f"{days(found.window.start, found.window.end)} ({found.window.days})"
    yield "Incidents", f"{found.series.total:,}{unsure}"
    if found.series.undated:
        yield "Without a day", f"{found.series.undated}, not counted"
    yield "A week", interval_words(found.weekly)
    if found.pieces:
        now = found.pieces[-1]
        yield "Rate now", f"{number(now.rate)} a week ({number(now.low)} to {number(now.high)} with 90%)"
    presence = found.presence
    yield "Struck days", f"{percent(presence.value)} ({percent(presence.low)} to {percent(presence.high)})"
    likely = [f"{at}: {percent(share)}" for at, share in enumerate(found.number_of_changes) if share >= 0.05]
    yield "Changes of the rate", ", ".join(likely)
    if found.delay_known:
        cast = found.nowcast
        words = (
            f"{sum(cast.reported)} known of the last {len(cast.reported)} days, expected {interval_words(cast.total)}"
        )
        yield "Late reports", words
    if found.forecast:
        yield "Next week", f"{interval_words(found.forecast.total)}, if the rate stays"


def interval_words(found: Interval) -> str:
    """Return "3.2 (2.1 to 4.6 with 90%)"."""
    return f"{number(found.value)} ({number(found.low)} to {number(found.high)} with {percent(found.level)})"
