"""What a brief is asked to be about: which days, which incidents, and how that is called."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from tocsin.errors import GazetteerError, InputError
from tocsin.export.countries import countries, country_name
from tocsin.export.visible import one_line
from tocsin.export.wording import term_words
from tocsin.gazetteer.base import Gazetteer
from tocsin.plugins import load
from tocsin.settings import Settings
from tocsin.tasks.selecting import DEGREES, Asked, selection_of
from tocsin.vocabulary.selection import Selection

PERIOD = 7
"""Days of a brief where nobody says."""
LOOK_BACK = 180
"""Days before the last one that the tempo, and what went before, are looked for in."""
LONGEST = 3660
"""Days of a brief at most."""
FIRST_YEAR = 100
"""The first year of which there are days enough before it to look at."""
AHEAD = 30
"""Days after the last one within which occasions are coming."""


@dataclass(frozen=True, slots=True)
class Question:
    """A brief on the incidents of `selection`, which has no days, from `since` to `day`, both included.

    `title` and `scope` say what it is about. `calendars` are files with occasions, `aliases` one of names of actors.
    Raises InputError where the days end before they begin, or are very many.
    """

    selection: Selection
    since: date
    day: date
    title: str = "All incidents"
    scope: str = "Every incident in the tracker"
    calendars: tuple[Path, ...] = ()
    aliases: Path | None = None

    def __post_init__(self) -> None:
        if self.since > self.day:
            raise InputError(f"a brief cannot begin on {self.since}, after its last day, {self.day}")
        if self.days > LONGEST:
            first = self.day - timedelta(days=LONGEST - 1)
            raise InputError(f"a brief tells of {LONGEST:,} days at most; begin it on {first} or later")
        if not FIRST_YEAR <= self.day.year < date.max.year:
            raise InputError(f"a brief cannot end on {self.day}: no calendar goes far enough; name another day")

    @property
    def days(self) -> int:
        """How many days it is about."""
        return (self.day - self.since).days + 1

    @property
    def start(self) -> date:
        """The first day that anything is looked for on."""
        return min(self.day - timedelta(days=LOOK_BACK - 1), self.since - timedelta(days=self.days))

    def between(self, since: date, until: date) -> Selection:
        """Return the selection on some days."""
        return replace(self.selection, since=since, until=until, sort="when", limit=None, after="")


def question_of(
    where: str,
    asked: Asked,
    days: tuple[date, date],
    settings: Settings,
    files: tuple[tuple[Path, ...], Path | None] = ((), None),
) -> Question:
    """Return what is meant by `where`, the name of a place or a country, its two letters, or degrees; "" is anywhere.

    `asked` holds the rest of the selection, `days` the first and the last day, `files` calendars and names of actors.
    Raises GazetteerError for a place that is unknown or could be several, InputError, VocabularyError.
    """
    country = _country(where.strip(), settings)
    placed = replace(asked, country=country) if country else replace(asked, near=where.strip())
    selection = selection_of(placed, settings)
    title = country_name(country) if country else one_line(where.strip())
    since, day = days
    calendars, aliases = files
    return Question(selection, since, day, title or "All incidents", _scope(placed, title), calendars, aliases)


def _country(where: str, settings: Settings) -> str:
    """Return the country (alpha-2) that `where` names, "" where it names none."""
    if not where or DEGREES.match(where):
        return ""
    if re.fullmatch(r"[A-Za-z]{2}", where):
        if where.upper() not in countries():
            raise GazetteerError(f"{where!r} is no country of ISO 3166; give two letters such as IQ, or a name")
        return where.upper()
    gazetteer: Gazetteer = load("gazetteers", settings.gazetteer)(settings)
    found = gazetteer.candidates(where)
    return found[0].place.country if found and found[0].kind == "country" else ""


def _scope(asked: Asked, title: str) -> str:
    parts = [
        "Every incident" if not asked.kinds else " and ".join(term_words(kind) for kind in asked.kinds) + " incidents"
    ]
    if asked.near:
        parts.append(f"within {asked.within_km:g} km of {title}")
    elif asked.country:
        parts.append(f"in {title}")
    if asked.actor:
        parts.append(f"laid to or claimed by {one_line(asked.actor)}")
    if asked.statuses:
        parts.append(f"that is {' or '.join(asked.statuses)}")
    if asked.min_confidence:
        parts.append(f"of which Tocsin is at least {asked.min_confidence:.0%} sure")
    return " ".join(parts) + (" in the tracker" if len(parts) == 1 and not asked.kinds else "")
