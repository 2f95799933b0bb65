"""What the model is asked for: the incident scheme of the annotated corpora, every value as words of the text."""

from collections.abc import Sequence
from typing import Any

from tocsin.vocabulary.terms import (
    ACTOR_KINDS,
    KINDS,
    OCCASION_KINDS,
    PLACE_KINDS,
    PLACE_RELATIONS,
    RELATIONS,
    STANCES,
    STATUSES,
    TARGET_CATEGORIES,
    TARGET_KINDS,
    TIE_STATUSES,
)

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
MOST = 6
"""Most values of one slot of an incident."""
MOST_ENTRIES = 40
"""Most incidents, relations and events of one answer; models that get stuck repeat themselves without end."""
TEXTS: Schema = {"type": "array", "items": TEXT, "maxItems": MOST}

TERMS: dict[str, dict[str, Sequence[str]]] = {
    "where": {"relation": PLACE_RELATIONS, "kind": PLACE_KINDS},
    "targets": {"category": TARGET_CATEGORIES, "kind": TARGET_KINDS},
    "perpetrators": {"kind": ACTOR_KINDS, "stance": STANCES},
    "denials": {},
    "relations": {"relation": RELATIONS, "status": TIE_STATUSES},
    "context": {"kind": OCCASION_KINDS},
}
"""For each list of objects, the terms that an entry has beside its quotes."""

SPOKEN = ("perpetrators", "denials")
"""Lists whose entries name who says so."""
ONCE = ("when", "count", "killed", "wounded", "abducted")
"""Fields with one quote."""
SEVERAL = ("triggers", "weapons", "damage")
"""Fields with a list of quotes."""


def _choice(terms: Sequence[str]) -> Schema:
    return {"type": "string", "enum": list(terms)}


def _record(properties: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _entries(name: str, most: int = MOST) -> Schema:
    properties: dict[str, Schema] = {"quote": TEXT}
    if name == "relations":
        properties = {"head": TEXT, "tail": TEXT, "quote": TEXT}
    if name in SPOKEN:
        properties = {**properties, "speaker": TEXT}
    properties |= {term: _choice(choices) for term, choices in TERMS[name].items()}
    return {"type": "array", "items": _record(properties), "maxItems": most}


INCIDENT = _record(
    {
        "kind": _choice(KINDS),
        "status": _choice(STATUSES),
        "main": {"type": "boolean"},
        "triggers": TEXTS,
        "when": TEXT,
        "count": TEXT,
        "where": _entries("where"),
        "weapons": TEXTS,
        "targets": _entries("targets"),
        "perpetrators": _entries("perpetrators"),
        "killed": TEXT,
        "wounded": TEXT,
        "abducted": TEXT,
        "damage": TEXTS,
        "denials": _entries("denials"),
    }
)
SCHEMA = _record(
    {
        "incidents": {"type": "array", "items": INCIDENT, "maxItems": MOST_ENTRIES},
        "relations": _entries("relations", MOST_ENTRIES),
        "context": _entries("context", MOST_ENTRIES),
    }
)
"""The JSON Schema of an answer, in the subset that structured output is bound to: all required, nothing beside."""
