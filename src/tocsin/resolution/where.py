"""Comparisons of places. Each states its finding in its docstring, which the reviewer reads."""

from tocsin.resolution.facets import WIDE_KM, Facets
from tocsin.resolution.findings import Finding, listed
from tocsin.resolution.words import nearly, share, sounds
from tocsin.vocabulary.geometry import distance_km

SITE_KM = 3.0
SAME_KM = 5.0
NEAR_KM = 30.0
FAR_KM = 150.0
NEARLY = 0.8


def same_place(first: Facets, second: Facets) -> Finding | None:
    """Both happened at the same spot of the map."""
    km = _apart(first, second)
    if km is None or _is_wide(first) or _is_wide(second) or km > SAME_KM:
        return None
    widest = max(facets.spot.km for facets in (first, second) if facets.spot)
    return Finding(min(1.0, SITE_KM / widest), _names(first, second))


def place_within(first: Facets, second: Facets) -> Finding | None:
    """One is told of an area that the place of the other lies in."""
    km = _apart(first, second)
    if km is None or not (_is_wide(first) or _is_wide(second)) or km > _slack(first, second):
        return None
    return Finding(1.0, _names(first, second))


def close_by(first: Facets, second: Facets) -> Finding | None:
    """They happened close to each other, at spots that need not be the same."""
    km = _apart(first, second)
    if km is None or _is_wide(first) or _is_wide(second) or not SAME_KM < km <= NEAR_KM:
        return None
    return Finding(1.0, f"{_names(first, second)}, {km:.0f} km apart")


def places_apart(first: Facets, second: Facets) -> Finding | None:
    """They happened at places that lie apart."""
    km = _apart(first, second)
    if km is None:
        return None
    clear = km - _slack(first, second) if _is_wide(first) or _is_wide(second) else km - NEAR_KM
    if clear <= 0:
        return None
    return Finding(min(1.0, 0.5 + clear / FAR_KM), f"{_names(first, second)}, {km:.0f} km apart")


def same_place_name(first: Facets, second: Facets) -> Finding | None:
    """Both name the same place."""
    if _far_apart(first, second):
        return None
    shared = first.sounds & second.sounds
    if shared:
        return Finding(share(first.sounds, second.sounds), listed(_as_written(first, shared) or first.place_words))
    if nearly(first.sounds) & nearly(second.sounds):
        return Finding(NEARLY, f"{listed(first.place_words)} and {listed(second.place_words)}")
    return None


def same_spot_name(first: Facets, second: Facets) -> Finding | None:
    """The most specific place that they name is the same."""
    if _far_apart(first, second):
        return None
    part = share(sounds(first.specific), sounds(second.specific))
    return Finding(part, listed(first.specific | second.specific)) if part else None


def other_place_name(first: Facets, second: Facets) -> Finding | None:
    """They name places that have no word in common."""
    if not first.place_words or not second.place_words or nearly(first.sounds) & nearly(second.sounds):
        return None
    return Finding(1.0, f"{listed(first.place_words)} and {listed(second.place_words)}")


def other_spot_name(first: Facets, second: Facets) -> Finding | None:
    """The most specific places that they name are different."""
    if not first.specific or not second.specific or nearly(sounds(first.specific)) & nearly(second.sounds):
        return None
    if nearly(sounds(second.specific)) & nearly(first.sounds):
        return None
    return Finding(1.0, f"{listed(first.specific)} and {listed(second.specific)}")


def _far_apart(first: Facets, second: Facets) -> bool:
    """Whether a name that both have is that of two places: one Hyderabad is not the other."""
    found = places_apart(first, second)
    return found is not None and found.strength == 1.0


def _apart(first: Facets, second: Facets) -> float | None:
    if first.spot is None or second.spot is None:
        return None
    one, other = first.spot.place, second.spot.place
    return 0.0 if one.id == other.id else distance_km((one.lat, one.lon), (other.lat, other.lon))


def _is_wide(facets: Facets) -> bool:
    return facets.spot is not None and facets.spot.km > WIDE_KM


def _slack(first: Facets, second: Facets) -> float:
    return (first.spot.km if first.spot else 0.0) + (second.spot.km if second.spot else 0.0)


def _names(first: Facets, second: Facets) -> str:
    names = [facets.spot.place.name for facets in (first, second) if facets.spot]
    return names[0] if names[0] == names[-1] else " and ".join(names)


def _as_written(facets: Facets, heard: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in facets.place_words if sounds([word]) & heard)
