"""The seam of accounts: users, sessions, tokens and visits, and an audit that is only ever added to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from tocsin.vocabulary.identity import Right, Role


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in. `once`: their password is good for choosing another one and for nothing else."""

    name: str
    role: Role
    made: datetime
    active: bool = True
    once: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A key for programs that act for `user`, with the rights it was made for; `ends` None: it does not end."""

    id: str
    user: str
    words: str
    rights: frozenset[Right]
    made: datetime
    ends: datetime | None = None
    used: datetime | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did: `what` in one word or two ("sign in", "merge"), to which `subject`, from which address."""

    at: datetime
    who: str
    what: str
    subject: str = ""
    address: str = ""
    details: str = ""
    number: int = field(default=0, compare=False)


class Accounts(Protocol):
    """Keeps the accounts of one tracker. Every method is one transaction.

    Secrets come hashed: passwords slowly, session and token keys as SHA-256. Raises AccountsError.
    """

    def close(self) -> None:
        """Give back what is held; closing twice is no error."""
        ...

    # users

    def users(self) -> tuple[User, ...]:
        """Return all users by name."""
        ...

    def user(self, name: str) -> User | None:
        """Return a user, or None."""
        ...

    def add_user(self, user: User, password: str) -> None:
        """Add a user with the hash `password`. Raises AccountsError for a name that is taken."""
        ...

    def change_user(self, user: User) -> None:
        """Keep the role of a user and whether they may come in. Raises AccountsError where there is none."""
        ...

    def set_password(self, name: str, password: str, once: bool) -> None:
        """Keep a new hash; all sessions of the user end. Raises AccountsError where there is none."""
        ...

    def password(self, name: str) -> str | None:
        """Return the hash of a user's password, None where there is no such user."""
        ...

    # who comes from an OpenID Connect provider

    def link(self, name: str, issuer: str, subject: str | None) -> None:
        """Keep that a user is `subject` at the provider `issuer`, or with None, that it is not known yet which.

        Raises AccountsError where there is no such user, or another is that subject.
        """
        ...

    def link_of(self, name: str) -> tuple[str, str | None] | None:
        """Return the provider of a user and who they are there, None for users with a password."""
        ...

    def linked(self, issuer: str, subject: str) -> User | None:
        """Return the user who is `subject` at the provider `issuer`, or None."""
        ...

    # sessions and tokens

    def open_session(self, name: str, digest: str, at: datetime) -> None:
        """Open a session of a user."""
        ...

    def session(self, digest: str, opened_since: datetime, used_since: datetime, at: datetime) -> User | None:
        """Return the user of a session that was opened and used late enough, and note that it is used `at`.

        Uses within ten minutes of the last that is known are not noted. None for users who may not come in.
        """
        ...

    def close_session(self, digest: str) -> None:
        """End a session; that there is none is no error."""
        ...

    def add_token(self, token: Token, digest: str) -> None:
        """Keep a token."""
        ...

    def tokens(self, user: str = "") -> tuple[Token, ...]:
        """Return the tokens of a user, or all, by when they were made."""
        ...

    def token(self, digest: str, at: datetime) -> tuple[User, Token] | None:
        """Return the token with this digest that has not ended, with its user, and note that it is used `at`."""
        ...

    def drop_token(self, id_: str) -> bool:
        """Take a token away; return whether there was one."""
        ...

    # visits and the audit

    def visit(self, name: str, at: datetime) -> datetime | None:
        """Note that somebody is here `at`; return when their visit before this one ended, None at the first.

        A visit ends where half an hour passes without a sign of them.
        """
        ...

    def note(self, deed: Deed) -> None:
        """Append to the audit; its rows are never changed and never deleted."""
        ...

    def deeds(self, before: int = 0, limit: int = 100) -> Iterator[Deed]:
        """Yield the newest rows of the audit, those before the row `before` if it is given."""
        ...

    def count(self, what: str, since: datetime, who: str = "", address: str = "") -> int:
        """Return how often `what` was done since then, by `who` or from `address` where they are given."""
        ...
