"""The shapes that the heads' weights must have, so that damaged or foreign ones are told before anything is read."""

from collections.abc import Iterator, Mapping

import numpy as np

from tocsin.extraction.model.heads import Floats
from tocsin.extraction.model.hints import OPINIONS
from tocsin.extraction.model.judging import FEATURES
from tocsin.extraction.model.labels import ATTRIBUTES, DISTANCES, GAPS, PAIR_STANCES, ROLES, SPAN_ATTRIBUTES

Shape = tuple[int, ...]
TABLES = {"distance": DISTANCES, "gap": GAPS, "role": len(ROLES), "opinion": OPINIONS}
"""Rows of what is looked up for a pair; how wide each is, training decides."""
JUDGE = "judge"
"""The one head that may be missing."""


def faults(weights: Mapping[str, Floats], hidden: int) -> list[str]:
    """Return in words what is wrong with the weights of heads over vectors of `hidden` numbers; none if all is well."""
    return list(_faults(weights, hidden))


def _faults(weights: Mapping[str, Floats], hidden: int) -> Iterator[str]:
    for name, shape in _wanted(weights, hidden):
        found = weights.get(name)
        if found is None:
            yield f"{name} is missing"
        elif found.shape != shape:
            yield f"{name} is {found.shape}, not {shape}"
        elif found.dtype != np.float32 or not np.isfinite(found).all():
            yield f"{name} holds what is no number"


def _wanted(weights: Mapping[str, Floats], hidden: int) -> Iterator[tuple[str, Shape]]:
    """Yield the name and shape of every array that must be there."""
    pair, trigger, joined = (_rows(weights, name) for name in ("first", "trigger", "pair"))
    wide = 3 * pair
    for name, rows in TABLES.items():
        table = weights.get(f"{name}.weight")
        columns = table.shape[-1] if table is not None and table.ndim == 2 else 0
        yield f"{name}.weight", (rows, columns)
        wide += columns
    layers = {
        "first": (pair, hidden), "second": (pair, hidden), "pair": (joined, wide), "belongs": (1, joined),
        "stance": (len(PAIR_STANCES), joined), "trigger": (trigger, 2 * hidden), "incident": (1, hidden),
        **{f"attributes.{name}": (len(values), trigger) for name, values in ATTRIBUTES.items()},
        **{f"facts.{n}": (len(v), hidden) for named in SPAN_ATTRIBUTES.values() for n, v in named.items()},
    }  # fmt: skip
    if any(name.startswith(f"{JUDGE}.") for name in weights):
        layers[JUDGE] = (1, len(FEATURES))
    for name, shape in layers.items():
        yield f"{name}.weight", shape
        yield f"{name}.bias", shape[:1]


def _rows(weights: Mapping[str, Floats], name: str) -> int:
    found = weights.get(f"{name}.weight")
    return found.shape[0] if found is not None and found.ndim == 2 else 0
