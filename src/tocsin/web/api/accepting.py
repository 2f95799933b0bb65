"""Which format a request wants: by the name in its address, else by its header Accept (RFC 9110)."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message

from starlette.exceptions import HTTPException

from tocsin.errors import InputError

JSON = "json"
CSV = "text/csv"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One alternative of a header Accept: a type, the profile of it (RFC 6906), and how much it is wanted."""

    media_type: str
    profile: str
    weight: float


def chosen(name: str, accept: str, media_types: Mapping[str, str]) -> str:
    """Return the name of the format that is wanted, of `media_types`, which has the type of each.

    The first of several formats of one type is meant where no profile says otherwise, and `json` where anything will
    do. Raises InputError for a `name` that is not there, HTTPException (406) if none is accepted.
    """
    if name:
        if name not in media_types:
            raise InputError(f"there is no format {name!r}; there are {', '.join(media_types)}")
        return name
    alternatives = sorted(_alternatives(accept or "*/*"), key=lambda one: -one.weight)
    for wanted in alternatives:
        for found, media_type in media_types.items():
            if wanted.weight > 0 and _fits(wanted, media_type) and wanted.profile in ("", found):
                return found
    known = ", ".join(dict.fromkeys(media_types.values()))
    raise HTTPException(406, f"None of these types is there for this; there are {known}, or give format=NAME.")


def _alternatives(accept: str) -> list[Wanted]:
    found = []
    for part in accept.split(","):
        message = Message()
        message["content-type"] = part.strip()
        weight = str(message.get_param("q", "1"))
        profile = str(message.get_param("profile", ""))
        found.append(Wanted(part.split(";")[0].strip().lower(), profile, _weight(weight)))
    return found


def _weight(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def _fits(wanted: Wanted, media_type: str) -> bool:
    family = wanted.media_type.removesuffix("*")
    whole_family = family.endswith("/") and media_type.startswith(family)
    return wanted.media_type in ("*/*", media_type) or whole_family
