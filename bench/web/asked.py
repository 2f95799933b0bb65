"""What users of the site ask for: filters that many look at, and filters of their own."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from urllib.parse import urlencode

from bench.ledger.world import FIRST_DAY

POPULAR, REQUESTS = 100, 20_000
ONE_IN = 3
"""Every so many requests has filters of its own."""
COUNTRIES = [f"{letter}X" for letter in "CDEFGHIJKL"]
KINDS = ("shooting", "ied", "rocket", "clash", "drone", "abduction")
ORDERS = ("-when", "-seen", "-killed", "-voices", "when", "confidence")
DAYS = 2400
"""The days from which there is news."""


def paths(page: str, chance: Random) -> list[str]:
    """Return addresses of `page` in the order in which they are asked for: the same for the same chances."""
    popular = [page, *(f"{page}?{_query(Random(f'popular {n}'))}" for n in range(1, POPULAR))]  # noqa: S311 - a sample
    weights = [1 / (rank + 1) for rank in range(POPULAR)]
    found = chance.choices(popular, weights, k=REQUESTS)
    for at in range(0, REQUESTS, ONE_IN):
        found[at] = f"{page}?{_query(chance)}"
    return found


def _query(chance: Random) -> str:
    """Return a query with one to three filters, and sometimes an order."""
    filters: dict[str, Callable[[], object]] = {
        "country": lambda: chance.choice(COUNTRIES),
        "kind": lambda: chance.choice(KINDS),
        "days": lambda: chance.randrange(DAYS),
        "disputed": lambda: chance.choice(("true", "false")),
        "min-confidence": lambda: f"{chance.uniform(0.3, 0.9):.2f}",
        "near": lambda: f"{chance.uniform(-30, 50):.2f},{chance.uniform(-60, 120):.2f}",
    }
    weights = {"country": 5, "kind": 4, "days": 6, "disputed": 1, "min-confidence": 1, "near": 2}
    names = set(chance.choices(list(weights), list(weights.values()), k=chance.randint(1, 3)))
    query = {name: str(filters[name]()) for name in sorted(names)}
    if "days" in query:
        since = FIRST_DAY + timedelta(days=int(query.pop("days")))
        query |= _window(since, chance.choice((7, 31, 92, 365)))
    if "near" in query:
        query["within"] = str(chance.choice((50, 200, 500)))
    if chance.random() < 0.3:
        query["sort"] = chance.choice(ORDERS)
    return urlencode(query)


def _window(since: date, days: int) -> dict[str, str]:
    return {"since": since.isoformat(), "until": (since + timedelta(days=days - 1)).isoformat()}
