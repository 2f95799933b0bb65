"""A row of ACLED's event data, in its columns before or after the change of March 2023.

What ACLED's codes are taken for stands in docs/verbs/import.md. Its protests, agreements and other rows that tell of no
attack are left out with the reason; 0 fatalities are no claim that nobody died, since the codebook has 0 where none are
reported as well.
"""

from datetime import date, timedelta

from tocsin.tasks.importing.rows import STAGE, Row
from tocsin.tasks.importing.story import Story, Told, tell
from tocsin.tasks.importing.words import category_of, country_in, day_in, degrees_in, kind_in, toll_in
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Source
from tocsin.vocabulary.terms import KINDS as OUR_KINDS
from tocsin.vocabulary.terms import ActorKind, TargetCategory
from tocsin.vocabulary.values import Actor, Place, Target, Toll, When, Where

COLUMNS = ("event_id_cnty", "event_date", "event_type", "sub_event_type")
"""Columns without which a table is not ACLED's."""
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "shelling/artillery/missile attack": ("artillery", ("rocket", "missile", "mortar")),
    "air/drone strike": ("airstrike", ("drone",)),
    "remote explosive/landmine/ied": ("ied", ("vehicle-bomb",)),
    "suicide bomb": ("suicide", ()),
    "grenade": ("grenade", ()),
    "armed clash": ("clash", ()),
    "government regains territory": ("clash", ()),
    "non-state actor overtakes territory": ("clash", ()),
    "attack": ("other", ("shooting", "assassination", "ied", "arson", "raid")),
    "abduction/forced disappearance": ("abduction", ()),
    "sexual violence": ("other", ()),
    "chemical weapon": ("other", ()),
    "mob violence": ("other", ("arson",)),
    "looting/property destruction": ("other", ("arson",)),
    "disrupted weapons use": ("other", ("rocket", "missile", "mortar", "drone", "ied", "vehicle-bomb", "grenade")),
    "arrests": ("arrest", ()),
}
"""Our kind for each sub-event, and the kinds that the words of the notes may make of it."""
PRECISION_KM = {"1": 5.0, "2": 25.0, "3": 100.0}
"""How exactly a place is known by geo_precision: a town, what lies around it, a province."""
STATE = ("Military Forces of", "Police Forces of", "Government of")
CATEGORIES: dict[str, TargetCategory] = {"2": "armed-group", "3": "armed-group", "4": "armed-group", "7": "civilian"}
"""What an actor hit is, by ACLED's code inter2."""


class AcledScheme:
    """Tells rows of ACLED."""

    def __init__(self, name: str) -> None:
        self._name = name

    def story(self, row: Row) -> Story | Rejection:
        """Return the story with all its claims, or why the row tells of no attack."""
        cells = {column.lower(): cell for column, cell in row.cells.items()}
        name = f"{self._name}, line {row.line}"
        sub_event = cells.get("sub_event_type", "").lower()
        if not cells.get("event_id_cnty"):
            return Rejection(name, STAGE, "has no event_id_cnty")
        if sub_event not in KINDS and (shown := cells.get("sub_event_type") or cells.get("event_type")):
            return Rejection(name, STAGE, f"tells of no attack: {shown}")
        told = Told("acled", cells["event_id_cnty"], Source(cells.get("source", "ACLED")), published=_uploaded(cells))
        story = tell(cells, told)
        _what(story, sub_event)
        _when(story)
        _where(story)
        _who(story)
        toll = toll_in(cells.get("fatalities", ""))
        if toll and toll != Toll(0, 0):
            story.say("killed", toll, story.span("fatalities"))
        return story


def _uploaded(cells: dict[str, str]) -> date | None:
    try:
        return date.fromtimestamp(int(cells.get("timestamp", "")))
    except (ValueError, OverflowError, OSError):
        return None


def _what(story: Story, sub_event: str) -> None:
    """The notes may say more exactly what the sub-event leaves open; a row without one is told by its notes alone."""
    kind, others = KINDS.get(sub_event, ("other", OUR_KINDS))
    span = story.span(next(column for column in ("sub_event_type", "notes", "event_id_cnty") if story.has(column)))
    found = kind_in(story.cells.get("notes", ""))
    if found and found.term in others:
        story.say("kind", found.term, story.span("notes", found.start, found.end))
    else:
        story.say("kind", kind, span)
    story.say("status", "foiled" if sub_event == "disrupted weapons use" else "reported", span)
    story.say("trigger", span.quote, span)
    if story.has("notes"):
        notes = story.span("notes")
        story.say("evidence", notes.quote, notes)


def _when(story: Story) -> None:
    """time_precision 2 is the week, 3 the month that the day stands for."""
    if not story.has("event_date"):
        return
    when = day_in(story.cells["event_date"])
    if when is None or when.start is None:
        story.doubt("event_date", "day")
        return
    day, precision = when.start, story.cells.get("time_precision", "1")
    if precision == "2":
        when = When(day - timedelta(days=3), day + timedelta(days=3), "week")
    elif precision == "3":
        first = day.replace(day=1)
        following = (first + timedelta(days=31)).replace(day=1)
        when = When(first, following - timedelta(days=1), "month")
    story.say("when", when, story.span("event_date"))


def _where(story: Story) -> None:
    column = next((one for one in ("location", "admin1", "country") if story.has(one)), "")
    if not column:
        return
    lat, lon = degrees_in(story.cells.get("latitude", ""), 90), degrees_in(story.cells.get("longitude", ""), 180)
    precision = story.cells.get("geo_precision", "3")
    country = country_in(story.cells.get("iso", "")) or country_in(story.cells.get("country", ""))
    name, place = story.cells[column], None
    if lat is not None and lon is not None and column != "country":
        km = PRECISION_KM.get(precision, PRECISION_KM["3"])
        place = Place(f"acled:{name}", name, lat, lon, km, country, story.cells.get("admin1", ""))
    if column == "country":
        story.say("where", Where(name, kind="country"), story.span(column))
    elif column == "admin1" or precision == "3":
        story.say("where", Where(name, kind="province", place=place), story.span(column))
    else:
        story.say("where", Where(name, "near" if precision == "2" else "at", place=place), story.span(column))


def _who(story: Story) -> None:
    """In a battle neither actor is said to attack: both are told as taking part; else the second is hit."""
    battle = story.cells.get("event_type", "").lower() == "battles"
    for column in ("actor1", "actor2") if battle else ("actor1",):
        if story.has(column):
            actor = Actor(story.cells[column], _kind_of(story.cells[column]))
            story.say("perpetrator", actor, story.span(column), "identified")
    if story.has("actor2") and not battle:
        words = story.cells["actor2"]
        category = CATEGORIES.get(story.cells.get("inter2", "")) or category_of(words)
        story.say("target", Target(words, category, "human"), story.span("actor2"))


def _kind_of(actor: str) -> ActorKind:
    if actor.startswith(STATE):
        return "state"
    return "unknown" if actor.startswith(("Unidentified", "Civilians")) else "group"
