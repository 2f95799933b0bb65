"""Days along an axis: where each lies, and which are named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from tocsin.export.pictures.svg import element, join, words
from tocsin.export.wording import MONTHS

TICKS = 9
STEPS = (1, 2, 7, 14)
MONTHS_APART = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12_000, 120_000)


@dataclass(frozen=True, slots=True)
class Axis:
    """The days `start` to `end`, both included, from `left` to `right`."""

    start: date
    end: date
    left: float
    right: float

    @property
    def days(self) -> int:
        """How many there are."""
        return (self.end - self.start).days + 1

    @property
    def width(self) -> float:
        """How wide a day is."""
        return (self.right - self.left) / self.days

    def x(self, day: date) -> float:
        """Return where `day` begins."""
        return self.left + (day - self.start).days * self.width

    def ticks(self) -> Iterator[date]:
        """Yield the days that are named: every day, Mondays or first days of months, as there is room for them."""
        steps = [step for step in STEPS if self.days / step <= TICKS]
        if steps:
            first = self.start if steps[0] < 7 else self.start + timedelta(days=-self.start.weekday() % 7)
            yield from (first + timedelta(days=at) for at in range(0, (self.end - first).days + 1, steps[0]))
            return
        months = -(-self.days // 30)
        every = next(step for step in MONTHS_APART if months / step <= TICKS)
        year, month = self.start.year, self.start.month
        while date(year, month, 1) <= self.end:
            if date(year, month, 1) >= self.start and (year * 12 + month - 1) % every == 0:
                yield date(year, month, 1)
            year, month = year + month // 12, month % 12 + 1

    def drawn(self, top: float, bottom: float) -> Markup:
        """Return a rule for each named day, from `top` to `bottom`, and its name beneath."""
        parts, last = [], 0
        for day in self.ticks():
            x = self.x(day)
            named = f"{day.day} {MONTHS[day.month - 1]}" if self.days <= 14 * TICKS else f"{MONTHS[day.month - 1]}"
            year = f" {day.year}" if day.year != last else ""
            last = day.year
            if x > self.right - 44:
                continue
            parts.append(element("path", d=f"M{x:.1f},{top:.1f}V{bottom + 4:.1f}", class_="rule"))
            parts.append(words(named + year, x + 2, bottom + 16, "s"))
        return join(parts)
