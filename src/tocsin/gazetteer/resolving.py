"""Chooses a place for each toponym of a report, all together, or none where that would be a guess."""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tocsin.gazetteer.base import Candidate, Hints, Toponym
from tocsin.gazetteer.folding import fold
from tocsin.gazetteer.phrases import CAPITAL
from tocsin.vocabulary.geometry import distance_km, shift
from tocsin.vocabulary.values import Place

Named = tuple[Candidate, bool, bool]
"""A candidate, whether it is meant under its own name, and whether it is curated or the user's."""

Face = tuple[str, str | None, tuple[str, ...]]
"""What a toponym shows of itself but for its position and offset."""

HINT_VOTES = (4.0, 2.5, 1.5)
COUNTRY_VOTE = 2.0
SITE_VOTE = 1.5
CLUE_VOTE = 0.6
# Their soldiers, diplomats and arms are in the news of many countries: a weaker clue to where it happens.
FAR_REACHING = frozenset({"US", "GB", "FR", "RU", "CN", "DE", "IR", "TR", "CA", "IT", "SA"})
KNOWN_TOWN = 100_000
STRONG_VOTE = 2.5
ROAD_KM = 15.0
LONE_TOWN = 15_000
REGION_KM = 350.0
SAME_SPOT_KM = 10.0
BEARING_ONLY_KM = 30.0
_KIND_PRIOR = {"country": 3e6, "province": 60_000.0, "district": 4_000.0}
_AREAS = frozenset({"country", "province"})
_SUITS: dict[str, frozenset[str]] = {
    "province": frozenset({"province", "district", "country"}),
    "district": frozenset({"district", "neighbourhood", "city", "province", "facility"}),
    "city": frozenset({"city", "neighbourhood", "district", "facility"}),
    "neighbourhood": frozenset({"neighbourhood", "district", "city", "facility"}),
    "country": frozenset({"country"}),
}


@dataclass(frozen=True, slots=True)
class Atlas:
    """What resolution asks of the table: named candidates by key, a country's neighbours, its capital and its code."""

    named: Callable[[str], Sequence[Named]]
    neighbours: Callable[[str], frozenset[str]]
    capital: Callable[[str], str]


def prior(named: Named) -> float:
    """Return how readily a reader thinks of the candidate under that name: people, or their like for other kinds."""
    candidate, own, sure = named
    weight = _KIND_PRIOR.get(candidate.kind, float(candidate.population))
    if sure:
        weight = max(weight, 100_000.0)
    return (weight + 200.0) * (1.0 if own else 0.25)


def resolve(toponyms: Sequence[Toponym], hints: Hints, atlas: Atlas) -> list[Place | None]:
    """Return a place or None for each of `toponyms`.

    1. Gather the candidates that suit the kind and the areas that the text names around each toponym.
    2. Let them vote for countries, with the hints, the clues and the countries that the text names.
    3. Choose for each the best by country, containment, nearness to the sure ones, then population.
    4. Abstain where the choice lies in a country that nothing else speaks for. 5. Move what is told by an offset.
    """
    # Names recur in a report, and what is the same by name, kind and surroundings is the same place.
    order = list(dict.fromkeys(map(_face, toponyms)))
    firsts = {_face(toponym): toponym for toponym in reversed(toponyms)}
    options = {face: _options(firsts[face], atlas) for face in order}
    votes = _votes(toponyms, [options[_face(toponym)] for toponym in toponyms], hints)
    sketch = {face: _best(firsts[face], options[face], votes, (), atlas) for face in order}
    anchors = {
        (face[0], named[0].place.lat, named[0].place.lon)
        for face, named in sketch.items()
        if named and _anchors(named, votes)
    }
    chosen: dict[Face, Place | None] = {}
    for face in order:
        option = options[face]
        if firsts[face].name == CAPITAL and not option:
            option = _capital(firsts[face], votes, atlas)
        others = [(lat, lon) for name, lat, lon in anchors if name != face[0]]
        best = _best(firsts[face], option, votes, others, atlas)
        chosen[face] = best[0].place if best else None
    return [_moved(place, t) if (place := chosen[_face(t)]) else None for t in toponyms]


def _face(toponym: Toponym) -> Face:
    return toponym.name, toponym.kind, toponym.within


def _anchors(named: Named, votes: dict[str, float]) -> bool:
    """Whether the candidate is sure enough, and small enough, for others to be measured from."""
    top = max(votes.values(), default=0.0)
    near = named[0].place.precision_km < REGION_KM and named[0].kind != "country"
    return near and votes.get(named[0].place.country, 0.0) >= 0.5 * top


def _options(toponym: Toponym, atlas: Atlas) -> list[Named]:
    if toponym.name == CAPITAL:
        return _of_country(toponym, atlas)
    found = list(atlas.named(fold(toponym.name)))
    if toponym.kind in {"province", "district"} and not any(n[0].kind == toponym.kind for n in found):
        # "Tarmiyah district" may be stored under the words of the text as a whole.
        found += atlas.named(fold(f"{toponym.name} {toponym.kind}"))
    if toponym.kind in _SUITS:
        if toponym.kind != "country" and any(n[0].kind == "country" for n in found):
            # "The state of Iraq" is no town that some list calls by that name too.
            found = [n for n in found if n[1]]
        found = [n for n in found if n[0].kind in _SUITS[toponym.kind]]
        if toponym.kind == "province" and any(n[0].kind == "province" for n in found):
            found = [n for n in found if n[0].kind in {"province"}] or found
    return _merged(found)


def _merged(found: Sequence[Named]) -> list[Named]:
    """Return `found` without the packaged entries that a curated one, or the user's, stands for."""
    sure = [n[0].place for n in found if n[2]]
    if not sure:
        return list(found)
    return [n for n in found if n[2] or n[0].kind in _AREAS or not any(_same_spot(n[0].place, p) for p in sure)]


def _same_spot(a: Place, b: Place) -> bool:
    return a.country == b.country and distance_km((a.lat, a.lon), (b.lat, b.lon)) < SAME_SPOT_KM + b.precision_km


def _of_country(toponym: Toponym, atlas: Atlas) -> list[Named]:
    codes = {n[0].place.country for name in toponym.within for n in atlas.named(fold(name)) if n[0].kind == "country"}
    return [n for code in codes for n in _capitals_of(code, atlas)]


def _capitals_of(code: str, atlas: Atlas) -> list[Named]:
    towns = [n for n in atlas.named(fold(atlas.capital(code))) if n[0].kind == "city" and n[0].place.country == code]
    return towns[:1]


def _capital(toponym: Toponym, votes: dict[str, float], atlas: Atlas) -> list[Named]:
    """Return the capital of the report's country if one country leads clearly."""
    if toponym.within or not votes:
        return []
    ranked = sorted(votes.items(), key=lambda v: -v[1])
    if len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]:
        return []
    return _capitals_of(ranked[0][0], atlas)


def _votes(toponyms: Sequence[Toponym], options: Sequence[Sequence[Named]], hints: Hints) -> dict[str, float]:
    """Return for each country how strongly the report speaks for it."""
    votes: dict[str, float] = defaultdict(float)
    for at, code in enumerate(hints.countries):
        votes[code] += HINT_VOTES[min(at, len(HINT_VOTES) - 1)]
    for code in hints.clues:
        weight = CLUE_VOTE * (0.3 if code in FAR_REACHING else 1.0)
        votes[code] = min(votes[code] + weight, max(votes[code], 3.0))
    voted: set[str] = set()
    for toponym, option in zip(toponyms, options, strict=True):
        key = fold(toponym.name)
        if option and key not in voted:
            voted.add(key)
            for code, weight in _cast(option).items():
                votes[code] += weight
    return dict(votes)


def _strength(named: Named) -> float:
    candidate, _, sure = named
    if candidate.kind == "country":
        return COUNTRY_VOTE * (0.4 if candidate.place.country in FAR_REACHING else 1.0)
    if sure or candidate.kind == "province":
        return SITE_VOTE
    return min(1.5, 0.2 + math.log10(max(candidate.population, 100) / 100) / 3)


def _contained(named: Named, toponym: Toponym, atlas: Atlas) -> int:
    """Return how many of the names around `toponym` hold the candidate, -1 if a country or area rules it out."""
    place, hits, ruled_out = named[0].place, 0, False
    for name in toponym.within:
        around = atlas.named(fold(name))
        if not around or fold(name) == fold(toponym.name):
            continue
        if any(_holds(outer, place) for outer in around):
            hits += 1
        elif any(outer[0].kind == "country" for outer in around[:1]):
            ruled_out = True
    return -1 if ruled_out and not hits else hits


def _holds(outer: Named, place: Place) -> bool:
    area = outer[0]
    if area.place.country != place.country or area.place.id == place.id:
        return False
    if area.kind == "country":
        return True
    if area.kind == "province":
        return fold(area.place.name) == fold(place.admin1)
    reach = 25.0 + area.place.precision_km
    return distance_km((area.place.lat, area.place.lon), (place.lat, place.lon)) < reach


def _best(
    toponym: Toponym,
    option: Sequence[Named],
    votes: dict[str, float],
    anchors: Sequence[tuple[float, float]],
    atlas: Atlas,
) -> Named | None:
    if not option:
        return None
    cast = _cast(option)
    # What a name says of itself does not speak for it.
    backing = {code: max(0.0, vote - cast.get(code, 0.0)) for code, vote in votes.items()}
    top = max(backing.values(), default=0.0) or 1.0
    scored: list[tuple[float, int, Named]] = []
    for at, named in enumerate(option):
        candidate = named[0]
        held = _contained(named, toponym, atlas)
        if held < 0:
            continue
        score = math.log10(prior(named)) + 3.0 * held
        score += 3.0 if candidate.kind == "sea" else 3.0 * backing.get(candidate.place.country, 0.0) / max(top, 0.7)
        if anchors and len(option) > 1 and candidate.kind != "country":
            score += 1.5 / (1 + _nearest_km(candidate.place, anchors) / 60)
        if toponym.kind == candidate.kind:
            score += 1.0
        scored.append((score, -at, named))
    if not scored:
        return None
    chosen = max(scored)[2]
    return chosen if _believable(chosen, option, toponym, backing, atlas) else None


def _nearest_km(place: Place, anchors: Sequence[tuple[float, float]]) -> float:
    return min(distance_km(anchor, (place.lat, place.lon)) for anchor in anchors)


def _cast(option: Sequence[Named]) -> dict[str, float]:
    """Return the votes for countries that one name casts: to each by how readily the name means a place of it."""
    weights = [prior(named) for named in option]
    total = sum(weights)
    cast: dict[str, float] = defaultdict(float)
    for named, weight in zip(option, weights, strict=True):
        if weight >= 0.02 * total:
            cast[named[0].place.country] += weight / total * _strength(named)
    return cast


def _believable(
    named: Named, option: Sequence[Named], toponym: Toponym, backing: dict[str, float], atlas: Atlas
) -> bool:
    """Whether something besides the name itself speaks for the choice, or nobody would mean another place by it."""
    candidate, own, sure = named
    country = candidate.place.country
    if candidate.kind in {"country", "sea"} or _contained(named, toponym, atlas) > 0:
        return True
    if backing.get(country, 0.0) > 0.5:
        return True
    others = {n[0].place.country for n in option} - {country}
    elsewhere = max((vote for code, vote in backing.items() if code != country), default=0.0)
    rivals = [prior(n) for n in option if n[0].place.country != country]
    dominant = prior(named) > (3 if elsewhere < 1.0 else 8) * max(rivals, default=0.0)
    near = any(backing.get(code, 0.0) >= 1.0 for code in atlas.neighbours(country))
    if sure:
        # A quarter far from all that the report speaks of shares its name with one that no list has.
        small = candidate.kind == "neighbourhood" and elsewhere >= STRONG_VOTE
        return not small and (not others or dominant or elsewhere < 1.0)
    if candidate.kind == "province":
        return (not others or dominant) and (near or elsewhere < STRONG_VOTE)
    if candidate.kind == "facility":
        return not others
    if candidate.population >= KNOWN_TOWN and (own or candidate.population >= 10 * KNOWN_TOWN):
        return dominant or (own and candidate.population >= 5 * KNOWN_TOWN)
    if not others and elsewhere < 1.0 and candidate.population >= LONE_TOWN:
        return True
    return not others and near and candidate.population >= 5_000


def _moved(place: Place, toponym: Toponym) -> Place:
    bearing, distance = toponym.bearing, toponym.distance_km
    if toponym.kind == "road":
        # "The Zubair road" leads there; where on it, the text does not say.
        place = replace(place, precision_km=max(place.precision_km, ROAD_KM))
    if bearing is None and distance is None:
        return place
    if distance is None:
        return replace(place, precision_km=max(place.precision_km, BEARING_ONLY_KM))
    if bearing is None:
        return replace(place, precision_km=round(place.precision_km + distance, 1))
    lat, lon = shift((place.lat, place.lon), bearing, distance)
    precision = max(place.precision_km, 0.25 * distance)
    return replace(place, lat=round(lat, 5), lon=round(lon, 5), precision_km=round(precision, 1))
