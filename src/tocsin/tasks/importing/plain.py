"""A row of a tracker of one's own, told by a mapping."""

from typing import Protocol

from tocsin.gazetteer.base import Gazetteer, Hints, Toponym
from tocsin.tasks.importing.mapping import Mapping
from tocsin.tasks.importing.rows import STAGE, Row
from tocsin.tasks.importing.story import Story, Told, tell
from tocsin.tasks.importing.words import (
    category_of,
    country_in,
    day_in,
    degrees_in,
    kind_in,
    toll_in,
    weapon_in,
)
from tocsin.tasks.locating import country_at
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Source
from tocsin.vocabulary.values import Actor, Place, Target, When, Where

GIVEN_KM = 1.0
"""How exactly coordinates of a table are taken to be where no column says so."""
TELLING = ("start", "place", "latitude", "description", "kind", "target")
"""Of these a row that tells of an attack has one at least."""
PEOPLE: tuple[Slot, ...] = ("killed", "wounded", "abducted")


class Scheme(Protocol):
    """Makes a story of a row."""

    def story(self, row: Row) -> Story | Rejection:
        """Return the story with all its claims, or why the row tells of no attack."""
        ...


class PlainScheme:
    """Tells rows as a mapping says; places without coordinates are looked up in `gazetteer`, if there is one."""

    def __init__(self, mapping: Mapping, name: str, gazetteer: Gazetteer | None = None) -> None:
        self._mapping = mapping
        self._name = name
        self._gazetteer = gazetteer

    def story(self, row: Row) -> Story | Rejection:
        """Return the story with all its claims, or why the row tells of no attack."""
        cells, column = row.cells, self._mapping.column
        published = day_in(cells.get(column("published"), ""), self._mapping.day_first)
        told = Told(
            tracker=self._mapping.tracker,
            row_id=cells.get(column("id"), ""),
            source=Source(cells.get(column("source"), self._mapping.tracker)),
            title=cells.get(column("title"), ""),
            published=published.start if published and published.precision == "day" else None,
            url=cells.get(column("url"), ""),
        )
        if not any(column(name) in cells for name in TELLING):
            return Rejection(
                self._name_of(row), STAGE, "has neither a day, a place, a kind, a target nor a description"
            )
        story = tell(cells, told)
        self._what(story)
        self._when(story)
        self._where(story)
        self._who(story)
        self._harm(story)
        return story

    def _name_of(self, row: Row) -> str:
        return f"{self._name}, line {row.line}"

    def _what(self, story: Story) -> None:
        """The kind by its own column, else by the words of weapon, title and description; else another attack."""
        column = self._mapping.column
        own = story.cells.get(column("kind"), "")
        filled = next(name for name in story.cells)
        span, kind = story.span(column("kind") if own else filled), self._mapping.kinds.get(own, "")
        if not kind:
            for name in ("kind", "weapon", "title", "description"):
                found = kind_in(story.cells.get(column(name), ""))
                if found:
                    kind, span = found.term, story.span(column(name), found.start, found.end)
                    break
        story.say("kind", kind or "other", span)
        story.say("status", "reported", span)
        story.say("trigger", span.quote, span)
        if story.has(column("description")):
            words = story.span(column("description"))
            story.say("evidence", words.quote, words)

    def _when(self, story: Story) -> None:
        first, last = self._mapping.column("start"), self._mapping.column("end")
        if not story.has(first):
            return
        start = day_in(story.cells[first], self._mapping.day_first)
        if start is None:
            story.doubt(first, "day")
            return
        end = day_in(story.cells[last], self._mapping.day_first) if story.has(last) else None
        if end and start.start and end.end and end.end > start.start and start.precision == end.precision == "day":
            story.say("when", When(start.start, end.end, "days"), story.spanning(first, last))
        else:
            story.say("when", start, story.span(first))

    def _where(self, story: Story) -> None:
        column = self._mapping.column
        named = next((column(name) for name in ("place", "admin1", "country") if story.has(column(name))), "")
        point = self._point(story)
        if not named and point:
            words = story.spanning(column("latitude"), column("longitude"))
            story.say("where", Where(point.name, kind="city", place=point), words)
        if not named:
            return
        kind = {column("admin1"): "province", column("country"): "country"}.get(named, "city")
        place = point if kind == "city" else None
        if place is None and kind == "city":
            place = self._looked_up(story, named)
        story.say("where", Where(story.cells[named], kind=kind, place=place), story.span(named))  # type: ignore[arg-type]  # three of its kinds

    def _point(self, story: Story) -> Place | None:
        column = self._mapping.column
        if not (story.has(column("latitude")) and story.has(column("longitude"))):
            return None
        lat = degrees_in(story.cells[column("latitude")], 90)
        lon = degrees_in(story.cells[column("longitude")], 180)
        if lat is None or lon is None:
            story.doubt(column("latitude" if lat is None else "longitude"), "degrees")
            return None
        name = story.cells.get(column("place"), "") or f"{lat}, {lon}"
        km = degrees_in(story.cells.get(column("precision_km"), ""), 20_000)
        km = GIVEN_KM if km is None else km
        country = country_in(story.cells.get(column("country"), "")) or country_at(lat, lon, km)
        admin1 = story.cells.get(column("admin1"), "")
        return Place(f"{self._mapping.tracker}:{name}", name, lat, lon, km, country, admin1)

    def _looked_up(self, story: Story, named: str) -> Place | None:
        if self._gazetteer is None:
            return None
        column, name = self._mapping.column, story.cells[named]
        around = tuple(story.cells[column(one)] for one in ("admin1", "country") if story.has(column(one)))
        country = country_in(story.cells.get(column("country"), ""))
        hints = self._gazetteer.hints(story.report.text, (country,) if country else ())
        return self._gazetteer.resolve(
            [Toponym(0, len(name), name, within=around)], Hints(hints.countries, hints.clues)
        )[0]

    def _who(self, story: Story) -> None:
        column = self._mapping.column
        if story.has(by := column("perpetrator")):
            vague = story.cells[by].casefold() in {"unknown", "unidentified", "n/a", "?"}
            if not vague:
                story.say("perpetrator", Actor(story.cells[by], "unknown"), story.span(by), "identified")
        if story.has(hit := column("target")):
            words = story.cells[hit]
            story.say("target", Target(words, category_of(words)), story.span(hit))
        if story.has(weapon := column("weapon")):
            found = weapon_in(story.cells[weapon])
            if found:
                story.say("weapon", found, story.span(weapon))
            else:
                story.doubt(weapon, "weapon that is known")

    def _harm(self, story: Story) -> None:
        for slot in PEOPLE:
            if story.has(name := self._mapping.column(slot)):
                toll = toll_in(story.cells[name])
                if toll is None:
                    story.doubt(name, "number of people")
                else:
                    story.say(slot, toll, story.span(name))
        if story.has(name := self._mapping.column("damage")):
            story.say("damage", story.cells[name], story.span(name))
