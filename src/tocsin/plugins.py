"""Find a plug-in by kind and name in the entry-point tables; the built-ins stand in the same tables."""

from functools import cache
from importlib.metadata import entry_points
from typing import Any

from tocsin.errors import PluginError

KINDS = ("readers", "gazetteers", "extractors", "exporters", "incident_exporters", "ledgers")


@cache
def names(kind: str) -> tuple[str, ...]:
    """Return the names of the installed plug-ins of `kind` ("readers", "extractors" ...), sorted."""
    return tuple(sorted({point.name for point in entry_points(group=f"tocsin.{kind}")}))


@cache
def load(kind: str, name: str) -> Any:
    """Return the object that the plug-in `name` of `kind` names: a class or a factory.

    Raises PluginError if there is none, or if importing it fails.
    """
    if kind not in KINDS:
        raise PluginError(f"no such kind of plug-in: {kind!r}; there are {', '.join(KINDS)}")
    for point in entry_points(group=f"tocsin.{kind}"):
        if point.name == name:
            try:
                return point.load()
            except (ImportError, AttributeError) as error:
                raise PluginError(f"plug-in {name!r} of {kind} cannot be loaded: {error}") from error
    raise PluginError(f"no {kind[:-1]} named {name!r}; installed are: {', '.join(names(kind)) or 'none'}")
