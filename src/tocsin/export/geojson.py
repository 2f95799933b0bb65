"""GeoJSON (RFC 7946): a feature an incident, a point where one is known and no geometry where none is.

Positions are longitude and latitude in degrees (WGS 84) with six decimals; how far the true point may lie is the
property `precision_km`.
"""

from collections.abc import Iterable
from typing import BinaryIO

from tocsin.export.facts import Facts, facts_of
from tocsin.export.incidents import Origins, Written
from tocsin.export.record import Json, json_line
from tocsin.export.titles import properties_of, title_of
from tocsin.vocabulary.incident import Incident


class GeoJsonExporter:
    """One FeatureCollection, a feature a line."""

    name = "geojson"
    suffix = ".geojson"

    def write(self, incidents: Iterable[Incident], origins: Origins, stream: BinaryIO) -> Written:
        """Write `incidents` to `stream` as they come. Raises OSError."""
        stream.write(b'{"type": "FeatureCollection", "features": [\n')
        count = 0
        for incident in incidents:
            line = json_line(feature(facts_of(incident, origins))).rstrip("\n")
            stream.write((",\n" if count else "").encode() + line.encode())
            count += 1
        stream.write(b"\n]}\n")
        return Written(count)


def feature(facts: Facts) -> Json:
    """Return the feature of an incident."""
    place = facts.located.place if facts.located else None
    point = {"type": "Point", "coordinates": [round(place.lon, 6), round(place.lat, 6)]} if place else None
    return {
        "type": "Feature",
        "id": facts.incident.id,
        "geometry": point,
        "properties": {"title": title_of(facts)} | properties_of(facts),
    }
