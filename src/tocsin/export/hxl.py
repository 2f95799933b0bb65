"""CSV tagged in the Humanitarian Exchange Language (HXL 1.1): a row of hashtags beneath the names of the columns.

Core hashtags say what a column holds; attributes beyond the standard's list are allowed by it and told in the
documentation. Source: hxlstandard.org, tagging conventions and hashtag dictionary of version 1.1.
"""

from collections.abc import Iterable
from typing import BinaryIO

from tocsin.export.columns import COLUMNS
from tocsin.export.delimited import write_table
from tocsin.export.facts import facts_of
from tocsin.export.incidents import Origins, Written
from tocsin.vocabulary.incident import Incident


class HxlExporter:
    """HXL-tagged CSV, UTF-8, a row an incident."""

    name = "hxl"
    suffix = ".hxl.csv"

    def write(self, incidents: Iterable[Incident], origins: Origins, stream: BinaryIO) -> Written:
        """Write `incidents` to `stream` as they come. Raises OSError."""
        facts = (facts_of(incident, origins) for incident in incidents)
        rows = ([column.value(one) for column in COLUMNS] for one in facts)
        heads = [[column.name for column in COLUMNS], [column.tag for column in COLUMNS]]
        return Written(write_table(heads, rows, stream))
