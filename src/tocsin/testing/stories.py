"""Stories: reports for the contract suite of ledgers, each a little other, and days, places and blocks by chance."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tocsin.ledger.base import Added, Finds, Ledger
from tocsin.testing.builders import TEXT, a_full_mention, a_place, a_report, a_retrieval, a_source, a_when
from tocsin.vocabulary.claim import Slot, Value
from tocsin.vocabulary.entry import Block
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.values import When, Where

HOUR = timedelta(hours=1)
DAY = date(2024, 5, 6)


def a_story(number: int, text: str = "", url: bool = True, outlet: str = "The Gulf Courier") -> Report:
    """Return a report of its own text, the words of `VALUES` among them."""
    report = a_report(text or f"{TEXT} This was story {number}.", id=f"story-{number}", source=a_source(outlet))
    return replace(report, url=f"https://courier.example/{number}") if url else report


def add_story(ledger: Ledger, number: int, values: dict[Slot, Value] | None = None) -> Added:
    """Add the story of this number with one mention."""
    report = a_story(number)
    return ledger.add(a_retrieval(report), Finds((a_full_mention(report, values),)))


def add_stories(ledger: Ledger, count: int) -> list[str]:
    """Add stories and return the ids of their mentions."""
    return [add_story(ledger, number).entries[0].mention.id for number in range(count)]


def some_places(chance: random.Random) -> Sequence[Value]:
    """Return no place, a close one, a vague one, or one at the edges of the map."""
    lat, lon = chance.choice([(30.5, 47.7), (30.9, 47.9), (33.3, 44.4), (89.5, 10.0), (0.1, 179.9), (0.1, -179.8)])
    spot = a_place("Spot", lat + chance.uniform(-0.4, 0.4), max(-180.0, min(180.0, lon + chance.uniform(-0.6, 0.6))))
    place = replace(spot, precision_km=chance.choice([0.5, 20.0, 90.0, 700.0]))
    where = Where("the airport", chance.choice(["at", "near"]), "facility", chance.choice([None, place, place, place]))
    return [where]


def some_when(chance: random.Random) -> When:
    """Return no day, one, some, a month or a year about May 2024."""
    start = DAY + timedelta(days=chance.randrange(-90, 90))
    length = chance.choice([None, 0, 0, 0, 3, 30, 365, 900])
    return When() if length is None else a_when(start, start + timedelta(days=length))


def some_block(chance: random.Random) -> Block:
    """Return a block about May 2024, dated or not, placed or not."""
    start = DAY + timedelta(days=chance.randrange(-120, 120))
    dated = chance.random() < 0.8
    (where,) = some_places(chance)
    place = where.place if isinstance(where, Where) else None
    return Block(
        start=start if dated else None,
        end=start + timedelta(days=chance.choice([0, 4, 40])) if dated else None,
        published=chance.choice([None, start]),
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        km=chance.choice([1.0, 45.0, 150.0, 3000.0]),
        kinds=chance.choice([(), (), ("rocket", "other")]),
    )


class OpensLedgers:
    """What the parts of the suite ask of whoever inherits it."""

    def ledger(self) -> Ledger:
        """Return a new, empty ledger; called once by every test."""
        raise NotImplementedError

    def other(self, ledger: Ledger) -> Ledger:
        """Return what another program sees that opens the same ledger; `ledger` itself where none can."""
        return ledger
