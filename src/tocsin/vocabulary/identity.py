"""An identity: who asks, and what they may do."""

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["viewer", "reviewer", "admin"]
Right = Literal["read", "add", "review", "admin"]
"""What can be done: look; add reports; decide on incidents and sources; see to users and settings."""
Way = Literal["session", "token", "local"]
"""How somebody came in: by signing in, by an API token, or as the only user of a program without login."""

ROLES: tuple[str, ...] = get_args(Role)
RIGHTS: tuple[Right, ...] = get_args(Right)
ROLE_RIGHTS: dict[Role, frozenset[Right]] = {
    "viewer": frozenset({"read"}),
    "reviewer": frozenset({"read", "add", "review"}),
    "admin": frozenset(RIGHTS),
}
"""What each role may do; a token has those of them that it was made for."""


@dataclass(frozen=True, slots=True)
class Identity:
    """`name` is the author of whatever is decided; `rights` are what may be done."""

    name: str
    role: Role
    rights: frozenset[Right]
    way: Way

    def may(self, right: Right) -> bool:
        """Whether this one has `right`."""
        return right in self.rights
