"""Incidents as pictures show them, and the places that pictures lead to."""

from collections.abc import Iterable

from tocsin.export.facts import country_of, located
from tocsin.export.incident_words import title_of
from tocsin.export.pictures.marks import Shown
from tocsin.tasks.briefing.times import days_of, kind_of, status_of
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.values import Where

TOO_VAGUE_KM = 400.0
"""What is known no more closely than this has no place on a map but its country."""


def pictured(incidents: Iterable[Incident], fresh: frozenset[str]) -> list[Shown]:
    """Return `incidents` for pictures; `fresh` are the ids of those that the brief is about."""
    return [_shown(incident, incident.id in fresh) for incident in incidents]


def _shown(incident: Incident, fresh: bool) -> Shown:
    account = incident.account("where")
    values = (account.value, *account.values) if account else ()
    where = tuple(dict.fromkeys(value for value in values if isinstance(value, Where)))
    spot = located(where)
    place = spot.place if spot else None
    if place is not None and place.precision_km > TOO_VAGUE_KM:
        place = None
    start, end = days_of(incident) or (None, None)
    return Shown(
        id=incident.id,
        label=title_of(incident),
        kind=kind_of(incident),
        status=status_of(incident),
        start=start,
        end=end,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        precision_km=place.precision_km if place else 0.0,
        country=country_of(where),
        fresh=fresh,
    )
