"""What went wrong, in the one shape that every error has (RFC 9457)."""

from pydantic import Field

from tocsin.schemas.shape import Shape


class Fault(Shape):
    """What is wrong with one part of a request: where it stands, and why."""

    where: list[str | int] = Field(examples=[["query", "since"]])
    reason: str


class Problem(Shape):
    """An error: `type` names its kind, `detail` says in words what to mend."""

    type: str = "about:blank"
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    faults: list[Fault] = Field(default_factory=list)
