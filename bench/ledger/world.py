"""An invented world with news of attacks, as dense as those of a dozen countries at war, day after day for decades.

About 40 incidents a day in 2,000 towns, of which a few see most; each told by two or three reports, some copies of one
another, some vague about day and place; every third report tells of an earlier incident in passing. A longer history
is no denser: the world of a million mentions goes on for longer than that of a hundred thousand.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from tocsin.vocabulary.claim import Claim, Method, Slot, Value
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.span import cut
from tocsin.vocabulary.terms import Kind
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
    """Tells its stories in the order of days; the same for the same seed."""

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
        self._past: list[Happening] = []
        self._numbers = self._stories_told = 0

    def stories(self) -> Iterator[Story]:
        """Yield stories without end."""
        day = FIRST_DAY
        while True:
            today = [self._happening(day) for _ in range(INCIDENTS_A_DAY)]
            for happening in today:
                yield from self._tellings(happening)
            oldest = day - timedelta(days=REMEMBERED_DAYS)
            self._past = [one for one in self._past if one.day >= oldest] + today
            day += timedelta(days=1)

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
        parts = [self._sentence(one) for one in told]
        body = " ".join(chance.choices(self._words, k=WORDS_A_REPORT))
        text = " ".join("".join(words for _, words in sentence) for sentence in parts) + f" {body}."
        id_ = f"world-{self._stories_told}"
        url = f"https://news.example/{self._stories_told}"
        report = Report(
            id_, text, chance.choice(self._outlets), parts[0][-1][1][:60], published, url=url, language="en"
        )
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

    def _sentence(self, one: Happening) -> list[tuple[str, str]]:
        deed, weapon = DEEDS[one.kind]
        return [
            ("group", one.group[0].upper() + one.group[1:]),
            ("", " "),
            ("deed", deed),
            ("", " near "),
            ("target", self._chance.choice(["a checkpoint", "the market", "a school"])),
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
            ("", "."),
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
        values = self._values(one)
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

    def _values(self, one: Happening) -> dict[Slot, Value]:
        """Return what a report says of an incident, which is not always all of it."""
        chance = self._chance
        place = chance.choices([one.town, one.province, one.country, None], [0.78, 0.1, 0.04, 0.08])[0]
        said: dict[Slot, Value | None] = {
            "kind": one.kind,
            "status": chance.choice(["reported", "reported", "claimed", "confirmed"]),
            "when": self._when(one.day),
            "where": Where(place.name, place=place) if place else None,
            "weapon": Weapon(DEEDS[one.kind][1]),
            "target": Target("checkpoint", "checkpoint"),
            "perpetrator": Actor(one.group) if chance.random() < 0.6 else None,
            "killed": Toll(one.killed, one.killed) if chance.random() < 0.8 else None,
            "wounded": Toll(one.wounded, None) if chance.random() < 0.6 else None,
        }
        return {slot: value for slot, value in said.items() if value is not None}

    def _when(self, day: date) -> When | None:
        share = self._chance.random()
        if share < 0.84:
            return When(day, day, "day")
        if share < 0.9:
            return When(day - timedelta(days=3), day + timedelta(days=3), "week")
        if share < 0.92:
            return When(day.replace(day=1), day.replace(day=28), "month")
        return When(day.replace(month=1, day=1), day.replace(month=12, day=31), "year") if share < 0.925 else None

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
