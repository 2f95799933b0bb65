"""The suite for exporters of incidents, run against a small one of somebody else: it passes, broken ones fail."""

from collections.abc import Iterable
from itertools import count
from typing import BinaryIO

import pytest

from tocsin.export.cells import sound
from tocsin.export.facts import facts_of
from tocsin.export.incidents import IncidentExporter, Origins, Written
from tocsin.testing.incident_exporter_contract import IncidentExporterContract
from tocsin.vocabulary.incident import Incident


class LineExporter:
    """An exporter of somebody else: a line an incident."""

    name = "line"
    suffix = ".txt"

    def write(self, incidents: Iterable[Incident], origins: Origins, stream: BinaryIO) -> Written:
        written = 0
        for incident in incidents:
            stream.write(self.line(incident, origins).encode() + b"\n")
            written += 1
        return Written(written)

    def line(self, incident: Incident, origins: Origins) -> str:
        facts = facts_of(incident, origins)
        place = facts.located.place.name if facts.located and facts.located.place else ""
        reports = " ".join(f"{one.report_id} {one.url}" for one in facts.references)
        day = facts.when.start if facts.when else ""
        return sound(f"{incident.id} {facts.kind} {place} {day} {facts.words} {reports}")


class TestLineExporter(IncidentExporterContract):
    def exporter(self) -> IncidentExporter:
        return LineExporter()

    def text(self, written: bytes) -> str:
        return written.decode()


class SilentExporter(LineExporter):
    def write(self, incidents: Iterable[Incident], origins: Origins, stream: BinaryIO) -> Written:
        return super().write(list(incidents)[:1], origins, stream)


class ForgetfulExporter(LineExporter):
    def line(self, incident: Incident, origins: Origins) -> str:
        return incident.id


class CountingExporter(LineExporter):
    calls = count()

    def line(self, incident: Incident, origins: Origins) -> str:
        return f"{super().line(incident, origins)} {next(self.calls)}"


class RawExporter(LineExporter):
    def line(self, incident: Incident, origins: Origins) -> str:
        return (
            f"{super().line(incident, origins)} {facts_of(incident, origins).words.encode('utf-8', 'replace').decode()}"
        )


class TrustingExporter(LineExporter):
    def line(self, incident: Incident, origins: Origins) -> str:
        reports = [origins.report(one.report_id) for one in facts_of(incident, origins).references]
        titles = [held.report.title for held in reports]  # type: ignore[union-attr]  # that is its fault
        return f"{super().line(incident, origins)} {len(titles)}"


class NamelessExporter(LineExporter):
    suffix = "txt"


def failures(exporter: IncidentExporter) -> set[str]:
    """Return the names of the tests that an exporter fails, whatever it raises."""

    class Suite(TestLineExporter):
        def exporter(self) -> IncidentExporter:
            return exporter

    failed = set()
    for name in dir(Suite):
        if name.startswith("test_"):
            try:
                getattr(Suite(), name)()
            except Exception:
                failed.add(name)
    return failed


@pytest.mark.parametrize(
    ("exporter", "test"),
    [
        (SilentExporter, "test_nothing_is_lost_in_silence"),
        (ForgetfulExporter, "test_every_incident_names_its_reports_and_their_addresses"),
        (CountingExporter, "test_the_same_incidents_give_the_same_bytes"),
        (RawExporter, "test_no_control_character_gets_out"),
        (TrustingExporter, "test_a_report_that_is_gone_costs_only_its_title"),
        (NamelessExporter, "test_it_has_a_name_and_a_suffix"),
    ],
)
def test_a_broken_exporter_fails(exporter: type[LineExporter], test: str) -> None:
    assert test in failures(exporter())


def test_a_sound_one_does_not() -> None:
    assert failures(LineExporter()) == set()
