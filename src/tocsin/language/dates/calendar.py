"""Days, months, seasons and feasts: arithmetic on dates that knows nothing of texts."""

from datetime import date, timedelta

Stretch = tuple[date, date]

FIXED_FEASTS = {
    "new year's eve": (12, 31), "new years eve": (12, 31), "new year's day": (1, 1), "new years day": (1, 1),
    "new year": (1, 1), "epiphany": (1, 6), "orthodox christmas": (1, 7), "valentine's day": (2, 14),
    "st valentine's day": (2, 14), "ides of march": (3, 15), "st patrick's day": (3, 17),
    "saint patrick's day": (3, 17), "nowruz": (3, 21), "may day": (5, 1), "feast of st john": (6, 24),
    "feast of saint john": (6, 24), "st john's day": (6, 24), "bastille day": (7, 14), "assumption day": (8, 15),
    "feast of the assumption": (8, 15), "halloween": (10, 31), "all saints' day": (11, 1), "all souls' day": (11, 2),
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "christmastime": (12, 25),
    "boxing day": (12, 26), "st stephen's day": (12, 26),
}  # fmt: skip
EASTER_FEASTS = {
    "easter sunday": 0, "easter monday": 1, "easter day": 0, "good friday": -2, "holy saturday": -1, "palm sunday": -7,
    "maundy thursday": -3, "ash wednesday": -46, "ascension day": 39, "whit sunday": 49, "whit monday": 50,
    "pentecost": 49, "easter": 0,
}  # fmt: skip


def easter(year: int) -> date:
    """Return Easter Sunday of the Western churches in `year` (Gregorian computus of Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def feast(name: str, year: int) -> date | None:
    """Return the day of the feast `name` (lower case) in `year`, None if it is not known."""
    if name in EASTER_FEASTS:
        return easter(year) + timedelta(days=EASTER_FEASTS[name])
    month_day = FIXED_FEASTS.get(name)
    return make_day(year, *month_day) if month_day else None


def make_day(year: int, month: int, day: int) -> date | None:
    """Return that day, None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_days(day: date, days: int) -> date:
    """Return the day `days` later (earlier if negative), held within the years 1 to 9999."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def shift_months(day: date, months: int) -> date:
    """Return the first of the month that lies `months` after the month of `day`, held within the years 1 to 9999."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    return date(index // 12, index % 12 + 1, 1)


def month_span(year: int, month: int) -> Stretch:
    """Return the first and last day of a month."""
    first = date(year, month, 1)
    last = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
    return first, last


def year_span(year: int) -> Stretch:
    """Return the first and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def week_span(day: date, weeks: int = 0) -> Stretch:
    """Return Monday and Sunday of the week that lies `weeks` after the week of `day`."""
    monday = shift_days(day, 7 * weeks - day.weekday())
    return monday, shift_days(monday, 6)


def season_span(year: int, month: int) -> Stretch:
    """Return the season that begins with `month` (3, 6, 9 or 12) of `year`, by the northern calendar."""
    first = date(year, month, 1)
    last_month = shift_months(first, 2)
    return first, month_span(last_month.year, last_month.month)[1]


def weekday_before(day: date, weekday: int, strict: bool = False) -> date:
    """Return the latest `weekday` (0 is Monday) on or before `day`; before it if `strict`."""
    back = (day.weekday() - weekday) % 7
    return shift_days(day, -(back or 7) if strict else -back)


def weekday_after(day: date, weekday: int, strict: bool = False) -> date:
    """Return the earliest `weekday` (0 is Monday) on or after `day`; after it if `strict`."""
    ahead = (weekday - day.weekday()) % 7
    return shift_days(day, (ahead or 7) if strict else ahead)
