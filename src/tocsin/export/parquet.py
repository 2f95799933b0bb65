"""Apache Parquet: the flat table with types, and the reports of each incident as a nested list. Needs pyarrow."""

from collections.abc import Iterable
from itertools import islice
from typing import Any, BinaryIO

from tocsin.export.cells import sound
from tocsin.export.columns import COLUMNS
from tocsin.export.extras import needed
from tocsin.export.facts import Facts, facts_of
from tocsin.export.incidents import Origins, Written
from tocsin.export.titles import reference_record
from tocsin.vocabulary.incident import Incident

ROWS_AT_ONCE = 2000
"""Rows of one group: what is held in memory before it is written."""


class ParquetExporter:
    """One Parquet file with typed columns."""

    name = "parquet"
    suffix = ".parquet"

    def write(self, incidents: Iterable[Incident], origins: Origins, stream: BinaryIO) -> Written:
        """Write `incidents` to `stream`, a group of rows at a time. Raises OSError, PluginError without pyarrow."""
        arrow, parquet = needed("pyarrow", self.name), needed("pyarrow.parquet", self.name)
        schema = _schema(arrow)
        rows = (_row(facts_of(incident, origins)) for incident in incidents)
        count = 0
        with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
            while group := list(islice(rows, ROWS_AT_ONCE)):
                writer.write_table(arrow.Table.from_pylist(group, schema=schema))
                count += len(group)
        return Written(count)


def _schema(arrow: Any) -> Any:
    types = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "day": arrow.date32(),
        "moment": arrow.timestamp("us", tz="UTC"),
        "flag": arrow.bool_(),
    }
    texts = ("id", "source", "source_kind", "grade", "title", "url", "published")
    reports = arrow.list_(arrow.struct([(name, arrow.string()) for name in texts]))
    return arrow.schema([*((column.name, types[column.kind]) for column in COLUMNS), ("reports", reports)])


def _row(facts: Facts) -> dict[str, Any]:
    values = {column.name: column.value(facts) for column in COLUMNS}
    row: dict[str, Any] = {name: sound(value) if isinstance(value, str) else value for name, value in values.items()}
    return row | {"reports": [reference_record(reference) for reference in facts.references]}
