"""What can be asked of incidents, and how that is written into an address."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypedDict

from tocsin.vocabulary.terms import Kind, Status


class Which(TypedDict, total=False):
    """Which incidents, as the options of the command line say: days are dates or ISO 8601, `within` is kilometres."""

    since: date | str
    until: date | str
    near: str
    within: float
    country: str
    kind: Sequence[Kind]
    actor: str
    status: Sequence[Status]
    min_confidence: float
    disputed: bool


def parameters(given: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what stands behind the question mark: what is None or "" is left out, several values are repeated."""
    found: list[tuple[str, str]] = []
    for name, value in given.items():
        values = value if isinstance(value, list | tuple) else [value]
        found += [(name.replace("_", "-"), _written(one)) for one in values if one is not None and one != ""]
    return tuple(found)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)
