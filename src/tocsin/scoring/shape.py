"""The shape that an annotated report must have to be scored; what is wrong is told with its place and the mend."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tocsin.errors import InputError
from tocsin.vocabulary.terms import KINDS, RELATIONS, STANCES, STATUSES, TARGET_CATEGORIES

Json = dict[str, Any]
TOLLS = ("killed", "wounded", "abducted")


def check(value: object) -> Json:
    """Return `value` as an annotated report. Raises InputError, in words that follow the name of its line."""
    if not isinstance(value, dict):
        raise InputError("is not a JSON object; write one report a line")
    if not isinstance(value.get("id"), str | int) or not str(value["id"]).strip():
        raise InputError('has no "id"; give each report one of its own')
    if not any(isinstance(value.get(name), str) and value[name].strip() for name in ("text", "html")):
        raise InputError('has no "text"')
    if "incidents" not in value:
        raise InputError('has no "incidents"; write [] for a report that tells of none')
    if value["incidents"] is None:
        raise InputError('"incidents" is null; write [] for a report that tells of none')
    for at, incident in _each(value, "incidents", ""):
        _check_incident(incident, at)
    for at, incident in _each(value, "optional", ""):
        if "kind" in incident:
            _check_incident(incident, at)
    for at, relation in _each(value, "relations", ""):
        _check_term(relation, "relation", RELATIONS, at)
        for name in ("head", "tail"):
            _check_type(relation, name, str, at, required=True)
    return value


def _check_incident(incident: Json, at: str) -> None:
    _check_term(incident, "kind", KINDS, at)
    _check_term(incident, "status", STATUSES, at, required=False)
    _check_when(incident, at)
    for place, where in _each(incident, "where", at):
        _check_names(where, place)
        for axis in ("lat", "lon"):
            _check_type(where, axis, (int, float), place)
    for place, target in _each(incident, "targets", at):
        _check_names(target, place)
        _check_term(target, "category", TARGET_CATEGORIES, place)
    for place, doer in _each(incident, "perpetrators", at):
        _check_names(doer, place)
        _check_term(doer, "stance", STANCES, place, required=False)
    for place, weapon in _each(incident, "weapons", at):
        _check_type(weapon, "number", int, place)
    for name in TOLLS:
        _check_type(incident, name, dict, at)
        _check_type(incident.get(name) or {}, "low", int, f"{at}{name}: ")


def _check_when(incident: Json, at: str) -> None:
    _check_type(incident, "when", dict, at)
    when = incident.get("when") or {}
    for name in ("start", "end"):
        _check_type(when, name, str, f"{at}when: ")
        day = when.get(name)
        if day and not _is_day(day):
            raise InputError(f"{at}when: {name} {day!r} is not a day; write it as in 2020-08-15")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _check_names(entry: Json, at: str) -> None:
    for name in ("quote", "name"):
        _check_type(entry, name, str, at)


def _each(holder: Json, name: str, at: str) -> Iterator[tuple[str, Json]]:
    """Yield each object in the list `name` with how to call it; an absent or empty (null) list has none."""
    values = holder.get(name)
    if values is None:
        return
    if not isinstance(values, list):
        raise InputError(f'{at}"{name}" is not a list')
    for number, value in enumerate(values, start=1):
        place = f"{at}{name} {number}: "
        if not isinstance(value, dict):
            raise InputError(f"{place}is not a JSON object")
        yield place, value


def _check_term(holder: Json, name: str, terms: Sequence[str], at: str, *, required: bool = True) -> None:
    value = holder.get(name)
    if value is None and not required:
        return
    if value is None:
        raise InputError(f'{at}has no "{name}"')
    if value not in terms:
        raise InputError(f"{at}{name} {value!r} is none of {', '.join(terms)}")


def _check_type(holder: Json, name: str, kind: type | tuple[type, ...], at: str, *, required: bool = False) -> None:
    value = holder.get(name)
    if value is None and not required:
        return
    if value is None:
        raise InputError(f'{at}has no "{name}"')
    if not isinstance(value, kind) or isinstance(value, bool):
        said = {str: "a string", dict: "a JSON object", int: "a whole number"}
        wanted = said[kind] if isinstance(kind, type) else "a number"
        raise InputError(f"{at}{name} {value!r} is not {wanted}")
