"""Facets: what comparisons look at, taken out of an entry once."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.resolution.words import content_words, joined_sounds, names_in, rare_words, sound, sounds
from tocsin.vocabulary.claim import Slot
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
UNNAMED = frozenset({"denies", "unclaimed"})
CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?\s?m\b", re.IGNORECASE)
TIMES_OF_DAY: dict[str, tuple[float, float]] = {
    "midnight": (0, 0), "dawn": (5, 6.5), "sunrise": (5, 7), "daybreak": (5, 6.5), "morning": (6, 11.5),
    "noon": (12, 12), "midday": (11.5, 12.5), "lunch": (12, 14), "afternoon": (12.5, 18), "sunset": (17, 20),
    "dusk": (17, 20), "evening": (17.5, 22), "nightfall": (18, 21),
}  # fmt: skip
HOUR_WORD = re.compile(rf"\b({'|'.join(TIMES_OF_DAY)})\b", re.IGNORECASE)
Hours = tuple[float, float]


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
    their consonants, also of two in a row. `specific` are those of the most specific place alone.
    """

    id: str
    report_id: str
    voice: str
    main: bool
    kind: str
    status: str
    days: Days | None
    published: date | None
    spot: Spot | None
    place_words: frozenset[str]
    sounds: frozenset[str]
    specific: frozenset[str]
    target_words: frozenset[str]
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

    @property
    def family(self) -> str:
        """The family of the kind, "" for "other"."""
        return FAMILY_OF.get(self.kind, "")


def facets_of(entry: Entry) -> Facets:
    """Return what comparisons look at in `entry`."""
    mention = entry.mention
    evidence = [claim.span.quote for claim in mention.of("evidence")] or [c.span.quote for c in mention.of("trigger")]
    told = [*evidence, entry.title] if mention.main else evidence
    places = [place for place in _wheres(mention) if place.kind != "country"]
    where_words = content_words(place.name for place in places)
    local = rare_words(place.name for place in places if place.kind != "province") or rare_words(
        place.name for place in places
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
        published=entry.published,
        spot=spot_of(mention),
        place_words=local,
        sounds=sounds(local) | joined,
        specific=rare_words([places[0].name]) if places else frozenset(),
        target_words=_target_words(mention),
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
        hours=_hours(" ".join(_of_the_moment(mention))),
    )


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


def _of_the_moment(mention: Mention) -> list[str]:
    """Return the words for the time, and the sentences of the evidence that a trigger stands in."""
    triggers = [claim.span for claim in mention.of("trigger")]
    sentences = [c.span for c in mention.of("evidence") if any(c.span.covers(trigger) for trigger in triggers)]
    return [*(claim.span.quote for claim in mention.of("when")), *(span.quote for span in sentences)]


def _wheres(mention: Mention) -> list[Where]:
    return [claim.value for claim in mention.of("where") if isinstance(claim.value, Where)]


def _targets(mention: Mention) -> list[Target]:
    return [claim.value for claim in mention.of("target") if isinstance(claim.value, Target)]


def _target_words(mention: Mention) -> frozenset[str]:
    return content_words(target.name for target in _targets(mention))


def actor_words(mention: Mention) -> frozenset[str]:
    """Return the words of the named perpetrators, those who deny it left out."""
    claims = (claim for claim in mention.of("perpetrator") if claim.stance not in UNNAMED)
    actors = (claim.value for claim in claims if isinstance(claim.value, Actor))
    return rare_words(actor.name for actor in actors if actor.kind != "unknown")


def _numbers(mention: Mention) -> frozenset[int]:
    weapons = (claim.value for claim in mention.of("weapon") if isinstance(claim.value, Weapon))
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


def _hours(text: str) -> tuple[Hours, ...]:
    """Return the times of day that `text` tells, in hours from midnight."""
    found: set[Hours] = set()
    for hour, minute, half in CLOCK.findall(text):
        if 1 <= int(hour) <= 12:
            exact = int(hour) % 12 + (12 if half in "pP" else 0) + int(minute or 0) / 60
            found.add((exact, exact))
    if not found:
        found = {TIMES_OF_DAY[word.lower()] for word in HOUR_WORD.findall(text)}
    return tuple(sorted(found))
