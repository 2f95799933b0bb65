"""JSON Lines: one object an incident, with every claim, quote and mention. The one format that loses nothing."""

import re
from collections.abc import Iterable
from typing import BinaryIO

from tocsin.export.incident_record import incident_record
from tocsin.export.incidents import Held, Origins, Written
from tocsin.export.record import json_line
from tocsin.vocabulary.incident import Incident

ACTING = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""What JSON allows in a line as it is and what acts all the same when the line is looked at."""


class LinesExporter:
    """JSON Lines, UTF-8; text is kept as it is, what acts as an escape of JSON, so that offsets hold."""

    name = "jsonl"
    suffix = ".jsonl"

    def write(self, incidents: Iterable[Incident], origins: Origins, stream: BinaryIO) -> Written:
        """Write `incidents` to `stream` as they come. Raises OSError."""
        count = 0
        for incident in incidents:
            entries = tuple(origins.entries(incident.mention_ids))
            reports: dict[str, Held] = {}
            for report_id in dict.fromkeys(entry.mention.report_id for entry in entries):
                held = origins.report(report_id)
                if held is not None:
                    reports[report_id] = held
            line = json_line(incident_record(incident, entries, reports))
            stream.write(ACTING.sub(lambda found: f"\\u{ord(found.group()):04x}", line).encode())
            count += 1
        return Written(count)
