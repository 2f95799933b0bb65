"""What the tests of formats share: an export of the invented shelf, and its incidents by name."""

import io
from collections.abc import Sequence

from tocsin.export.facts import Facts, facts_of
from tocsin.export.incidents import IncidentExporter, Written
from tocsin.plugins import load
from tocsin.testing.shelf import Shelf, a_shelf
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Incident

FULL, UNKNOWN, VAGUE, ODD, ENDLESS, THREAT = range(6)


def exporter(name: str) -> IncidentExporter:
    made: IncidentExporter = load("incident_exporters", name)()
    return made


def exported(name: str, which: Sequence[int] = (FULL, UNKNOWN, VAGUE, ODD, ENDLESS, THREAT)) -> bytes:
    """Return the export of these incidents of the shelf."""
    return told(name, which)[1]


def told(name: str, which: Sequence[int]) -> tuple[Written, bytes]:
    shelf, incidents = a_shelf()
    stream = io.BytesIO()
    return exporter(name).write((incidents[n] for n in which), shelf, stream), stream.getvalue()


def facts(which: int) -> Facts:
    shelf, incidents = a_shelf()
    return facts_of(incidents[which], shelf)


def kept(shelf: Shelf, incident: Incident) -> list[Entry]:
    return list(shelf.entries(incident.mention_ids))
