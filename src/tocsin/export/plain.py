"""Dataclasses as values that JSON knows."""

import math
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from tocsin.export.record import Json

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def plain(value: "DataclassInstance") -> Json:
    """Return the fields of a dataclass: moments and days in ISO 8601, numbers without a bound as null."""
    return {name: _plain(one) for name, one in asdict(value).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
