"""The list of comparisons: each a function of two entries' facets whose docstring is what the reviewer reads."""

from collections.abc import Callable

from tocsin.resolution import telling, what, when, where
from tocsin.resolution.facets import Facets
from tocsin.resolution.findings import Finding

Comparison = Callable[[Facets, Facets], Finding | None]

COMPARISONS: dict[str, Comparison] = {
    comparison.__name__: comparison
    for comparison in (
        when.same_day, when.days_meet, when.next_day, when.dates_disjoint, when.told_at_one_time, when.told_long_after,
        when.told_before_it_was, when.same_hour, when.other_hour, when.other_clock,
        where.same_place, where.place_within, where.close_by, where.places_apart, where.same_place_name,
        where.same_spot_name, where.other_place_name, where.other_spot_name,
        what.same_kind, what.same_family, what.other_kind, what.other_outcome, what.other_count,
        what.tolls_agree, what.tolls_differ,
        what.same_target, what.same_thing, what.other_thing, what.opposites,
        what.same_target_name, what.other_target_name, what.same_target_category, what.other_target,
        what.same_perpetrator, what.other_perpetrator,
        what.same_weapon_number, what.other_weapon_number,
        telling.same_words, telling.other_words, telling.same_names, telling.same_wording, telling.nothing_of_its_own,
        telling.in_passing, telling.read_in_doubt,
    )
}  # fmt: skip
"""By name. `told_apart_in_one_report` stands beside them: it decides alone."""


def findings(first: Facets, second: Facets) -> dict[str, Finding]:
    """Return what each comparison found, by its name, in the order of the list, those that found nothing aside."""
    found = ((name, compare(first, second)) for name, compare in COMPARISONS.items())
    return {name: finding for name, finding in found if finding is not None}


def sentence(name: str) -> str:
    """Return what the comparison `name` states, without a full stop."""
    comparison = COMPARISONS.get(name, telling.told_apart_in_one_report)
    return (comparison.__doc__ or name).strip().splitlines()[0].removesuffix(".")
