"""Signing in with an OpenID Connect provider: who of those that it vouches for is whom here."""

import os
from datetime import UTC, datetime

from tocsin.accounts.base import Accounts, Deed, User
from tocsin.accounts.provider import Provider, Told, open_provider
from tocsin.accounts.secrets import digest_of, hash_password, new_key
from tocsin.errors import AccountsError, SettingsError
from tocsin.settings import Settings
from tocsin.tasks.users import FAILED, SIGN_IN, Caller, note_deed, sound_name, sound_role


class NotAdmitted(AccountsError):  # noqa: N818  a state, no fault
    """The provider vouches for somebody, but this site does not know them or keeps them out."""


def provider_of(settings: Settings) -> Provider | None:
    """Return the provider that the settings name, None where they name none. Raises SettingsError."""
    if not settings.oidc_issuer:
        return None
    secret = os.environ.get(settings.oidc_secret_variable, "")
    return open_provider(settings.oidc_issuer, settings.oidc_client, secret, settings.fetch_timeout_s)


def add_provided(accounts: Accounts, name: str, role: str, settings: Settings, caller: Caller) -> User:
    """Add a user who signs in with the provider: whoever comes from there first under this name.

    Raises AccountsError, SettingsError.
    """
    if not settings.oidc_issuer:
        raise SettingsError("there is no provider; set oidc_issuer to its address")
    user = _added(accounts, name, role)
    accounts.link(user.name, settings.oidc_issuer, None)
    note_deed(accounts, caller, "add user", user.name, f"{user.role}, from {settings.oidc_issuer}")
    return user


def enter(accounts: Accounts, settings: Settings, told: Told, address: str) -> tuple[str, User]:
    """Return the key of a new session and its user, for somebody of whom the provider `told`.

    Whoever came before is known by what never changes. Raises NotAdmitted, AccountsError.
    """
    try:
        user = accounts.linked(settings.oidc_issuer, told.subject) or _first_time(accounts, settings, told, address)
        if not user.active:
            raise NotAdmitted(f"{user.name} is kept out; ask an admin")
    except AccountsError as error:
        accounts.note(Deed(datetime.now(UTC), _name_of(told, settings), FAILED, told.subject, address, str(error)))
        raise
    key = new_key()
    accounts.open_session(user.name, digest_of(key), datetime.now(UTC))
    note_deed(accounts, Caller(user.name, address), SIGN_IN, user.name, f"by {settings.oidc_issuer}")
    return key, user


def _first_time(accounts: Accounts, settings: Settings, told: Told, address: str) -> User:
    name = sound_name(_name_of(told, settings))
    if settings.oidc_name_claim == "email" and told.claims.get("email_verified") is not True:
        raise NotAdmitted(f"the provider has not made sure that {name} is theirs")
    user = accounts.user(name)
    if user is not None and accounts.link_of(name) != (settings.oidc_issuer, None):
        raise NotAdmitted(f"there is another {name} here who does not come from the provider; ask an admin")
    if user is None:
        if not settings.oidc_role:
            raise NotAdmitted(f"{name} is not a user of this site; ask an admin")
        user = _added(accounts, name, settings.oidc_role)
        note_deed(accounts, Caller(name, address), "add user", name, f"{user.role}, from {settings.oidc_issuer}")
    accounts.link(name, settings.oidc_issuer, told.subject)
    note_deed(accounts, Caller(name, address), "link user", name, told.subject)
    return user


def _name_of(told: Told, settings: Settings) -> str:
    return str(told.claims.get(settings.oidc_name_claim) or "")[:64]


def _added(accounts: Accounts, name: str, role: str) -> User:
    """Add a user whose password nobody knows."""
    user = User(sound_name(name), sound_role(role), datetime.now(UTC))
    accounts.add_user(user, hash_password(new_key()))
    return user
