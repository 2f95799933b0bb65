"""The columns of Tocsin's own flat table: one row an incident, shared by CSV, HXL, Excel and Parquet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from tocsin.export.cells import Cell, joined
from tocsin.export.countries import country_name
from tocsin.export.facts import Facts, Suspect
from tocsin.vocabulary.values import Place, Weapon

Kind = Literal["text", "integer", "number", "day", "moment", "flag"]


@dataclass(frozen=True, slots=True)
class Column:
    """`name`, what `kind` of values it holds, its `tag` in HXL, and the value of an incident in it."""

    name: str
    kind: Kind
    tag: str
    value: Callable[[Facts], Cell]


def weapon_text(weapon: Weapon) -> str:
    """Return "2 rocket 107 mm": the number, the type and the calibre, as far as they are known."""
    number = "" if weapon.number is None else f"{weapon.number} "
    return f"{number}{weapon.type}" + (f" {weapon.calibre_mm:g} mm" if weapon.calibre_mm else "")


def suspect_text(suspect: Suspect) -> str:
    """Return "The Dawn Brigade (claims)"; a name alone where no source says how it is known."""
    return f"{suspect.actor.name} ({suspect.stance})" if suspect.stance else suspect.actor.name


def _place(facts: Facts) -> Place | None:
    return facts.located.place if facts.located else None


def _of_place(field: str) -> Callable[[Facts], Cell]:
    def value(facts: Facts) -> Cell:
        found: Cell = getattr(_place(facts), field, None)
        return None if found == "" else found

    return value


def _list(parts: Callable[[Facts], Iterable[str]]) -> Callable[[Facts], Cell]:
    return lambda facts: joined(tuple(parts(facts))) or None


def _country(facts: Facts) -> Cell:
    return country_name(facts.country) if facts.country else None


COLUMNS: tuple[Column, ...] = (
    Column("id", "text", "#event+id", lambda f: f.incident.id),
    Column("kind", "text", "#event+type", lambda f: f.kind or None),
    Column("status", "text", "#status", lambda f: f.status or None),
    Column("count", "integer", "#event+num", lambda f: f.count),
    Column("start", "day", "#date+start", lambda f: f.when.start if f.when else None),
    Column("end", "day", "#date+end", lambda f: f.when.end if f.when else None),
    Column("date_precision", "text", "#meta+date_precision", lambda f: f.when.precision if f.when else None),
    Column("date_ambiguous", "flag", "#meta+date_ambiguous", lambda f: f.when.ambiguous if f.when else None),
    Column("country_code", "text", "#country+code+v_iso2", lambda f: f.country or None),
    Column("country", "text", "#country+name", _country),
    Column("admin1", "text", "#adm1+name", _of_place("admin1")),
    Column("place", "text", "#loc+name", _of_place("name")),
    Column("place_id", "text", "#loc+code", _of_place("id")),
    Column("relation", "text", "#loc+relation", lambda f: f.located.relation if f.located else None),
    Column("latitude", "number", "#geo+lat", _of_place("lat")),
    Column("longitude", "number", "#geo+lon", _of_place("lon")),
    Column("precision_km", "number", "#geo+precision", _of_place("precision_km")),
    Column("places_told", "text", "#loc+told", _list(lambda f: (where.name for where in f.where))),
    Column("perpetrators", "text", "#org+perpetrator", _list(lambda f: map(suspect_text, f.perpetrators))),
    Column(
        "denied_by",
        "text",
        "#org+denies",
        _list(lambda f: (s.actor.name for s in f.suspects if s.stance == "denies")),
    ),
    Column("targets", "text", "#impact+target", _list(lambda f: (target.name for target in f.targets))),
    Column("target_categories", "text", "#impact+target+type", _list(lambda f: (t.category for t in f.targets))),
    Column("weapons", "text", "#event+weapon", _list(lambda f: map(weapon_text, f.weapons))),
    Column("killed_low", "integer", "#affected+killed+min", lambda f: f.killed.low),
    Column("killed", "integer", "#affected+killed", lambda f: f.killed.best),
    Column("killed_high", "integer", "#affected+killed+max", lambda f: f.killed.high),
    Column("wounded_low", "integer", "#affected+injured+min", lambda f: f.wounded.low),
    Column("wounded", "integer", "#affected+injured", lambda f: f.wounded.best),
    Column("wounded_high", "integer", "#affected+injured+max", lambda f: f.wounded.high),
    Column("abducted_low", "integer", "#affected+abducted+min", lambda f: f.abducted.low),
    Column("abducted", "integer", "#affected+abducted", lambda f: f.abducted.best),
    Column("abducted_high", "integer", "#affected+abducted+max", lambda f: f.abducted.high),
    Column("damage", "text", "#impact+damage", _list(lambda f: f.damage)),
    Column("denials", "text", "#description+denial", _list(lambda f: f.denials)),
    Column("disputed", "text", "#meta+disputed", _list(lambda f: f.incident.disputed)),
    Column("confidence", "number", "#meta+confidence", lambda f: round(f.incident.confidence, 3)),
    Column("voices", "integer", "#meta+voices", lambda f: f.incident.voices),
    Column("reviewed", "flag", "#meta+reviewed", lambda f: f.incident.reviewed),
    Column("words", "text", "#description", lambda f: f.words or None),
    Column("sources", "text", "#meta+source", _list(lambda f: (r.source.name for r in f.references))),
    Column("titles", "text", "#meta+source+title", _list(lambda f: (r.title for r in f.references))),
    Column("urls", "text", "#meta+url", _list(lambda f: (r.url for r in f.references))),
    Column("report_ids", "text", "#meta+source+id", _list(lambda f: (r.report_id for r in f.references))),
    Column("first_seen", "moment", "#date+first_seen", lambda f: f.incident.first_seen),
    Column("last_seen", "moment", "#date+last_seen", lambda f: f.incident.last_seen),
)
"""Every column of the flat table, in its order."""
