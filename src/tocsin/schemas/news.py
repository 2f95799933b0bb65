"""What is new, as events of a stream (server-sent events): the JSON behind `data:`, by the name behind `event:`."""

from datetime import datetime

from tocsin.schemas.shape import Shape


class IncidentNews(Shape):
    """`event: incident`: it is new or was told once more; `title` says what it is in a few words."""

    id: str
    title: str
    first_seen: datetime
    last_seen: datetime
    voices: int


class DecisionNews(Shape):
    """`event: decision`: somebody decided something through this server; `subject` is the review that it made."""

    at: datetime
    author: str
    kind: str
    subject: str
