"""The filters of a page: read from its address, named there as on the command line, and written into links."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from tocsin.errors import InputError
from tocsin.ledger.base import Ledger
from tocsin.settings import Settings
from tocsin.tasks.selecting import WITHIN_KM, Asked, selection_of
from tocsin.vocabulary.selection import Selection

ONE = ("since", "until", "near", "within", "country", "actor", "min-confidence", "disputed", "sort", "after")
SEVERAL = ("kind", "status")
ORDERS = {
    "-when": "newest first",
    "when": "oldest first",
    "-seen": "last told of first",
    "-killed": "most killed first",
    "-voices": "most voices first",
    "confidence": "least sure first",
    "-confidence": "surest first",
}
"""The orders that pages offer, in words."""
READ = 20_000
"""Incidents at most that a page reads whole, one by one."""
MOST = 40
"""Values of one filter that are read; who gives more has not used our form."""
LONGEST = 200


@dataclass(frozen=True)
class Filters:
    """What an address asks for, as it was written; blank values are left out. `sort` is that of a page without any."""

    given: Mapping[str, tuple[str, ...]]
    sort: str = "-when"

    @classmethod
    def of(cls, params: QueryParams, sort: str = "-when") -> "Filters":
        """Return the filters that an address gives."""
        found: dict[str, tuple[str, ...]] = {}
        for name in (*ONE, *SEVERAL):
            values = [value.strip()[:LONGEST] for value in params.getlist(name)]
            kept = [value for value in dict.fromkeys(values) if value and "\0" not in value]
            if kept:
                found[name] = tuple(kept[:MOST] if name in SEVERAL else kept[-1:])
        return cls(found, sort)

    def one(self, name: str) -> str:
        """Return the value of a filter, "" where it is not given."""
        return self.given.get(name, ("",))[-1]

    def several(self, name: str) -> tuple[str, ...]:
        """Return all values of a filter."""
        return self.given.get(name, ())

    @cached_property
    def active(self) -> bool:
        """Whether they leave anything out."""
        return any(name not in ("sort", "after", "within") for name in self.given)

    def query(self, **changes: str | None) -> str:
        """Return the query of an address with these filters, those in `changes` set, or left out where None.

        A change of anything begins at the first page again. A name with a hyphen is given with an underscore.
        """
        changed = {name.replace("_", "-"): value for name, value in changes.items()}
        kept = {name: values for name, values in self.given.items() if name not in changed and name != "after"}
        kept |= {name: (value,) for name, value in changed.items() if value}
        return urlencode([(name, value) for name, values in kept.items() for value in values])

    def link(self, path: str = "/", **changes: str | None) -> str:
        """Return the address of `path` with these filters."""
        query = self.query(**changes)
        return f"{path}?{query}" if query else path

    def asked(self) -> Asked:
        """Return what is asked for. Raises InputError."""
        return Asked(
            since=_day("since", self.one("since")),
            until=_day("until", self.one("until")),
            near=self.one("near"),
            within_km=_number("within", self.one("within"), WITHIN_KM),
            country=self.one("country").upper(),
            kinds=self.several("kind"),
            actor=self.one("actor"),
            statuses=self.several("status"),
            min_confidence=_number("min-confidence", self.one("min-confidence"), 0.0),
            disputed=_yes_or_no("disputed", self.one("disputed")),
            sort=self.one("sort") or self.sort,
        )

    def selection(self, settings: Settings) -> Selection:
        """Return the selection that is meant. Raises InputError, VocabularyError or PlaceError."""
        return replace(selection_of(self.asked(), settings), after=self.one("after"))


def _day(name: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InputError(f"{name}: write the day as year-month-day, such as 2020-08-15, not {text!r}") from error


def _number(name: str, text: str, otherwise: float) -> float:
    try:
        return float(text) if text else otherwise
    except ValueError as error:
        raise InputError(f"{name} is a number, not {text!r}") from error


def _yes_or_no(name: str, text: str) -> bool | None:
    if text not in ("", "true", "false"):
        raise InputError(f"{name} is true or false, not {text!r}")
    return None if not text else text == "true"


def few_enough(ledger: Ledger, selection: Selection) -> None:
    """Raise InputError where a page would have to read more incidents than anybody waits for."""
    number = ledger.count(selection)
    if number > READ:
        raise InputError(
            f"{number:,} incidents are more than this page reads at once, {READ:,}: narrow them down by days or place"
        )
