"""Rows to CSV (RFC 4180) in UTF-8, every cell harmless to open."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO

from tocsin.export.cells import Cell, cell
from tocsin.export.facts import Facts, facts_of
from tocsin.export.incidents import STAGE, Origins, Written
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.mention import Rejection

Row = dict[str, Cell]


def write_table(heads: Sequence[Sequence[str]], rows: Iterable[Sequence[Cell]], stream: BinaryIO) -> int:
    """Write `heads` as they are and then `rows` to `stream`; return how many rows. Raises OSError."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerows(heads)
        count = 0
        for row in rows:
            writer.writerow([cell(value) for value in row])
            count += 1
        return count
    finally:
        text.detach()


def write_scheme(
    columns: Sequence[str],
    row_of: Callable[[Facts], Row | str],
    incidents: Iterable[Incident],
    origins: Origins,
    stream: BinaryIO,
) -> Written:
    """Write a row of `columns` for each incident that the scheme has room for, as `row_of` fills it.

    `row_of` gives the cells that are filled, or in words why the scheme has no room for the incident. Raises OSError.
    """
    left_out: list[Rejection] = []

    def rows() -> Iterable[Sequence[Cell]]:
        for incident in incidents:
            row = row_of(facts_of(incident, origins))
            if isinstance(row, str):
                left_out.append(Rejection(incident.id, STAGE, row))
            else:
                yield [row.get(name) for name in columns]

    return Written(write_table([columns], rows(), stream), tuple(left_out))
