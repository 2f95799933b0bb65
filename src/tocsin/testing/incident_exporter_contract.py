"""What every exporter of incidents keeps to, as tests that the author of one inherits."""

import io
from collections.abc import Sequence

from tocsin.export.incidents import IncidentExporter, Written
from tocsin.testing.shelf import Shelf, a_shelf
from tocsin.vocabulary.incident import Incident


class IncidentExporterContract:
    """Inherit it as `class TestMyExporter(IncidentExporterContract)`, give `exporter` and `text`; pytest does the rest.

    `ids` says where an export is to name the incident: formats that make ids of their own override it.
    """

    def exporter(self) -> IncidentExporter:
        """Return the exporter under test."""
        raise NotImplementedError

    def text(self, written: bytes) -> str:
        """Return all that a person can read in an export, unpacked: what is looked for stands there as it is."""
        raise NotImplementedError

    def ids(self, incident: Incident) -> str:
        """Return what names `incident` in an export."""
        return incident.id

    def written(self, incidents: Sequence[Incident], shelf: Shelf) -> tuple[Written, bytes]:
        """Return what the exporter tells and writes."""
        stream = io.BytesIO()
        return self.exporter().write(iter(incidents), shelf, stream), stream.getvalue()

    def test_it_has_a_name_and_a_suffix(self) -> None:
        """The name is what people type; the suffix is what files of the format end with."""
        assert self.exporter().name
        assert self.exporter().suffix.startswith(".")

    def test_nothing_is_lost_in_silence(self) -> None:
        """Every incident is written or left out with a reason, and none is both."""
        shelf, incidents = a_shelf()
        told, data = self.written(incidents, shelf)
        left_out = {rejection.item for rejection in told.left_out}
        assert told.incidents + len(left_out) == len(incidents)
        assert all(rejection.reason for rejection in told.left_out)
        text = self.text(data)
        for incident in incidents:
            assert (self.ids(incident) in text) != (incident.id in left_out)

    def test_every_incident_names_its_reports_and_their_addresses(self) -> None:
        """Whoever has the export alone can go to the sources."""
        shelf, incidents = a_shelf()
        text = self.text(self.written(incidents[:1], shelf)[1])
        for needle in ("story-1", "story-2", "https://courier.example/1?a=1&b=2", "https://wire.example/2"):
            assert needle in text

    def test_what_stands_is_there(self) -> None:
        """Kind, place and toll of a full incident are found in it."""
        shelf, incidents = a_shelf()
        text = self.text(self.written(incidents[:1], shelf)[1])
        assert "Qalat Harbour" in text
        assert "2024" in text

    def test_nothing_in_is_a_whole_file(self) -> None:
        """An empty selection is no error."""
        told, data = self.written([], a_shelf()[0])
        assert told == Written(0)
        self.text(data)

    def test_the_same_incidents_give_the_same_bytes(self) -> None:
        """Nothing of one call is left for the next, and nothing of the clock gets into the file."""
        shelf, incidents = a_shelf()
        assert self.written(incidents, shelf) == self.written(incidents, shelf)

    def test_a_report_that_is_gone_costs_only_its_title(self) -> None:
        """What the incident itself says is written all the same."""
        shelf, incidents = a_shelf()
        shelf.held.clear()
        told, data = self.written(incidents[:1], shelf)
        assert told.incidents == 1
        assert self.ids(incidents[0]) in self.text(data)

    def test_no_control_character_gets_out(self) -> None:
        """Text of others steers no terminal and hides no words."""
        shelf, incidents = a_shelf()
        text = self.text(self.written(incidents, shelf)[1])
        assert not set(text) & {"\x1b", "\x00", "\u202e", "\ud83d", "\ufffe"}
