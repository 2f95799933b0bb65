"""Whether the words that a record quotes stand in the report's text where it says."""

from collections.abc import Iterator, Mapping
from typing import Any


def quotes_in_place(record: Mapping[str, Any]) -> tuple[int, int]:
    """Return how many quotes of `record` stand in its `text` exactly at their offsets, and how many it has.

    A quote without offsets, or of a record without text, does not stand anywhere.
    """
    text = record.get("text", "")
    found = [
        isinstance(start, int) and isinstance(end, int) and text[start:end] == quote
        for quote, start, end in _quotes(record)
    ]
    return sum(found), len(found)


def _quotes(node: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield every quote below `node` with its offsets, whatever the record calls them."""
    if isinstance(node, list):
        for value in node:
            yield from _quotes(value)
    elif isinstance(node, Mapping):
        if node.get("quote") is not None:
            prefix = "quote_" if "quote_start" in node else ""
            yield node["quote"], node.get(f"{prefix}start"), node.get(f"{prefix}end")
        for name in ("head", "tail"):
            if isinstance(node.get(name), str):
                yield node[name], node.get(f"{name}_start"), node.get(f"{name}_end")
        for value in node.values():
            yield from _quotes(value)
