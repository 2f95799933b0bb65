"""KML 2.2 (OGC 07-147r2): a placemark an incident, with its days, its values and the reports that tell of it.

Programs that show KML take descriptions for HTML, so text of others is escaped for HTML first and for XML then.
"""

import html
from collections.abc import Iterable, Iterator
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from tocsin.export.cells import sound
from tocsin.export.facts import Facts, Reference, facts_of
from tocsin.export.incidents import Origins, Written
from tocsin.export.titles import properties_of, title_of
from tocsin.vocabulary.incident import Incident

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n<name>Incidents</name>\n'
)
TAIL = "</Document>\n</kml>\n"


class KmlExporter:
    """One document, a placemark an incident; one without a known point stands in the list and not on the map."""

    name = "kml"
    suffix = ".kml"

    def write(self, incidents: Iterable[Incident], origins: Origins, stream: BinaryIO) -> Written:
        """Write `incidents` to `stream` as they come. Raises OSError."""
        stream.write(HEAD.encode())
        count = 0
        for incident in incidents:
            stream.write("\n".join(_placemark(facts_of(incident, origins))).encode() + b"\n")
            count += 1
        stream.write(TAIL.encode())
        return Written(count)


def _placemark(facts: Facts) -> Iterator[str]:
    """Yield the lines of a placemark in the order that the schema wants."""
    yield "<Placemark>"
    yield f"<name>{escape(title_of(facts))}</name>"
    yield f"<description>{escape(_description(facts))}</description>"
    if facts.when and facts.when.start and facts.when.end:
        begin, end = facts.when.start.isoformat(), facts.when.end.isoformat()
        yield f"<TimeSpan><begin>{begin}</begin><end>{end}</end></TimeSpan>"
    yield "<ExtendedData>"
    for name, value in properties_of(facts).items():
        if value is not None and not isinstance(value, list):
            text = str(value).lower() if isinstance(value, bool) else str(value)
            yield f"<Data name={quoteattr(name)}><value>{escape(text)}</value></Data>"
    yield "</ExtendedData>"
    if facts.located and facts.located.place:
        place = facts.located.place
        yield f"<Point><coordinates>{place.lon:.6f},{place.lat:.6f}</coordinates></Point>"
    yield "</Placemark>"


def _description(facts: Facts) -> str:
    """Return HTML: the words of the report that speaks for the incident, and a line for each report."""
    words = f"<p>{html.escape(sound(facts.words))}</p>" if facts.words else ""
    lines = "".join(f"<li>{_line(reference)}</li>" for reference in facts.references)
    return f"{words}<ul>{lines}</ul>" if lines else words


def _line(reference: Reference) -> str:
    day = reference.published.isoformat() if reference.published else ""
    name = ", ".join(part for part in (reference.source.name, day, reference.title or reference.report_id) if part)
    words = html.escape(sound(name))
    if not reference.url.startswith(("http://", "https://")):
        return words
    return f'<a href="{html.escape(sound(reference.url))}">{words}</a>'
