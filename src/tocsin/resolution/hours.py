"""Times of day in the words of a report: by the clock, or by what people call them."""

import re

CLOCK_12 = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?\s?m\b", re.IGNORECASE)
CLOCK_24 = re.compile(
    r"(?:\b(?:at|around|about|after|before|by|from|until)\s+(?:about\s+|around\s+)?([01]?\d|2[0-3])[.:]"
    r"|\b([01]?\d|2[0-3]):)([0-5]\d)\b(?!\s?[ap]\.?\s?m\b)",
    re.IGNORECASE,
)
"""21:15, and 21.15 where a word before it shows that this is no number."""
TIMES_OF_DAY: dict[str, tuple[float, float]] = {
    "midnight": (0, 0), "dawn": (5, 6.5), "sunrise": (5, 7), "daybreak": (5, 6.5), "morning": (6, 11.5),
    "noon": (12, 12), "midday": (11.5, 12.5), "lunch": (12, 14), "afternoon": (12.5, 18), "sunset": (17, 20),
    "dusk": (17, 20), "evening": (17.5, 22), "nightfall": (18, 21),
}  # fmt: skip
NIGHT = re.compile(r"\b(?:over)?night\b", re.IGNORECASE)
HOUR_WORD = re.compile(rf"\b({'|'.join(TIMES_OF_DAY)})\b", re.IGNORECASE)
Hours = tuple[float, float]
"""From when to when, in hours from midnight; both the same for a time by the clock."""


def hours_in(text: str) -> tuple[Hours, ...]:
    """Return the times of day that `text` tells, in their order: those by the clock, else what people call them."""
    exact = {int(worded or bare) + int(minute) / 60 for worded, bare, minute in CLOCK_24.findall(text)}
    exact |= {
        int(hour) % 12 + (12 if half in "pP" else 0) + int(minute or 0) / 60
        for hour, minute, half in CLOCK_12.findall(text)
        if 1 <= int(hour) <= 12
    }
    found = {(hour, hour) for hour in exact} or {TIMES_OF_DAY[word.lower()] for word in HOUR_WORD.findall(text)}
    return tuple(sorted(found))
