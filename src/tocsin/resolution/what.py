"""Comparisons of what was done, to whom and by whom. Each states its finding in its docstring, for the reviewer."""

from tocsin.resolution.facets import Facets, both_sure
from tocsin.resolution.findings import Finding, listed
from tocsin.resolution.when import SHORT
from tocsin.resolution.words import share, sounds
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.values import Toll

UNDONE = frozenset({"foiled", "threatened", "planned"})
LEAST_SHARE = 0.5
OTHER_NAMES = 0.5
OPPOSED = (
    ("boys", "girls"), ("primary", "secondary"), ("primary", "high"), ("upper", "lower"), ("old", "new"),
    ("north", "south"), ("northern", "southern"), ("east", "west"), ("eastern", "western"),
)  # fmt: skip
"""Words by which two things of one sort are told apart: the boys' school from the girls' school of a village."""
ONE_DAY = 0.3
"""How much several attacks count where they are told of one day: often they are the rockets of one."""
ROUNDED = 0.5
"""How much tolls that agree count where one is rounded: dozens and dozens need not be the same dozens."""
FEW = 2
"""Tolls up to so many agree by chance."""


def same_kind(first: Facets, second: Facets) -> Finding | None:
    """Both were attacks of the same kind."""
    return Finding(1.0, first.kind) if first.kind == second.kind and first.family else None


def same_family(first: Facets, second: Facets) -> Finding | None:
    """They were attacks of kinds that reports take for one another."""
    if first.kind == second.kind or not first.family or first.family != second.family:
        return None
    return Finding(1.0, f"{first.kind} and {second.kind}")


def other_kind(first: Facets, second: Facets) -> Finding | None:
    """They were attacks of different kinds."""
    if not first.family or not second.family or first.family == second.family:
        return None
    return Finding(both_sure(first, second, "kind"), f"{first.kind} and {second.kind}")


def other_outcome(first: Facets, second: Facets) -> Finding | None:
    """One was carried out, the other was foiled or only threatened."""
    if (first.status in UNDONE) == (second.status in UNDONE):
        return None
    return Finding(1.0, f"{first.status} and {second.status}")


def other_count(first: Facets, second: Facets) -> Finding | None:
    """One tells of several attacks at once, the other of a single one."""
    if (first.count > 1) == (second.count > 1):
        return None
    several = first if first.count > 1 else second
    one_day = several.days is not None and several.days.length <= SHORT
    return Finding(ONE_DAY if one_day else 1.0, str(several.count))


def tolls_agree(first: Facets, second: Facets) -> Finding | None:
    """They count the same dead or wounded."""
    best: Finding | None = None
    for name, one, other in _tolls(first, second):
        if _least(one) == _least(other) and _least(one) > 0:
            strength = 1.0 if _least(one) > FEW else 0.5
            if not _exact(one) or not _exact(other):
                strength *= ROUNDED
            if best is None or strength > best.strength:
                best = Finding(strength, f"{_least(one)} {name}")
    return best


def tolls_differ(first: Facets, second: Facets) -> Finding | None:
    """They count different numbers of dead or wounded."""
    worst: Finding | None = None
    for name, one, other in _tolls(first, second):
        if _meet(one, other):
            continue
        low, high = sorted((_least(one), _least(other)))
        strength = (1 - (low + 1) / (high + 1)) * both_sure(first, second, name)
        if worst is None or strength > worst.strength:
            worst = Finding(strength, f"{_least(one)} and {_least(other)} {name}")
    return worst


def same_target(first: Facets, second: Facets) -> Finding | None:
    """Both name the same target."""
    part = share(first.target_words, second.target_words)
    return Finding(part, listed(first.target_words & second.target_words)) if part >= LEAST_SHARE else None


def same_thing(first: Facets, second: Facets) -> Finding | None:
    """The same thing was hit."""
    part = share(first.things, second.things)
    return Finding(part, listed(first.things & second.things)) if part else None


def other_thing(first: Facets, second: Facets) -> Finding | None:
    """What was hit is called otherwise."""
    if not first.things or not second.things:
        return None
    part = share(first.things, second.things)
    if part >= LEAST_SHARE:
        return None
    return Finding(
        (1 - part) * both_sure(first, second, "target"), f"{listed(first.things)} and {listed(second.things)}"
    )


def opposites(first: Facets, second: Facets) -> Finding | None:
    """Their places or targets are told apart by opposites."""
    for one, other in OPPOSED:
        for here, there in ((first.naming, second.naming), (second.naming, first.naming)):
            if one in here and other in there and one not in there and other not in here:
                return Finding(1.0, f"{one} and {other}")
    return None


def same_target_name(first: Facets, second: Facets) -> Finding | None:
    """The names of their targets are the same."""
    part = share(sounds(first.target_names), sounds(second.target_names))
    return Finding(part, listed(first.target_names | second.target_names)) if part >= LEAST_SHARE else None


def other_target_name(first: Facets, second: Facets) -> Finding | None:
    """The names of their targets are different."""
    if not first.target_names or not second.target_names:
        return None
    if sounds(first.target_names) & sounds(second.target_names | second.place_words | second.words):
        return None
    if sounds(second.target_names) & sounds(first.place_words | first.words):
        return None
    # A ship has one name; of many victims each report names others.
    strength = 1.0 if first.categories == second.categories == {"vessel"} else OTHER_NAMES
    strength *= both_sure(first, second, "target")
    return Finding(strength, f"{listed(first.target_names)} and {listed(second.target_names)}")


def same_target_category(first: Facets, second: Facets) -> Finding | None:
    """Their targets are of the same sort."""
    shared = first.categories & second.categories
    return Finding(1.0, listed(shared)) if shared else None


def other_target(first: Facets, second: Facets) -> Finding | None:
    """Their targets are of different sorts and have no word in common."""
    if not first.categories or not second.categories or first.categories & second.categories:
        return None
    if first.target_words & second.target_words:
        return None
    return Finding(both_sure(first, second, "target"), f"{listed(first.categories)} and {listed(second.categories)}")


def same_perpetrator(first: Facets, second: Facets) -> Finding | None:
    """Both name the same perpetrator."""
    part = share(first.actors, second.actors)
    return Finding(part, listed(first.actors & second.actors)) if part >= LEAST_SHARE else None


def other_perpetrator(first: Facets, second: Facets) -> Finding | None:
    """They name different perpetrators."""
    if not first.actors or not second.actors or first.actors & second.actors:
        return None
    return Finding(1.0, f"{listed(first.actors)} and {listed(second.actors)}")


def same_weapon_number(first: Facets, second: Facets) -> Finding | None:
    """They count the same number of weapons."""
    shared = first.numbers & second.numbers
    return Finding(1.0 if max(shared) > 1 else 0.3, str(max(shared))) if shared else None


def other_weapon_number(first: Facets, second: Facets) -> Finding | None:
    """They count different numbers of weapons."""
    if not first.numbers or not second.numbers or first.numbers & second.numbers:
        return None
    return Finding(both_sure(first, second, "weapon"), f"{max(first.numbers)} and {max(second.numbers)}")


def _tolls(first: Facets, second: Facets) -> list[tuple[Slot, Toll, Toll]]:
    pairs: tuple[tuple[Slot, Toll | None, Toll | None], ...] = (
        ("killed", first.killed, second.killed),
        ("wounded", first.wounded, second.wounded),
    )
    return [(name, one, other) for name, one, other in pairs if one and other]


def _exact(toll: Toll) -> bool:
    return toll.low == toll.high


def _least(toll: Toll) -> int:
    return toll.low if toll.low is not None else 0


def _meet(one: Toll, other: Toll) -> bool:
    return _under(one.low, other.high) and _under(other.low, one.high)


def _under(low: int | None, high: int | None) -> bool:
    return low is None or high is None or low <= high
