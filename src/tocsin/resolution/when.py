"""Comparisons of days and times of day. Each states its finding in its docstring, which the reviewer reads."""

from tocsin.resolution.facets import DAY, Days, Facets, both_sure
from tocsin.resolution.findings import Finding
from tocsin.resolution.hours import Hours

SHORT = 3
"""Ranges up to so many days are as good as a day: an attack overnight, a day told from either side of midnight."""
WEEK, MONTH = 7, 31
"""Of how many days one is told as its longer time: from one to another, and by the name of a month."""
FAR_DAYS = 2
FAR_DAYS_VAGUE = 5
"""From how many days apart on two days, or two longer times, have nothing to do with each other."""
NEWS_DAYS, OLD_DAYS = 7, 14
"""A report that gives no day tells of the last days; after so many it would say when it was."""
SAME_HOURS, OTHER_HOURS, OTHER_CLOCK = 1.5, 4.0, 3.0
AHEAD = frozenset({"threatened", "planned"})


def same_day(first: Facets, second: Facets) -> Finding | None:
    """Both tell of the same day."""
    one, other = first.days, second.days
    if one is None or other is None or one.gap(other) or max(one.length, other.length) > SHORT:
        return None
    return Finding(1.0 if one == other else 0.7, _told(one, other))


def days_meet(first: Facets, second: Facets) -> Finding | None:
    """One tells of a longer time, which the day of the other lies in."""
    one, other = first.days, second.days
    if one is None or other is None or one.gap(other) or max(one.length, other.length) <= SHORT:
        return None
    longer = first if one.length >= other.length else second
    # "In March" may be any day of it; "from March 1 to 31" tells of something that went on.
    usual = MONTH if longer.vague else WEEK
    return Finding(min(1.0, usual / max(one.length, other.length)), _told(one, other))


def next_day(first: Facets, second: Facets) -> Finding | None:
    """One tells of the day after that of the other."""
    one, other = first.days, second.days
    return (
        Finding(both_sure(first, second, "when"), _told(one, other)) if one and other and one.gap(other) == 1 else None
    )


def dates_disjoint(first: Facets, second: Facets) -> Finding | None:
    """They tell of days that lie apart."""
    one, other = first.days, second.days
    if one is None or other is None or one.gap(other) <= 1:
        return None
    far = FAR_DAYS if max(one.length, other.length) <= SHORT else FAR_DAYS_VAGUE
    return Finding(min(1.0, one.gap(other) / far) * both_sure(first, second, "when"), _told(one, other))


def told_at_one_time(first: Facets, second: Facets) -> Finding | None:
    """One gives no day, and was published about when the other happened or was published."""
    gap = _news_gap(first, second)
    return Finding(1 - gap / NEWS_DAYS, f"{gap} days apart") if gap is not None and gap < NEWS_DAYS else None


def told_long_after(first: Facets, second: Facets) -> Finding | None:
    """One gives no day, as news does, but was published long after the other happened."""
    gap = _news_gap(first, second)
    if gap is None or gap < NEWS_DAYS or not all(facets.main for facets in (first, second) if facets.days is None):
        return None
    return Finding(min(1.0, gap / OLD_DAYS), f"{gap} days apart")


def told_before_it_was(first: Facets, second: Facets) -> Finding | None:
    """One was published before the other happened."""
    for report, incident in ((first, second), (second, first)):
        if not report.published or not incident.days or incident.status in AHEAD:
            continue
        if report.published < incident.days.start - DAY:
            return Finding(1.0, f"published on {report.published}, happened on {incident.days.start}")
    return None


def same_hour(first: Facets, second: Facets) -> Finding | None:
    """Both tell of the same time of day."""
    gap = _hours_apart(first, second)
    return Finding(1.0, _hours(first, second)) if gap is not None and gap <= SAME_HOURS else None


def other_hour(first: Facets, second: Facets) -> Finding | None:
    """They tell of different times of day."""
    gap = _hours_apart(first, second)
    return Finding(min(1.0, gap / 8), _hours(first, second)) if gap is not None and gap >= OTHER_HOURS else None


def other_clock(first: Facets, second: Facets) -> Finding | None:
    """They give times by the clock that lie hours apart."""
    clocks = [tuple(hours for hours in facets.hours if hours[0] == hours[1]) for facets in (first, second)]
    if not all(clocks) or first.days != second.days or first.days is None or first.days.length > 1:
        return None
    gap = min(abs(one[0] - other[0]) for one in clocks[0] for other in clocks[1])
    return Finding(1.0, _hours(first, second)) if gap >= OTHER_CLOCK else None


def _news_gap(first: Facets, second: Facets) -> int | None:
    """Days between the times of two entries of which one gives no day; None if both do, or nothing tells a time."""
    if first.days and second.days:
        return None
    one, other = _about(first), _about(second)
    return one.gap(other) if one and other else None


def _about(facets: Facets) -> Days | None:
    """The days, else the day of publication and the two before it."""
    if facets.days is not None:
        return facets.days
    return Days(facets.published - 2 * DAY, facets.published) if facets.published else None


def _told(one: Days, other: Days) -> str:
    return f"{_range(one)} and {_range(other)}"


def _range(days: Days) -> str:
    return days.start.isoformat() if days.start == days.end else f"{days.start.isoformat()} to {days.end.isoformat()}"


def _hours_apart(first: Facets, second: Facets) -> float | None:
    one_day = first.days is not None and first.days == second.days and first.days.length == 1
    apart = _within_the_day if one_day else _around_the_clock
    gaps = [apart(one, other) for one in first.hours for other in second.hours]
    return min(gaps) if gaps else None


def _within_the_day(one: Hours, other: Hours) -> float:
    """Hours between two times of one day."""
    return max(0.0, one[0] - other[1], other[0] - one[1])


def _around_the_clock(one: Hours, other: Hours) -> float:
    """Hours between two times of day, by the shorter way around the clock."""
    if one[0] <= other[1] and other[0] <= one[1]:
        return 0.0
    ahead, back = (other[0] - one[1]) % 24, (one[0] - other[1]) % 24
    return min(ahead, back)


def _hours(first: Facets, second: Facets) -> str:
    return " and ".join(", ".join(f"{int(low)}:{int(low % 1 * 60):02}" for low, _ in f.hours) for f in (first, second))
