"""The outline of an incident: what it is asked for by, and the one definition of whether a selection has it.

Beside it, what is counted of an incident.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tocsin.ledger.whereabouts import reach
from tocsin.vocabulary.claim import Slot, Value
from tocsin.vocabulary.geometry import distance_km
from tocsin.vocabulary.incident import Account, Incident
from tocsin.vocabulary.occurrence import Occurrence
from tocsin.vocabulary.selection import Selection
from tocsin.vocabulary.spot import Spot
from tocsin.vocabulary.values import Actor, Toll, When, Where

_BETWEEN_WORDS = re.compile(r"[\W_]+")
LARGEST = 2**31 - 1
"""What a column of numbers holds at most, in every database."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a selection asks of an incident; `lat` and `lon` are None together, `start` and `end` too.

    The true place lies within `km` of the point, `BESIDE_KM` further where it is only near a place that is named.
    `killed` is what the chosen toll says at least, or at most where it says only that. `actors` are folded names.
    """

    id: str
    start: date | None
    end: date | None
    lat: float | None
    lon: float | None
    km: float
    country: str
    kind: str
    status: str
    confidence: float
    killed: int | None
    disputed: bool
    voices: int
    seen: datetime
    actors: frozenset[str]


def fold_name(name: str) -> str:
    """Return `name` without case, accents, punctuation and a leading "the", so that spellings of it are equal."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = _BETWEEN_WORDS.sub(" ", plain).strip()
    return words.removeprefix("the ") or words


def outline_of(incident: Incident) -> Outline:
    """Return what `incident` is asked for by."""
    when, where = _when_of(incident), _where_of(incident)
    place = where.place if where else None
    return Outline(
        id=incident.id,
        start=when.start,
        end=when.end,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        km=reach(where) if where else 0.0,
        country=place.country if place else "",
        kind=_word_of(incident, "kind"),
        status=_word_of(incident, "status") or (incident.steps[-1].status if incident.steps else ""),
        confidence=incident.confidence,
        killed=_killed_of(incident),
        disputed=bool(incident.disputed),
        voices=incident.voices,
        seen=incident.last_seen,
        actors=frozenset(fold_name(v.name) for v in _values_of(incident, "perpetrator") if isinstance(v, Actor)),
    )


def occurrence_of(incident: Incident) -> Occurrence:
    """Return what is counted of `incident`."""
    outline = outline_of(incident)
    dated = outline.start is not None and outline.end is not None
    return Occurrence(
        id=outline.id,
        kind=outline.kind,
        status=outline.status,
        first_day=outline.start.toordinal() if outline.start and dated else None,
        last_day=outline.end.toordinal() if outline.end and dated else None,
        attacks=_held(next((value for value in _values_of(incident, "count") if isinstance(value, int)), 1)),
        known=incident.first_seen.astimezone(UTC).date().toordinal(),
        tellings=_first_tellings(incident),
    )


def spot_of(outline: Outline) -> Spot:
    """Return what a map shows of an incident."""
    dated = outline.start is not None and outline.end is not None
    return Spot(
        id=outline.id,
        lat=outline.lat,
        lon=outline.lon,
        km=outline.km,
        country=outline.country,
        kind=outline.kind,
        status=outline.status,
        confidence=outline.confidence,
        first_day=outline.start.toordinal() if outline.start and dated else None,
        last_day=outline.end.toordinal() if outline.end and dated else None,
    )


def _first_tellings(incident: Incident) -> dict[str, int]:
    found: dict[str, int] = {}
    for account in incident.accounts:
        for telling in account.tellings:
            day = (telling.published or telling.first_seen.astimezone(UTC).date()).toordinal()
            name = telling.source.name
            found[name] = min(day, found.get(name, day))
    return found


def has(selection: Selection, outline: Outline) -> bool:
    """Whether `selection` has the incident of `outline`, whatever its page.

    A circle has the incidents whose point lies in it; those without a point lie in none.
    """
    return (
        _on_the_days(selection, outline)
        and _in_the_circle(selection, outline)
        and selection.country.upper() in ("", outline.country)
        and (not selection.kinds or outline.kind in selection.kinds)
        and (not selection.statuses or outline.status in selection.statuses)
        and (not selection.actor or fold_name(selection.actor) in outline.actors)
        and outline.confidence >= selection.min_confidence
        and selection.disputed in (None, outline.disputed)
    )


def _on_the_days(selection: Selection, outline: Outline) -> bool:
    if selection.since is None and selection.until is None:
        return True
    if outline.start is None or outline.end is None:
        return False
    begun = selection.until is None or outline.start <= selection.until
    return begun and (selection.since is None or outline.end >= selection.since)


def _in_the_circle(selection: Selection, outline: Outline) -> bool:
    near = selection.near
    if near is None:
        return True
    if outline.lat is None or outline.lon is None:
        return False
    return distance_km((outline.lat, outline.lon), (near.lat, near.lon)) <= near.within_km


def _values_of(incident: Incident, slot: Slot) -> tuple[Value, ...]:
    account: Account | None = incident.account(slot)
    if account is None:
        return ()
    return (*(() if account.value is None else (account.value,)), *account.values)


def _word_of(incident: Incident, slot: Slot) -> str:
    return next((value for value in _values_of(incident, slot) if isinstance(value, str)), "")


def _when_of(incident: Incident) -> When:
    return next((value for value in _values_of(incident, "when") if isinstance(value, When)), When())


def _where_of(incident: Incident) -> Where | None:
    values = _values_of(incident, "where")
    return next((value for value in values if isinstance(value, Where) and value.place), None)


def _killed_of(incident: Incident) -> int | None:
    for value in _values_of(incident, "killed"):
        if isinstance(value, Toll):
            told = value.high if value.low is None else value.low
            return None if told is None else _held(told)
    return None


def _held(number: int) -> int:
    """Return `number`, or the largest that a column of numbers holds: words may tell of any."""
    return min(number, LARGEST)
