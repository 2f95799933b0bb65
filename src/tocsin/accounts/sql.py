"""Accounts in a database, SQLite or PostgreSQL: each method one transaction."""

import contextlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Connection, Engine, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from tocsin.accounts.base import Deed, Token, User
from tocsin.accounts.tables import audit, links, sessions, tokens, users, visits
from tocsin.errors import AccountsError
from tocsin.vocabulary.identity import Right

NOTED = timedelta(minutes=10)
"""How exactly it is kept when a session or token was last used: not every request is a write."""
AWAY = timedelta(minutes=30)
"""After so long without a sign of somebody their visit has ended."""
_USER = (users.c.name, users.c.role, users.c.made, users.c.active, users.c.once)
_TOKEN = (tokens.c.id, tokens.c.user, tokens.c.words, tokens.c.rights, tokens.c.made, tokens.c.ends, tokens.c.used)


class SqlAccounts:
    """Keeps accounts in a database. Safe for several threads and several programs."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._translating(), self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            self._translating(),
            self._engine.connect().execution_options(tocsin_writing=True) as connection,
            connection.begin(),
        ):
            yield connection

    @contextlib.contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            said = getattr(error, "orig", None) or error
            raise AccountsError(f"the users cannot be read or kept: {said}") from error

    # users

    def users(self) -> tuple[User, ...]:
        """Return all users by name."""
        with self._reading() as connection:
            return tuple(User(*row) for row in connection.execute(select(*_USER).order_by(users.c.name)))

    def user(self, name: str) -> User | None:
        """Return a user, or None."""
        with self._reading() as connection:
            row = connection.execute(select(*_USER).where(users.c.name == name)).first()
            return None if row is None else User(*row)

    def add_user(self, user: User, password: str) -> None:
        """Add a user with the hash `password`."""
        values = {"name": user.name, "role": user.role, "made": user.made, "active": user.active, "once": user.once}
        with self._writing() as connection:
            try:
                connection.execute(insert(users).values(password=password, **values))
            except IntegrityError as error:
                raise AccountsError(f"there is a user {user.name} already; choose another name") from error

    def change_user(self, user: User) -> None:
        """Keep the role of a user and whether they may come in; who may not is signed out."""
        with self._writing() as connection:
            change = update(users).where(users.c.name == user.name).values(role=user.role, active=user.active)
            _needs_one(connection.execute(change).rowcount, user.name)
            if not user.active:
                connection.execute(delete(sessions).where(sessions.c.user == user.name))

    def set_password(self, name: str, password: str, once: bool) -> None:
        """Keep a new hash; all sessions of the user end."""
        with self._writing() as connection:
            change = update(users).where(users.c.name == name).values(password=password, once=once)
            _needs_one(connection.execute(change).rowcount, name)
            connection.execute(delete(sessions).where(sessions.c.user == name))

    def password(self, name: str) -> str | None:
        """Return the hash of a user's password."""
        with self._reading() as connection:
            return connection.execute(select(users.c.password).where(users.c.name == name)).scalar()

    # who comes from an OpenID Connect provider

    def link(self, name: str, issuer: str, subject: str | None) -> None:
        """Keep who a user is at a provider."""
        with self._writing() as connection:
            connection.execute(delete(links).where(links.c.user == name))
            try:
                connection.execute(insert(links).values(user=name, issuer=issuer, subject=subject))
            except IntegrityError as error:
                raise AccountsError(f"there is no user {name}, or somebody else is {subject} at {issuer}") from error

    def link_of(self, name: str) -> tuple[str, str | None] | None:
        """Return the provider of a user and who they are there."""
        with self._reading() as connection:
            row = connection.execute(select(links.c.issuer, links.c.subject).where(links.c.user == name)).first()
            return None if row is None else (row.issuer, row.subject)

    def linked(self, issuer: str, subject: str) -> User | None:
        """Return the user who is `subject` at a provider."""
        query = select(*_USER).join(links).where(links.c.issuer == issuer, links.c.subject == subject)
        with self._reading() as connection:
            row = connection.execute(query).first()
            return None if row is None else User(*row)

    # sessions and tokens

    def open_session(self, name: str, digest: str, at: datetime) -> None:
        """Open a session of a user."""
        with self._writing() as connection:
            connection.execute(insert(sessions).values(digest=digest, user=name, opened=at, used=at))

    def session(self, digest: str, opened_since: datetime, used_since: datetime, at: datetime) -> User | None:
        """Return the user of a session, and note that it is used."""
        lasts = (sessions.c.opened >= opened_since, sessions.c.used >= used_since)
        query = (
            select(*_USER, sessions.c.used).join(sessions).where(sessions.c.digest == digest, *lasts, users.c.active)
        )
        with self._reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        if at - row.used > NOTED:
            with self._writing() as connection:
                connection.execute(update(sessions).where(sessions.c.digest == digest).values(used=at))
        return User(*row[:-1])

    def close_session(self, digest: str) -> None:
        """End a session."""
        with self._writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.digest == digest))

    def add_token(self, token: Token, digest: str) -> None:
        """Keep a token."""
        rights = " ".join(sorted(token.rights))
        values = {"id": token.id, "user": token.user, "words": token.words, "made": token.made, "ends": token.ends}
        with self._writing() as connection:
            connection.execute(insert(tokens).values(digest=digest, rights=rights, **values))

    def tokens(self, user: str = "") -> tuple[Token, ...]:
        """Return the tokens of a user, or all, by when they were made."""
        query = select(*_TOKEN).order_by(tokens.c.made, tokens.c.id)
        with self._reading() as connection:
            rows = connection.execute(query.where(tokens.c.user == user) if user else query)
            return tuple(_token(row) for row in rows)

    def token(self, digest: str, at: datetime) -> tuple[User, Token] | None:
        """Return the token with this digest, with its user, and note that it is used."""
        lasts = or_(tokens.c.ends.is_(None), tokens.c.ends > at)
        query = select(*_USER, *_TOKEN).join_from(tokens, users)
        query = query.where(tokens.c.digest == digest, lasts, users.c.active)
        with self._reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        found = _token(row[len(_USER) :])
        if found.used is None or at - found.used > NOTED:
            with self._writing() as connection:
                connection.execute(update(tokens).where(tokens.c.digest == digest).values(used=at))
        return User(*row[: len(_USER)]), found

    def drop_token(self, id_: str) -> bool:
        """Take a token away."""
        with self._writing() as connection:
            return connection.execute(delete(tokens).where(tokens.c.id == id_)).rowcount > 0

    # visits and the audit

    def visit(self, name: str, at: datetime) -> datetime | None:
        """Note that somebody is here; return when their visit before this one ended."""
        query = select(visits.c.here, visits.c.before).where(visits.c.name == name)
        with self._reading() as connection:
            row = connection.execute(query).first()
        if row is not None and at - row.here <= NOTED:
            return cast("datetime | None", row.before)
        before = None if row is None else row.here if at - row.here > AWAY else row.before
        with self._writing() as connection:
            connection.execute(delete(visits).where(visits.c.name == name))
            connection.execute(insert(visits).values(name=name, here=at, before=before))
        return before

    def note(self, deed: Deed) -> None:
        """Append to the audit."""
        names = ("at", "who", "what", "subject", "address", "details")
        with self._writing() as connection:
            connection.execute(insert(audit).values({name: getattr(deed, name) for name in names}))

    def deeds(self, before: int = 0, limit: int = 100) -> Iterator[Deed]:
        """Yield the newest rows of the audit."""
        a = audit.c
        query = select(a.at, a.who, a.what, a.subject, a.address, a.details, a.number).order_by(a.number.desc())
        query = query.where(a.number < before) if before else query
        with self._reading() as connection:
            rows = connection.execute(query.limit(limit)).all()
        yield from (Deed(*row) for row in rows)

    def count(self, what: str, since: datetime, who: str = "", address: str = "") -> int:
        """Return how often `what` was done since then."""
        query = select(func.count()).select_from(audit).where(audit.c.what == what, audit.c.at >= since)
        query = query.where(audit.c.who == who) if who else query
        query = query.where(audit.c.address == address) if address else query
        with self._reading() as connection:
            return int(connection.execute(query).scalar_one())


def _needs_one(changed: int, name: str) -> None:
    if not changed:
        raise AccountsError(f"there is no user {name}; tocsin users lists them")


def _token(row: Any) -> Token:
    id_, user, words, rights, made, ends, used = row
    return Token(id_, user, words, frozenset(cast("list[Right]", rights.split())), made, ends, used)
