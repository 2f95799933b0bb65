"""A row of UCDP's Georeferenced Event Dataset (GED) or its candidate events, in their columns.

What UCDP's codes are taken for stands in docs/verbs/import.md. GED does not say how an attack was made: events between
two armed sides are clashes, and of one-sided violence the headlines' words decide, if any.
"""

from tocsin.tasks.importing.rows import STAGE, Row
from tocsin.tasks.importing.story import Story, Told, tell
from tocsin.tasks.importing.words import country_in, day_in, degrees_in, kind_in
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Source
from tocsin.vocabulary.terms import PlaceKind, PlaceRelation, Precision
from tocsin.vocabulary.values import Actor, Place, Target, Toll, When, Where

COLUMNS = ("id", "type_of_violence", "date_start", "where_prec", "best")
"""Columns without which a table is not GED's."""
ONE_SIDED = "3"
DATES: dict[str, Precision] = {"1": "day", "2": "days", "3": "week", "4": "month", "5": "year"}
PLACES: dict[str, tuple[PlaceRelation, PlaceKind, float]] = {
    "1": ("at", "city", 5.0),
    "2": ("near", "city", 25.0),
    "3": ("at", "district", 50.0),
    "4": ("at", "province", 150.0),
    "5": ("at", "road", 100.0),
    "7": ("at", "sea", 300.0),
}
"""What a place is by where_prec, and how exactly it is known in km; 6 is the country alone."""


class UcdpScheme:
    """Tells rows of GED."""

    def __init__(self, name: str) -> None:
        self._name = name

    def story(self, row: Row) -> Story | Rejection:
        """Return the story with all its claims, or why the row cannot be told."""
        cells = {column.lower(): cell for column, cell in row.cells.items()}
        name = f"{self._name}, line {row.line}"
        if not cells.get("id"):
            return Rejection(name, STAGE, "has no id")
        violence = cells.get("type_of_violence", "")
        if violence not in {"", "1", "2", "3"}:
            return Rejection(name, STAGE, f"has the type_of_violence {violence!r}, which is none of 1, 2 and 3")
        source = Source(cells.get("source_office") or "UCDP GED")
        story = tell(cells, Told("ucdp", cells["id"], source, cells.get("source_headline", "")))
        _what(story)
        _when(story)
        _where(story)
        _who(story)
        _toll(story)
        return story


def _what(story: Story) -> None:
    violence = story.span("type_of_violence" if story.has("type_of_violence") else "id")
    found = kind_in(story.cells.get("source_headline", ""))
    if story.cells.get("type_of_violence", ONE_SIDED) != ONE_SIDED:
        story.say("kind", "clash", violence)
    elif found:
        story.say("kind", found.term, story.span("source_headline", found.start, found.end))
    else:
        story.say("kind", "other", violence)
    story.say("status", "reported", violence)
    story.say("trigger", violence.quote, violence)
    if story.has("source_headline"):
        headline = story.span("source_headline")
        story.say("evidence", headline.quote, headline)


def _when(story: Story) -> None:
    if not story.has("date_start"):
        return
    start = day_in(story.cells["date_start"])
    end = day_in(story.cells["date_end"]) if story.has("date_end") else start
    if start is None or start.start is None:
        story.doubt("date_start", "day")
        return
    last = end.end if end and end.end and end.end >= start.start else start.start
    precision = DATES.get(story.cells.get("date_prec", ""), "day")
    if precision == "day" and last != start.start:
        precision = "days"
    span = story.spanning("date_start", "date_end") if story.has("date_end") else story.span("date_start")
    story.say("when", When(start.start, last, precision), span)


def _where(story: Story) -> None:
    named = ("where_coordinates", "where_description", "adm_2", "adm_1", "country")
    column = next((one for one in named if story.has(one)), "")
    if not column:
        return
    name, code = story.cells[column], story.cells.get("where_prec", "")
    if code == "6" or column == "country" or code not in PLACES:
        kind: PlaceKind = "country" if code == "6" or column == "country" else "city"
        story.say("where", Where(name, kind=kind), story.span(column))
        return
    relation, kind, km = PLACES[code]
    lat, lon = degrees_in(story.cells.get("latitude", ""), 90), degrees_in(story.cells.get("longitude", ""), 180)
    place = None
    if lat is not None and lon is not None:
        country = country_in(story.cells.get("country", ""))
        place = Place(f"ucdp:{name}", name, lat, lon, km, country, story.cells.get("adm_1", ""))
    story.say("where", Where(name, relation, kind, place), story.span(column))


def _who(story: Story) -> None:
    """Both sides take part in what two armed sides fight out; of one-sided violence side B is hit."""
    for column in ("side_a", "side_b"):
        if not story.has(column):
            continue
        words = story.cells[column]
        if column == "side_b" and story.cells.get("type_of_violence") == ONE_SIDED:
            story.say("target", Target(words, "civilian", "human"), story.span(column))
        else:
            kind = "state" if words.startswith("Government of") else "group"
            story.say("perpetrator", Actor(words, kind), story.span(column), "identified")  # type: ignore[arg-type]  # two of its kinds


def _toll(story: Story) -> None:
    """The words are those of best, low and high together; what the sides lost is left in the text."""
    numbers = {name: _number(story.cells.get(name, "")) for name in ("best", "high", "low")}
    told = [name for name, number in numbers.items() if number is not None]
    if not told:
        return
    low = numbers["low"] if numbers["low"] is not None else numbers["best"]
    high = numbers["high"] if numbers["high"] is not None else numbers["best"]
    if low is not None and high is not None and low > high:
        story.doubt("high", "number at least as high as low")
        return
    slot: Slot = "killed"
    ends = sorted(told, key=lambda name: story.places[name])
    story.say(slot, Toll(low, high), story.spanning(ends[0], ends[-1]))


def _number(cell: str) -> int | None:
    try:
        number = int(float(cell))
    except (ValueError, OverflowError):
        return None
    return number if number >= 0 else None
