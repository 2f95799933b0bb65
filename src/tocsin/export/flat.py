"""CSV with Tocsin's own columns: all that fits into one row an incident."""

from collections.abc import Iterable
from typing import BinaryIO

from tocsin.export.columns import COLUMNS
from tocsin.export.delimited import write_table
from tocsin.export.facts import facts_of
from tocsin.export.incidents import Origins, Written
from tocsin.vocabulary.incident import Incident


class FlatExporter:
    """CSV (RFC 4180), UTF-8, a row an incident."""

    name = "csv"
    suffix = ".csv"

    def write(self, incidents: Iterable[Incident], origins: Origins, stream: BinaryIO) -> Written:
        """Write `incidents` to `stream` as they come. Raises OSError."""
        facts = (facts_of(incident, origins) for incident in incidents)
        rows = ([column.value(one) for column in COLUMNS] for one in facts)
        return Written(write_table([[column.name for column in COLUMNS]], rows, stream))
