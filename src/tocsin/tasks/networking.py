"""A network to a file or a stream, in one of the formats that programs for networks read."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from tocsin.export.network_ftm import write_ftm
from tocsin.export.network_graph import write_gexf, write_graphml
from tocsin.export.network_record import network_record
from tocsin.export.record import json_line
from tocsin.export.whole import whole
from tocsin.ledger.base import Ledger
from tocsin.vocabulary.network import Network

Writer = Callable[[Network, Ledger, BinaryIO], None]
WRITERS: dict[str, Writer] = {
    "json": lambda network, _, stream: _json(network, stream),
    "graphml": lambda network, _, stream: write_graphml(network, stream),
    "gexf": lambda network, _, stream: write_gexf(network, stream),
    "ftm": write_ftm,
}
"""How a network is written, by the name of the format."""
SUFFIXES = {".json": "json", ".graphml": "graphml", ".gexf": "gexf", ".ftm.json": "ftm"}
"""The format by the end of a file's name; of two that fit, the longer holds."""


def format_of(path: Path) -> str:
    """Return the format that the name of `path` asks for, "" where it asks for none."""
    fitting = [suffix for suffix in SUFFIXES if path.name.lower().endswith(suffix)]
    return SUFFIXES[max(fitting, key=len)] if fitting else ""


def write_network(network: Network, ledger: Ledger, form: str, output: Path | BinaryIO, replace: bool = False) -> None:
    """Write `network` to the file or stream `output`; a file whole or not at all. Raises OutputError, OSError."""
    if not isinstance(output, Path):
        WRITERS[form](network, ledger, output)
        return
    with whole(output, replace) as stream:
        WRITERS[form](network, ledger, stream)


def _json(network: Network, stream: BinaryIO) -> None:
    stream.write(json_line(network_record(network)).encode())
