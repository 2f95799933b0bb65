"""CSV in the 31 columns of ACLED, as they have been since its change of March 2023.

Source: ACLED, "Guide to 2023 ACLED Column Changes" and codebook. Only the columns are ACLED's: nothing here is data of
ACLED, and its coders' judgements (actor codes, regions, scales of sources) stay empty.
"""

from collections.abc import Iterable
from typing import BinaryIO

from tocsin.export.cells import joined
from tocsin.export.columns import suspect_text, weapon_text
from tocsin.export.countries import countries, country_name
from tocsin.export.delimited import Row, write_scheme
from tocsin.export.facts import Facts
from tocsin.export.incidents import Origins, Written
from tocsin.export.precision import acled_geo, acled_time, middle
from tocsin.export.schemes import CIVILIAN, acled_event, not_an_event, only
from tocsin.vocabulary.incident import Incident

COLUMNS: tuple[str, ...] = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
DISORDERS = {"Strategic developments": "Strategic developments"}
CIVILIANS = 7
"""The code of civilians among ACLED's kinds of actors."""


class AcledExporter:
    """CSV in ACLED's columns."""

    name = "acled"
    suffix = ".acled.csv"

    def write(self, incidents: Iterable[Incident], origins: Origins, stream: BinaryIO) -> Written:
        """Write `incidents` to `stream` as they come; threats and plans are left out. Raises OSError."""
        return write_scheme(COLUMNS, row_of, incidents, origins, stream)


def row_of(facts: Facts) -> Row | str:
    """Return the filled cells of an incident, or why ACLED's scheme has no room for it."""
    if reason := not_an_event(facts):
        return reason
    return _what(facts) | _when(facts) | _where(facts) | _who(facts) | _told(facts)


def _what(facts: Facts) -> Row:
    event, sub_event = acled_event(facts)
    return {
        "event_id_cnty": facts.incident.id,
        "disorder_type": DISORDERS.get(event, "Political violence") if event else None,
        "event_type": event,
        "sub_event_type": sub_event,
        "fatalities": facts.killed.best,
    }


def _when(facts: Facts) -> Row:
    precision = acled_time(facts.when)
    if facts.when is None or facts.when.start is None or facts.when.end is None:
        return {}
    one_year = facts.when.start.year == facts.when.end.year
    return {
        "event_date": middle(facts.when) if precision else None,
        "year": facts.when.start.year if one_year else None,
        "time_precision": precision,
    }


def _where(facts: Facts) -> Row:
    precision = acled_geo(facts.located)
    country = countries().get(facts.country)
    row: Row = {"country": country_name(facts.country), "iso": country.numeric if country else None}
    if facts.located is None or facts.located.place is None or precision is None:
        return row
    place = facts.located.place
    return row | {
        "admin1": place.admin1,
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": precision,
    }


def _who(facts: Facts) -> Row:
    names = [suspect.actor.name for suspect in facts.perpetrators]
    row: Row = {"actor1": names[0] if names else None, "assoc_actor_1": joined(names[1:])}
    if not only(facts.targets, CIVILIAN):
        return row
    civilians = f"Civilians ({country_name(facts.country)})" if facts.country else None
    return row | {"civilian_targeting": "Civilian targeting", "actor2": civilians, "inter2": CIVILIANS}


def _told(facts: Facts) -> Row:
    return {
        "source": joined([reference.source.name for reference in facts.references]),
        "notes": facts.words,
        "tags": tags(facts),
        "timestamp": int(facts.incident.last_seen.timestamp()),
    }


def tags(facts: Facts) -> str:
    """Return, as `name=value` between semicolons, what has no column of its own: bounds, stances, ids, addresses."""
    low, high = facts.killed.low, facts.killed.high
    pairs: list[tuple[str, object]] = [
        ("kind", facts.kind),
        ("status", facts.status),
        ("count", facts.count if facts.count != 1 else ""),
        ("fatalities low", "" if low is None else low),
        ("fatalities high", "" if high is None else high),
        *(("perpetrator", suspect_text(suspect)) for suspect in facts.suspects),
        *(("target", target.name) for target in facts.targets),
        *(("weapon", weapon_text(weapon)) for weapon in facts.weapons),
        ("disputed", ", ".join(facts.incident.disputed)),
        *(("report", reference.report_id) for reference in facts.references),
        *(("url", reference.url) for reference in facts.references),
    ]
    return joined([f"{name}={_plain(str(value))}" for name, value in pairs if str(value)])


def _plain(value: str) -> str:
    """A semicolon would end the tag."""
    return " ".join(value.replace(";", ",").split()) if "://" not in value else value.replace(";", "%3B")
