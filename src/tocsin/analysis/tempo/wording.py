"""Words for figures: probabilities as analysts say them, days, odds, ratios."""

from datetime import date

TERMS = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.01, "almost certain"),
)
"""Upper ends of the terms of Intelligence Community Directive 203 (Analytic Standards, 2015), section D.6.e.2.a."""
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def term(probability: float) -> str:
    """Return the term of Intelligence Community Directive 203 for `probability`."""
    return next(word for end, word in TERMS if probability < end)


def percent(probability: float) -> str:
    """Return "72%"; what is nearly sure stays within the 1 to 99 percent that a judgement can claim."""
    return f"{min(max(round(100 * probability), 1), 99)}%"


def how_likely(probability: float) -> str:
    """Return how a sentence begins: "It is likely (72%) that", "There is a roughly even chance (50%) that"."""
    words = term(probability)
    if words.endswith("chance"):
        article = "" if words.startswith("almost") else "a "
        return f"There is {article}{words} ({percent(probability)}) that"
    return f"It is {words} ({percent(probability)}) that"


def days(start: date, end: date) -> str:
    """Return "14 August 2020", "10-14 August 2020" or "30 July to 3 August 2020"."""
    if start == end:
        return _day(end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}-{_day(end)}"
    first = f"{start.day} {MONTHS[start.month - 1]}" if start.year == end.year else _day(start)
    return f"{first} to {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def cases(chance: float, tried: int) -> str:
    """Return how often something happens by chance: "in 1 of 9 cases", "in most cases"; `tried` is how many were."""
    if chance >= 0.7:
        return "in most cases"
    if chance >= 0.4:
        return "in about every second case"
    if chance <= 1.5 / (tried + 1):
        return f"in fewer than 1 of {tried + 1} cases"
    return f"in 1 of {round(1 / chance)} cases"


def times(ratio: float) -> str:
    """Return a ratio to two figures: "2.1", "0.45", "12"; near one to three, "1.03"."""
    if 0.8 < ratio < 1.25:
        return f"{ratio:.3g}"
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.2g}"


def number(value: float) -> str:
    """Return a number to three figures, without needless zeros."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def counted(count: float, noun: str) -> str:
    """Return "1 incident", "11 incidents"; a mean of several draws is rounded."""
    whole = round(count)
    return f"{whole:,} {noun}" if whole == 1 else f"{whole:,} {noun}s"
