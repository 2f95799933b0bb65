"""What an incident was, where and when, as far as the analysis of actors and claims needs it."""

from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.network import Deed
from tocsin.vocabulary.values import When, Where


def deed_of(incident: Incident) -> Deed:
    """Return what stands for `incident`."""
    kind, when, where = (incident.account(slot) for slot in ("kind", "when", "where"))
    return Deed(
        incident.id,
        kind.value if kind and isinstance(kind.value, str) else "",
        when.value if when and isinstance(when.value, When) else When(),
        _name(where.value) if where and isinstance(where.value, Where) else "",
    )


def _name(where: Where) -> str:
    return where.place.name if where.place else where.name
