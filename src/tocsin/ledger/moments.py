"""Moments as text in UTC that sorts like time itself."""

from datetime import UTC, datetime
from functools import lru_cache


@lru_cache(maxsize=1024)  # the tellings of an incident were seen at a few moments
def write_moment(at: datetime) -> str:
    """Return the aware moment `at` as 2024-05-08T09:00:00.000000+00:00."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def read_moment(text: str) -> datetime:
    """Return the moment that `write_moment` wrote. Raises ValueError."""
    return datetime.fromisoformat(text)
