"""An invented world with news of attacks, as dense as those of a dozen countries at war, day after day for decades.

About 40 incidents a day in 2,000 towns, of which a few see most; each told by two or three reports, some copies of one
another; every third report tells of an earlier incident in passing. How often day and place are vague or not known, and
how many telling words a report has, is as in annotated news. A longer history is no denser: the world of a million
mentions goes on for longer than that of a hundred thousand.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from tocsin.vocabulary.claim import Claim, Method, Slot, Value
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.span import cut
from tocsin.vocabulary.terms import Kind, TargetCategory
from tocsin.vocabulary.values import Actor, Place, Target, Toll, Weapon, When, Where

FIRST_DAY = date(1985, 1, 1)
INCIDENTS_A_DAY = 40
TOWNS, COUNTRIES, OUTLETS, GROUPS = 2000, 12, 60, 40
WORDS_A_REPORT = 220
REMEMBERED_DAYS = 30
METHOD = Method("world", "1")
DEEDS: dict[Kind, tuple[str, str]] = {
    "shooting": ("opened fire", "rifles"),
    "ied": ("set off a bomb", "bomb"),
    "rocket": ("fired rockets", "rockets"),
    "clash": ("clashed with soldiers", "rifles"),
    "drone": ("sent drones", "drones"),
    "abduction": ("abducted travellers", "rifles"),
}
CLAIMS: tuple[tuple[Slot, str], ...] = (
    ("kind", "deed"), ("status", "status"), ("trigger", "deed"), ("when", "day"), ("where", "town"),
    ("weapon", "weapon"), ("target", "target"), ("perpetrator", "group"), ("killed", "killed"),
    ("wounded", "wounded"), ("evidence", "whole"),
)  # fmt: skip
"""The slots of a mention, with the part of its sentence that says each."""
SITES: tuple[tuple[str, TargetCategory], ...] = (
    ("checkpoint", "checkpoint"), ("market", "market"), ("school", "school"), ("convoy", "convoy"),
    ("barracks", "police"), ("clinic", "hospital"), ("depot", "energy"), ("mosque", "religious"),
)  # fmt: skip
DETAILS = 9
"""Words that nothing else has: names of victims, streets, officers. A report has some of them, in passing fewer."""
TOLD, TOLD_IN_PASSING = 6, 3
PLACES, PLACES_IN_PASSING = (0.6, 0.1, 0.04, 0.26), (0.5, 0.08, 0.12, 0.3)
"""How often a report tells the town, the province, the country, or a place that no gazetteer knows."""
DAYS, DAYS_IN_PASSING = (0.92, 0.04, 0.01, 0.0, 0.03), (0.66, 0.04, 0.09, 0.02, 0.19)
"""How often it tells the day, the week, the month, the year, or no time."""


OFTEN_UNSAID: frozenset[Slot] = frozenset({"when", "where", "perpetrator", "killed", "wounded"})


@dataclass(frozen=True, slots=True)
class Happening:
    """One incident as it was."""

    number: int
    day: date
    town: Place
    province: Place
    country: Place
    kind: Kind
    group: str
    site: tuple[str, TargetCategory]
    details: tuple[str, ...]
    killed: int
    wounded: int


@dataclass(frozen=True, slots=True)
class Story:
    """One report with its mentions, the number of the incident of each, and the id of the report that it copies."""

    report: Report
    seen: datetime
    mentions: tuple[Mention, ...]
    happenings: tuple[int, ...]
    copies: str


class World:
    """Tells its stories in the order of days; the same for the same seed. Pickled between two days, it goes on."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - a sample, no secret
        self._words = [self._word() for _ in range(4000)]
        self._countries = [self._country(n) for n in range(COUNTRIES)]
        self._provinces = [self._within(self._countries[n % COUNTRIES], f"P{n}", 90.0, 5.0) for n in range(120)]
        towns = [
            self._within(self._provinces[n % 120], f"T{n}", self._chance.choice([2.0, 5.0, 9.0]), 0.6)
            for n in range(TOWNS)
        ]
        self._towns = [replace(town, name=f"{self._word().title()}{town.name}") for town in towns]
        self._weights = [1 / (rank + 3) ** 0.8 for rank in range(TOWNS)]
        self._groups = [f"the {self._word().title()} Front" for _ in range(GROUPS)]
        self._outlets = [Source(f"{self._word().title()} News", f"{chr(65 + n % 26)}X") for n in range(OUTLETS)]
        self._day = FIRST_DAY
        self._past: list[Happening] = []
        self._numbers = self._stories_told = 0

    def stories(self) -> Iterator[Story]:
        """Yield stories without end."""
        while True:
            yield from self.next_day()

    def next_day(self) -> list[Story]:
        """Return the stories of the next day."""
        today = [self._happening(self._day) for _ in range(INCIDENTS_A_DAY)]
        told = [story for happening in today for story in self._tellings(happening)]
        oldest = self._day - timedelta(days=REMEMBERED_DAYS)
        self._past = [one for one in self._past if one.day >= oldest] + today
        self._day += timedelta(days=1)
        return told

    def _tellings(self, happening: Happening) -> Iterator[Story]:
        first = None
        for _ in range(min(12, 1 + int(self._chance.expovariate(0.62)))):
            story = self._story(happening)
            if first is not None and self._chance.random() < 0.15:
                text, report = first.report.text, story.report
                yield self._printed_again(replace(report, text=text), first)
                continue
            first = first or story
            yield story

    def _story(self, happening: Happening) -> Story:
        self._stories_told += 1
        chance = self._chance
        published = happening.day + timedelta(days=chance.choice([0, 0, 1, 1, 2]))
        told = [happening]
        if self._past and chance.random() < 0.35:
            told.append(chance.choice(self._past))
        parts = [self._sentence(one, passing=number > 0) for number, one in enumerate(told)]
        body = " ".join(chance.choices(self._words, k=WORDS_A_REPORT))
        text = " ".join("".join(words for _, words in sentence) for sentence in parts) + f" {body}."
        id_ = f"world-{self._stories_told}"
        url = f"https://news.example/{self._stories_told}"
        title = f"{happening.killed} dead at {happening.site[0]} in {happening.town.name}"
        report = Report(id_, text, chance.choice(self._outlets), title, published, url=url, language="en")
        seen = datetime.combine(published, time(20), UTC)
        mentions, start = [], 0
        for number, (one, sentence) in enumerate(zip(told, parts, strict=True), start=1):
            mentions.append(self._mention(report, one, number, sentence, start))
            start += sum(len(words) for _, words in sentence) + 1
        return Story(report, seen, tuple(mentions), tuple(one.number for one in told), "")

    def _printed_again(self, report: Report, first: Story) -> Story:
        """Return the text of `first` as another outlet prints it."""
        mentions = []
        for number, mention in enumerate(first.mentions, start=1):
            claims = tuple(replace(c, span=cut(report, c.span.start, c.span.end)) for c in mention.claims)
            mentions.append(Mention(f"{report.id}#{number}", report.id, claims, mention.main))
        return Story(report, first.seen, tuple(mentions), first.happenings, first.report.id)

    def _sentence(self, one: Happening, *, passing: bool) -> list[tuple[str, str]]:
        deed, weapon = DEEDS[one.kind]
        details = self._chance.sample(one.details, TOLD_IN_PASSING if passing else TOLD)
        return [
            ("group", one.group[0].upper() + one.group[1:]),
            ("", " "),
            ("deed", deed),
            ("", " near "),
            ("target", f"the {one.site[0]}"),
            ("", " in "),
            ("town", one.town.name),
            ("", " "),
            ("day", f"on {one.day:%A}"),
            ("", " with "),
            ("weapon", weapon),
            ("", ", "),
            ("status", "police said"),
            ("", ": "),
            ("killed", f"{one.killed} dead"),
            ("", " and "),
            ("wounded", f"{one.wounded} wounded"),
            ("", f"; {details[0].title()} and {' '.join(details[1:])}."),
        ]

    def _mention(
        self, report: Report, one: Happening, number: int, sentence: list[tuple[str, str]], start: int
    ) -> Mention:
        places: dict[str, tuple[int, int]] = {}
        at = start
        for name, words in sentence:
            places[name] = (at, at + len(words))
            at += len(words)
        places["whole"] = (start, at)
        values = self._values(one, passing=number > 1)
        claims = tuple(
            Claim(
                slot,
                values.get(slot, report.text[slice(*places[part])]),
                cut(report, *places[part]),
                METHOD,
                stance="blamed" if slot == "perpetrator" else None,
                confidence=0.9,
            )
            for slot, part in CLAIMS
            if slot in values or slot not in OFTEN_UNSAID
        )
        return Mention(f"{report.id}#{number}", report.id, claims, number == 1, 0.9)

    def _values(self, one: Happening, *, passing: bool) -> dict[Slot, Value]:
        """Return what a report says of an incident, which is not always all of it."""
        chance = self._chance
        shares = PLACES_IN_PASSING if passing else PLACES
        place = chance.choices([one.town, one.province, one.country, None], shares)[0]
        said: dict[Slot, Value | None] = {
            "kind": one.kind,
            "status": chance.choice(["reported", "reported", "claimed", "confirmed"]),
            "when": self._when(one.day, passing=passing),
            "where": Where(place.name if place else one.town.name, place=place),
            "weapon": Weapon(DEEDS[one.kind][1]),
            "target": Target(*one.site),
            "perpetrator": Actor(one.group) if chance.random() < 0.6 else None,
            "killed": Toll(one.killed, one.killed) if chance.random() < (0.3 if passing else 0.7) else None,
            "wounded": Toll(one.wounded, None) if chance.random() < 0.6 else None,
        }
        return {slot: value for slot, value in said.items() if value is not None}

    def _when(self, day: date, *, passing: bool) -> When | None:
        said = (
            When(day, day, "day"),
            When(day - timedelta(days=3), day + timedelta(days=3), "week"),
            When(day.replace(day=1), day.replace(day=28), "month"),
            When(day.replace(month=1, day=1), day.replace(month=12, day=31), "year"),
            None,
        )
        return self._chance.choices(said, DAYS_IN_PASSING if passing else DAYS)[0]

    def _happening(self, day: date) -> Happening:
        self._numbers += 1
        chance = self._chance
        (town,) = chance.choices(range(TOWNS), self._weights)
        province = town % 120
        return Happening(
            number=self._numbers,
            day=day,
            town=self._towns[town],
            province=self._provinces[province],
            country=self._countries[province % COUNTRIES],
            kind=chance.choice(tuple(DEEDS)),
            group=self._groups[chance.randrange(GROUPS)],
            site=(f"{self._word()} {(site := chance.choice(SITES))[0]}", site[1]),
            details=tuple(self._word() for _ in range(DETAILS)),
            killed=int(chance.expovariate(0.3)),
            wounded=int(chance.expovariate(0.15)),
        )

    def _country(self, number: int) -> Place:
        lat, lon = self._chance.uniform(-30, 45), self._chance.uniform(-20, 110)
        return Place(f"world:C{number}", f"C{number}", lat, lon, 450.0, f"{chr(65 + number)}X")

    def _within(self, wider: Place, name: str, precision: float, degrees: float) -> Place:
        lat, lon = (edge + self._chance.uniform(-degrees, degrees) for edge in (wider.lat, wider.lon))
        return Place(f"world:{name}", name, lat, lon, precision, wider.country)

    def _word(self) -> str:
        chance = self._chance
        return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randrange(2, 5)))
