"""What an incident is called where a format wants a name, in its own values and nothing else."""

from tocsin.export.cells import sound
from tocsin.export.columns import COLUMNS
from tocsin.export.countries import country_name
from tocsin.export.facts import Facts, Reference
from tocsin.export.record import Json
from tocsin.export.wording import term_words, when_words


def title_of(facts: Facts) -> str:
    """Return "rocket, Basra Airport, 6 May 2024" from what is known: kind, place or country, days."""
    place = facts.located.place.name if facts.located and facts.located.place else ""
    place = place or (facts.where[0].name if facts.where else country_name(facts.country))
    days = when_words(facts.when) if facts.when else ""
    return sound(", ".join(part for part in (term_words(facts.kind), place, days) if part))


def properties_of(facts: Facts) -> Json:
    """Return the flat table's values of an incident by name, as JSON has them, and its reports one by one."""
    out: Json = {}
    for column in COLUMNS:
        value = column.value(facts)
        out[column.name] = sound(value) if isinstance(value, str) else value
        if column.kind in {"day", "moment"} and value is not None:
            out[column.name] = value.isoformat()  # type: ignore[union-attr]  # the kind of the column says so
    return out | {"reports": [reference_record(reference) for reference in facts.references]}


def reference_record(reference: Reference) -> Json:
    """Return a report that tells of an incident, as JSON has it; None for what is not known."""
    return {
        "id": sound(reference.report_id),
        "source": sound(reference.source.name),
        "source_kind": reference.source.kind,
        "grade": reference.source.grade,
        "title": sound(reference.title) or None,
        "url": sound(reference.url) or None,
        "published": reference.published.isoformat() if reference.published else None,
    }
