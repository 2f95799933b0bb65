"""CSV in the 49 columns of UCDP's Georeferenced Event Dataset (GED).

Source: UCDP GED codebook, version 23.1. Only the columns are UCDP's: what its coders decide (conflicts, dyads, types of
violence, numbers of states, who the dead were) stays empty.
"""

import hashlib
from collections.abc import Iterable
from typing import BinaryIO

from tocsin.export.cells import joined
from tocsin.export.countries import country_name
from tocsin.export.delimited import Row, write_scheme
from tocsin.export.facts import Facts, Reference
from tocsin.export.incidents import Origins, Written
from tocsin.export.precision import prio_cell, ucdp_date, ucdp_where
from tocsin.export.schemes import not_an_event
from tocsin.vocabulary.incident import Incident

COLUMNS: tuple[str, ...] = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
)  # fmt: skip


class UcdpExporter:
    """CSV in the columns of UCDP GED."""

    name = "ucdp"
    suffix = ".ucdp.csv"

    def write(self, incidents: Iterable[Incident], origins: Origins, stream: BinaryIO) -> Written:
        """Write `incidents` to `stream` as they come; threats and plans are left out. Raises OSError."""
        return write_scheme(COLUMNS, row_of, incidents, origins, stream)


def number_of(incident_id: str) -> int:
    """Return a whole number that stays the same for an incident: the first 48 bits of the SHA-256 of its id."""
    return int.from_bytes(hashlib.sha256(incident_id.encode()).digest()[:6], "big")


def row_of(facts: Facts) -> Row | str:
    """Return the filled cells of an incident, or why UCDP's scheme has no room for it."""
    if reason := not_an_event(facts):
        return reason
    return _what(facts) | _when(facts) | _where(facts) | _told(facts)


def _what(facts: Facts) -> Row:
    return {
        "id": number_of(facts.incident.id),
        "relid": facts.incident.id,
        "side_a": joined([suspect.actor.name for suspect in facts.perpetrators]),
        "event_clarity": 1 if facts.count == 1 else 2,
        "deaths_unknown": facts.killed.best,
        "best": facts.killed.best,
        "high": facts.killed.high,
        "low": facts.killed.low,
    }


def _when(facts: Facts) -> Row:
    if facts.when is None or facts.when.start is None:
        return {}
    return {
        "year": facts.when.start.year,
        "date_prec": ucdp_date(facts.when),
        "date_start": facts.when.start,
        "date_end": facts.when.end,
    }


def _where(facts: Facts) -> Row:
    row: Row = {
        "where_prec": ucdp_where(facts.located, facts.country),
        "where_description": joined([where.name for where in facts.where]),
        "country": country_name(facts.country),
    }
    if facts.located is None or facts.located.place is None:
        return row
    place = facts.located.place
    return row | {
        "where_coordinates": place.name,
        "adm_1": place.admin1,
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon:.6f} {place.lat:.6f})",
        "priogrid_gid": prio_cell(place.lat, place.lon),
    }


def _told(facts: Facts) -> Row:
    references = facts.references
    return {
        "number_of_sources": len(references),
        "source_article": joined([_article(reference) for reference in references]),
        "source_office": joined([reference.source.name for reference in references]),
        "source_date": joined([reference.published.isoformat() for reference in references if reference.published]),
        "source_headline": joined([reference.title for reference in references]),
        "source_original": joined(facts.speakers, ", "),
    }


def _article(reference: Reference) -> str:
    """Return a source as GED writes it, in quotes with commas, with address and id behind it."""
    day = reference.published.isoformat() if reference.published else ""
    parts = (reference.source.name, day, reference.title, reference.url, reference.report_id)
    return '"' + ",".join(part.replace('"', "'") for part in parts) + '"'
