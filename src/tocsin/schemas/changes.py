"""What an action changed."""

from tocsin.schemas.shape import Count, Shape


class Changes(Shape):
    """The ids of incidents by what became of them; `unsure_pairs` is how many new pairs a person should see."""

    mentions: Count
    new_incidents: list[str]
    changed_incidents: list[str]
    gone_incidents: list[str]
    unsure_pairs: Count
