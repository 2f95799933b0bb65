"""Facets: what comparisons look at, taken out of an entry once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.resolution.hours import NIGHT, Hours, hours_in
from tocsin.resolution.words import (
    all_words,
    content_words,
    joined_sounds,
    names_in,
    names_of,
    rare_words,
    sound,
    sounds,
    without_dateline,
)
from tocsin.vocabulary.claim import Claim, Slot
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.geometry import distance_km
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.values import Actor, Place, Target, Toll, Weapon, When, Where

FAMILIES: dict[str, tuple[str, ...]] = {
    "fire from afar": ("rocket", "missile", "mortar", "artillery", "drone", "airstrike"),
    "bombs": ("ied", "vehicle-bomb", "suicide", "grenade"),
    "armed people": ("shooting", "clash", "assassination", "raid"),
    "taking": ("abduction", "seizure", "arrest"),
    "fire": ("arson",),
}
"""Kinds that reports take for one another. "other" is of none: it tells nothing."""
FAMILY_OF = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}
DAY = timedelta(days=1)
NEAR_KM = 25.0
"""How much further off than said "near" and "toward" a place an incident may have been."""
ASTRAY_KM = 100.0
"""How much further apart than they are precise to two places of one incident can be said to lie."""
WIDE_KM = 60.0
"""Places known no better than this tell an area, not a spot."""
VAGUE = frozenset({"week", "month", "season", "year"})
"""Precisions of a day that is not told: "in March" may be any day of it."""
UNNAMED = frozenset({"denies", "unclaimed"})
PLAIN = frozenset(
    "area base bases building buildings camp car cars city convoy forces home house houses military people police post"
    " security site station target targets town troops vehicle vehicles village".split()
)
"""Words for targets that are hit everywhere."""
SURE = 0.4
"""Values that a reader is less sure of than this are left aside where it is surer of others."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `start` to `end`, both included."""

    start: date
    end: date

    @property
    def length(self) -> int:
        """How many days."""
        return (self.end - self.start).days + 1

    def gap(self, other: "Days") -> int:
        """Return how many days lie from one to the other: 0 if they meet, 1 if one begins on the day after."""
        return max(0, (self.start - other.end).days, (other.start - self.end).days)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an incident was: `place`, and how far from its coordinates at most, in km."""

    place: Place
    km: float


@dataclass(frozen=True, slots=True)
class Facets:
    """An entry as comparisons see it. Words and names are folded; sets are empty and values None where nothing is said.

    `place_words` are the rare words of the places, areas as wide as a province aside where there are others, `sounds`
    their consonants, also of two in a row. `specific` are those of the most specific place alone. `naming` are all
    words of places and targets, `things` those for targets that are no people. `vague` is whether the day is one of
    `days` that the text does not tell; `trust` has how sure the reader was of the first value of each slot.
    """

    id: str
    report_id: str
    voice: str
    main: bool
    kind: str
    status: str
    days: Days | None
    vague: bool
    published: date | None
    spot: Spot | None
    place_words: frozenset[str]
    sounds: frozenset[str]
    specific: frozenset[str]
    naming: frozenset[str]
    target_words: frozenset[str]
    things: frozenset[str]
    target_names: frozenset[str]
    categories: frozenset[str]
    actors: frozenset[str]
    count: int
    numbers: frozenset[int]
    killed: Toll | None
    wounded: Toll | None
    words: frozenset[str]
    names: frozenset[str]
    wording: frozenset[tuple[str, ...]]
    hours: tuple[Hours, ...]
    trust: Mapping[Slot, float]

    def sure(self, slot: Slot) -> float:
        """From 0 to 1 how sure the reader is of the value of `slot`."""
        return self.trust.get(slot, 1.0)

    @property
    def family(self) -> str:
        """The family of the kind, "" for "other"."""
        return FAMILY_OF.get(self.kind, "")


def facets_of(entry: Entry) -> Facets:
    """Return what comparisons look at in `entry`."""
    mention = entry.mention
    evidence = [claim.span.quote for claim in mention.of("evidence")] or [c.span.quote for c in mention.of("trigger")]
    told = [without_dateline(text) for text in ([*evidence, entry.title] if mention.main else evidence)]
    places = [place for place in _wheres(mention) if place.kind != "country"]
    where_words = content_words(place.name for place in places)
    local = rare_words(names_of(place.name for place in places if place.kind != "province")) or rare_words(
        names_of(place.name for place in places)
    )
    heard = sounds(where_words)
    joined = frozenset(one for place in places if place.kind != "province" for one in joined_sounds(place.name))
    actors = actor_words(mention)
    apart = content_words([entry.source.name]) | actors
    return Facets(
        id=mention.id,
        report_id=mention.report_id,
        voice=entry.copies or mention.report_id,
        main=mention.main,
        kind=str(mention.of("kind")[0].value),
        status=str(mention.of("status")[0].value),
        days=days_of(mention),
        vague=any(isinstance(c.value, When) and c.value.precision in VAGUE for c in mention.of("when")[:1]),
        published=entry.published,
        spot=spot_of(mention),
        place_words=local,
        sounds=sounds(local) | joined,
        specific=rare_words(names_of([places[0].name])) if places else frozenset(),
        naming=all_words([place.name for place in places] + [target.name for target in _targets(mention)]),
        target_words=_target_words(mention) | (where_words - content_words(names_of(place.name for place in places))),
        things=content_words(t.name for t in _targets(mention) if t.kind == "physical") - PLAIN,
        target_names=rare_words(word for t in _targets(mention) for word in t.name.split() if word[0].isupper()),
        categories=frozenset(target.category for target in _targets(mention)) - {"other"},
        actors=actors,
        count=next((claim.value for claim in mention.of("count") if isinstance(claim.value, int)), 1),
        numbers=_numbers(mention),
        killed=_toll(mention, "killed"),
        wounded=_toll(mention, "wounded"),
        words=frozenset(word for word in rare_words(told) - where_words - apart if sound(word) not in heard),
        names=frozenset(word for word in names_in(told) - where_words - apart if sound(word) not in heard),
        wording=_wording(evidence),
        hours=_hours_of(mention),
        trust=_trust(mention),
    )


def both_sure(first: Facets, second: Facets, slot: Slot) -> float:
    """Return how far a difference in `slot` counts, from 0 to 1: what differs may have been misread on either side."""
    return first.sure(slot) * second.sure(slot)


def days_of(mention: Mention) -> Days | None:
    """Return the days that the first dated claim of when tells, None without one."""
    for claim in mention.of("when"):
        when = claim.value
        if isinstance(when, When) and when.start and when.end:
            return Days(when.start, when.end)
    return None


def spot_of(mention: Mention) -> Spot | None:
    """Return the most closely known spot of those places that most others go together with.

    None without a known place, and where no two of several go together: a place in doubt is none.
    """
    spots = [
        Spot(where.place, where.place.precision_km + (0.0 if where.relation == "at" else NEAR_KM))
        for where in _wheres(mention)
        if where.place is not None
    ]
    # A quarter that was placed far from its town was taken for another place of that name.
    fits = [sum(_meet(spot, other) for other in spots) for spot in spots]
    if not spots or (max(fits) == 1 and len(spots) > 1):
        return None
    return min((spot for spot, count in zip(spots, fits, strict=True) if count == max(fits)), key=lambda spot: spot.km)


def _meet(one: Spot, other: Spot) -> bool:
    km = distance_km((one.place.lat, one.place.lon), (other.place.lat, other.place.lon))
    return km <= one.km + other.km + ASTRAY_KM


def _hours_of(mention: Mention) -> tuple[Hours, ...]:
    """Return the times of day that the words for the time tell, else those that the sentences with a trigger tell."""
    when = " ".join(claim.span.quote for claim in mention.of("when"))
    if found := hours_in(when):
        return found
    # Who says that it was at night, or tells of it in passing, tells the hours of something else in the same breath.
    return () if NIGHT.search(when) or not mention.main else hours_in(" ".join(_of_the_moment(mention)))


def _of_the_moment(mention: Mention) -> list[str]:
    """Return the sentences of the evidence that a trigger stands in."""
    triggers = [claim.span for claim in mention.of("trigger")]
    sentences = [c.span for c in mention.of("evidence") if any(c.span.covers(trigger) for trigger in triggers)]
    return [span.quote for span in sentences]


def _surer(mention: Mention, slot: Slot) -> list[Claim]:
    """Return the claims of `slot` that the reader is sure of; where it is of none, the one that it is surest of."""
    claims = mention.of(slot)
    sure = [claim for claim in claims if claim.confidence >= SURE]
    return sure or [max(claims, key=lambda claim: claim.confidence)] if claims else []


def _trust(mention: Mention) -> dict[Slot, float]:
    """Return how sure the reader is of the first value of each slot that has one."""
    return {claim.slot: claim.confidence for claim in reversed(mention.claims)}


def _wheres(mention: Mention) -> list[Where]:
    return [claim.value for claim in _surer(mention, "where") if isinstance(claim.value, Where)]


def _targets(mention: Mention) -> list[Target]:
    return [claim.value for claim in _surer(mention, "target") if isinstance(claim.value, Target)]


def _target_words(mention: Mention) -> frozenset[str]:
    return content_words(target.name for target in _targets(mention))


def actor_words(mention: Mention) -> frozenset[str]:
    """Return the words of the named perpetrators, those who deny it left out."""
    claims = (claim for claim in _surer(mention, "perpetrator") if claim.stance not in UNNAMED)
    actors = (claim.value for claim in claims if isinstance(claim.value, Actor))
    return rare_words(actor.name for actor in actors if actor.kind != "unknown")


def _numbers(mention: Mention) -> frozenset[int]:
    weapons = (claim.value for claim in _surer(mention, "weapon") if isinstance(claim.value, Weapon))
    return frozenset(weapon.number for weapon in weapons if weapon.number)


def _toll(mention: Mention, slot: Slot) -> Toll | None:
    return next((claim.value for claim in mention.of(slot) if isinstance(claim.value, Toll)), None)


def _wording(evidence: list[str]) -> frozenset[tuple[str, ...]]:
    """Return the runs of four words in `evidence`."""
    runs: set[tuple[str, ...]] = set()
    for quote in evidence:
        words = re.findall(r"\w+", quote.casefold())
        runs.update(zip(words, words[1:], words[2:], words[3:], strict=False))
    return frozenset(runs)
