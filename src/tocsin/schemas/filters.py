"""What can be asked of incidents: the options of a selection, named as on the command line."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from tocsin.vocabulary.terms import Kind, Status

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _day(value: Any) -> Any:
    if isinstance(value, str) and _DAY.fullmatch(value) is None:
        raise ValueError("write the day as year-month-day, such as 2020-08-15")
    return value


def _yes_or_no(value: Any) -> Any:
    if isinstance(value, str) and value not in {"true", "false"}:
        raise ValueError("give true or false")
    return value


Day = Annotated[date, BeforeValidator(_day)]
YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Name = Annotated[str, StringConstraints(max_length=200)]
Cursor = Annotated[str, StringConstraints(max_length=2000)]


class Asking(BaseModel):
    """What somebody asks for; a name that is not known is a mistake and is told."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Filters(Asking):
    """Which incidents: those that could have been on these days and match all that is given."""

    since: Day | None = Field(default=None, description="First day.")
    until: Day | None = Field(default=None, description="Last day, included.")
    near: Name = Field(default="", description="Around a place: its name, or LAT,LON.", examples=["Basra", "33.3,44.4"])
    within: float = Field(default=25.0, gt=0, le=20_100, allow_inf_nan=False, description="Kilometres around it.")
    country: str = Field(default="", pattern="^([A-Za-z]{2})?$", description="Two letters of ISO 3166.")
    kind: list[Kind] = Field(default_factory=list, max_length=50, description="May be given more than once.")
    actor: Name = Field(default="", description="By this perpetrator.")
    status: list[Status] = Field(default_factory=list, max_length=50, description="May be given more than once.")
    min_confidence: float = Field(default=0.0, ge=0, le=1, alias="min-confidence", description="At least this sure.")
    disputed: YesOrNo | None = Field(
        default=None, description="Only those that sources contradict each other in, or only the others."
    )
