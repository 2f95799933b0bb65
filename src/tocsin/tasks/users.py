"""`tocsin users`: who may use the site, how they come in, and what they did."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import cast

from tocsin.accounts.base import Accounts, Deed, Token, User
from tocsin.accounts.opening import open_accounts as open_at
from tocsin.accounts.secrets import digest_of, hash_password, matches, new_key, new_password
from tocsin.errors import AccountsError
from tocsin.settings import Settings
from tocsin.vocabulary.identity import RIGHTS, ROLE_RIGHTS, ROLES, Identity, Right, Role

NAME = re.compile(r"[^\W_][\w .@'-]{0,63}")
"""What a user may be called: up to 64 letters, digits and a few marks between them."""
FIRST = "admin"
SIGN_IN, FAILED = "sign in", "sign in failed"
IDLE, LONGEST = timedelta(days=7), timedelta(days=30)
"""How long a session lasts that nobody uses, and how long one lasts at most."""
WINDOW = timedelta(minutes=15)
TRIES, TRIES_FOR_NAME, TRIES_FROM_ADDRESS = 5, 30, 50
"""So many failed tries within the window are borne for one name from one address, for one name, from one address."""
TOKEN_MARK = "tcs_"  # noqa: S105  what tokens begin with, so that scanners for leaked keys know them


@dataclass(frozen=True, slots=True)
class Caller:
    """Who does something to accounts, and from which address."""

    name: str
    address: str = ""


class TooManyTries(AccountsError):  # noqa: N818  a state, no fault
    """Somebody tried too often to sign in."""


class WrongPassword(AccountsError):  # noqa: N818  likewise
    """Name and password do not belong together."""


def open_accounts(settings: Settings) -> Accounts:
    """Return the accounts that the settings name, those beside the ledger where they name none.

    The ledger is to be opened first: it takes no database that holds something else alone. Raises AccountsError.
    """
    return open_at(settings.accounts or settings.tracker)


def first_password(accounts: Accounts) -> str | None:
    """Make an admin where there are no users yet; return the password that they choose their own with, else None."""
    if accounts.users():
        return None
    return add_user(accounts, FIRST, "admin", Caller(FIRST))


def add_user(accounts: Accounts, name: str, role: str, caller: Caller) -> str:
    """Add a user and return the password with which they choose their own. Raises AccountsError."""
    name = sound_name(name)
    password = new_password()
    user = User(name, sound_role(role), datetime.now(UTC), once=True)
    accounts.add_user(user, hash_password(password))
    _note(accounts, caller, "add user", name, role)
    return password


def change_role(accounts: Accounts, name: str, role: str, caller: Caller) -> User:
    """Give a user another role. Raises AccountsError, also where no admin would be left."""
    user = replace(_known(accounts, name), role=sound_role(role))
    _keep_an_admin(accounts, user)
    accounts.change_user(user)
    _note(accounts, caller, "change role", name, role)
    return user


def bar_user(accounts: Accounts, name: str, barred: bool, caller: Caller) -> User:
    """Keep a user out, or let them in again; what they did stays theirs. Raises AccountsError."""
    user = replace(_known(accounts, name), active=not barred)
    _keep_an_admin(accounts, user)
    accounts.change_user(user)
    _note(accounts, caller, "bar user" if barred else "let user in", name)
    return user


def reset_password(accounts: Accounts, name: str, caller: Caller) -> str:
    """Return a new password for somebody who forgot theirs; they choose their own with it. Raises AccountsError."""
    _known(accounts, name)
    password = new_password()
    accounts.set_password(name, hash_password(password), once=True)
    _note(accounts, caller, "reset password", name)
    return password


def choose_password(accounts: Accounts, name: str, old: str, new: str, caller: Caller) -> None:
    """Let a user choose a password; all their sessions end. Raises AccountsError, WrongPassword."""
    _bear(accounts, name, caller.address)
    if not matches(old, accounts.password(name)):
        _note(accounts, caller, FAILED, name)
        raise WrongPassword("this is not your password until now")
    if new == old:
        raise AccountsError("the new password is the old one; choose another")
    accounts.set_password(name, hash_password(new), once=False)
    _note(accounts, caller, "choose password", name)


def sign_in(accounts: Accounts, name: str, password: str, address: str) -> tuple[str, User]:
    """Return the key of a new session and its user. Raises TooManyTries, WrongPassword.

    Which of name and password is wrong is not told, and takes no less time to say.
    """
    name = " ".join(name.split())[:64]
    caller = Caller(name, address)
    _bear(accounts, name, address)
    user = accounts.user(name)
    if not matches(password, accounts.password(name)) or user is None or not user.active:
        _note(accounts, caller, FAILED, name)
        raise WrongPassword("no user has this name and this password")
    key = new_key()
    accounts.open_session(name, digest_of(key), datetime.now(UTC))
    _note(accounts, caller, SIGN_IN, name)
    return key, user


def sign_out(accounts: Accounts, key: str, caller: Caller) -> None:
    """End a session."""
    accounts.close_session(digest_of(key))
    _note(accounts, caller, "sign out", caller.name)


def user_of_session(accounts: Accounts, key: str) -> User | None:
    """Return whose session this key opens, None where it opens none."""
    now = datetime.now(UTC)
    return accounts.session(digest_of(key), now - LONGEST, now - IDLE, now)


def identity_of_token(accounts: Accounts, key: str) -> Identity | None:
    """Return who a program with this token acts for: with the rights of the token that the user still has."""
    found = accounts.token(digest_of(key), datetime.now(UTC)) if key.startswith(TOKEN_MARK) else None
    if found is None:
        return None
    user, token = found
    if user.once:
        return None
    return Identity(user.name, user.role, ROLE_RIGHTS[user.role] & token.rights, "token")


def make_token(
    accounts: Accounts, user: str, words: str, rights: Sequence[str], days: int | None, caller: Caller
) -> tuple[Token, str]:
    """Return a new token of a user and its key, which is shown this once. Raises AccountsError."""
    owner = _known(accounts, user)
    wanted = frozenset(sound_rights(rights))
    if beyond := wanted - ROLE_RIGHTS[owner.role]:
        raise AccountsError(f"{user} is {owner.role} and cannot give the right to {', '.join(sorted(beyond))}")
    if days is not None and not 1 <= days <= 3660:
        raise AccountsError(f"a token lasts 1 to 3,660 days, not {days}")
    key, now = TOKEN_MARK + new_key(), datetime.now(UTC)
    ends = None if days is None else now + timedelta(days=days)
    token = Token(f"tok-{digest_of(key)[:8]}", user, " ".join(words.split())[:200], wanted, now, ends)
    accounts.add_token(token, digest_of(key))
    _note(accounts, caller, "make token", token.id, f"{user}: {' '.join(sorted(wanted))}")
    return token, key


def drop_token(accounts: Accounts, id_: str, caller: Caller) -> None:
    """Take a token away. Raises AccountsError where there is none."""
    if not accounts.drop_token(id_):
        raise AccountsError(f"there is no token {id_}")
    _note(accounts, caller, "drop token", id_)


def note_deed(accounts: Accounts, caller: Caller, what: str, subject: str, details: str = "") -> None:
    """Keep in the audit what somebody did."""
    _note(accounts, caller, what, subject, details)


def sound_name(name: str) -> str:
    """Return `name` in the one form in which it is kept. Raises AccountsError for what is no name."""
    found = unicodedata.normalize("NFKC", " ".join(name.split()))
    if not NAME.fullmatch(found):
        raise AccountsError(f"{name!r} is no name for a user: up to 64 letters and digits, with . @ ' - _ between them")
    return found


def sound_role(role: str) -> Role:
    """Return `role`. Raises AccountsError for one that there is not."""
    if role not in ROLES:
        raise AccountsError(f"no such role: {role!r}; there are {', '.join(ROLES)}")
    return cast("Role", role)


def sound_rights(rights: Sequence[str]) -> tuple[Right, ...]:
    """Return `rights`. Raises AccountsError for one that there is not, and for none."""
    unknown = [right for right in rights if right not in RIGHTS]
    if unknown or not rights:
        raise AccountsError(f"no such right: {(unknown or ['none'])[0]!r}; there are {', '.join(RIGHTS)}")
    return tuple(cast("Sequence[Right]", rights))


def _bear(accounts: Accounts, name: str, address: str) -> None:
    """Raise TooManyTries where too many of the last tries failed."""
    since = datetime.now(UTC) - WINDOW
    if (
        accounts.count(FAILED, since, name, address) >= TRIES
        or accounts.count(FAILED, since, who=name) >= TRIES_FOR_NAME
        or accounts.count(FAILED, since, address=address) >= TRIES_FROM_ADDRESS
    ):
        raise TooManyTries(f"too many tries; wait {int(WINDOW.total_seconds() // 60)} minutes")


def _known(accounts: Accounts, name: str) -> User:
    user = accounts.user(name)
    if user is None:
        raise AccountsError(f"there is no user {name}; tocsin users lists them")
    return user


def _keep_an_admin(accounts: Accounts, changed: User) -> None:
    others = (user for user in accounts.users() if user.name != changed.name)
    if not any(user.role == "admin" and user.active for user in (changed, *others)):
        raise AccountsError(f"{changed.name} is the only admin; make another one first")


def _note(accounts: Accounts, caller: Caller, what: str, subject: str, details: str = "") -> None:
    accounts.note(Deed(datetime.now(UTC), caller.name, what, subject, caller.address, details))
