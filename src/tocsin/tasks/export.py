"""`tocsin export`: the incidents of a selection to a file, in one of many formats."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from tocsin.errors import PluginError
from tocsin.export.incidents import IncidentExporter, Written
from tocsin.export.whole import check, whole
from tocsin.ledger.base import Ledger
from tocsin.plugins import load, names
from tocsin.tasks.incidents import incidents
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.selection import Selection

KIND = "incident_exporters"


def format_names() -> tuple[str, ...]:
    """Return the names of the formats that are installed, sorted."""
    return names(KIND)


def open_exporter(name: str, path: Path | None = None) -> IncidentExporter:
    """Return the exporter `name`; without a name, the one whose suffix `path` has. Raises PluginError."""
    if name and name not in format_names():
        raise PluginError(f"there is no format {name!r}; there are {', '.join(format_names())}")
    if name:
        made: IncidentExporter = load(KIND, name)()
        return made
    exporters: list[IncidentExporter] = [load(KIND, one)() for one in format_names()]
    fitting = [exporter for exporter in exporters if path and path.name.lower().endswith(exporter.suffix)]
    if not fitting:
        raise PluginError(f"no format is known by the end of the name {path}; say --format {', '.join(format_names())}")
    return max(fitting, key=lambda exporter: len(exporter.suffix))


def export(
    ledger: Ledger,
    selection: Selection,
    exporter: IncidentExporter,
    output: Path | BinaryIO,
    done: Callable[[], None] = lambda: None,
    replace: bool = False,
) -> Written:
    """Write the incidents of `selection` to the file or stream `output`; `done` is called after each.

    A file is written whole or not at all. Raises OutputError, PluginError, LedgerError.
    """
    found = _told(incidents(ledger, selection), done)
    if not isinstance(output, Path):
        return exporter.write(found, ledger, output)
    check(output, replace)
    with whole(output, replace) as stream:
        return exporter.write(found, ledger, stream)


def _told(found: Iterator[Incident], done: Callable[[], None]) -> Iterator[Incident]:
    for incident in found:
        yield incident
        done()
