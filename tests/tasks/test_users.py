from collections.abc import Iterator
from contextlib import closing

import pytest

from tocsin.accounts.base import Accounts
from tocsin.accounts.opening import open_accounts
from tocsin.errors import AccountsError
from tocsin.tasks.users import (
    TRIES,
    TRIES_FROM_ADDRESS,
    Caller,
    TooManyTries,
    WrongPassword,
    add_user,
    bar_user,
    change_role,
    choose_password,
    drop_token,
    first_password,
    identity_of_token,
    make_token,
    reset_password,
    sign_in,
    sign_out,
    sound_name,
    user_of_session,
)

ADMIN = Caller("admin", "10.0.0.1")
OWN = "three odd green kettles"


@pytest.fixture
def accounts() -> Iterator[Accounts]:
    with closing(open_accounts("memory:")) as opened:
        yield opened


def a_member(accounts: Accounts, name: str = "Amal", role: str = "reviewer") -> None:
    choose_password(accounts, name, add_user(accounts, name, role, ADMIN), OWN, Caller(name))


def test_the_first_start_makes_one_admin(accounts: Accounts) -> None:
    password = first_password(accounts)
    assert password
    assert first_password(accounts) is None
    (user,) = accounts.users()
    assert (user.role, user.once) == ("admin", True)


def test_a_session_lasts_until_signed_out(accounts: Accounts) -> None:
    a_member(accounts)
    key, user = sign_in(accounts, "  Amal ", OWN, "10.0.0.2")
    assert user_of_session(accounts, key) == user
    assert user_of_session(accounts, "another key") is None
    sign_out(accounts, key, Caller("Amal"))
    assert user_of_session(accounts, key) is None


def test_tries_are_counted_by_name_and_address_and_by_address(accounts: Accounts) -> None:
    a_member(accounts)
    for _ in range(TRIES):
        with pytest.raises(WrongPassword):
            sign_in(accounts, "Amal", "wrong", "10.0.0.9")
    with pytest.raises(TooManyTries):
        sign_in(accounts, "Amal", OWN, "10.0.0.9")
    assert sign_in(accounts, "Amal", OWN, "10.0.0.2")[1].name == "Amal"
    for number in range(TRIES_FROM_ADDRESS - TRIES):
        with pytest.raises(WrongPassword):
            sign_in(accounts, f"guess {number}", "wrong", "10.0.0.9")
    with pytest.raises(TooManyTries):
        sign_in(accounts, "somebody else", "wrong", "10.0.0.9")


def test_who_is_kept_out_is_out_at_once(accounts: Accounts) -> None:
    a_member(accounts)
    key, _ = sign_in(accounts, "Amal", OWN, "")
    _, token = make_token(accounts, "Amal", "export", ["read"], None, ADMIN)
    first_password(accounts)
    add_user(accounts, "Root", "admin", ADMIN)
    bar_user(accounts, "Amal", True, ADMIN)
    assert user_of_session(accounts, key) is None
    assert identity_of_token(accounts, token) is None
    with pytest.raises(WrongPassword):
        sign_in(accounts, "Amal", OWN, "")
    bar_user(accounts, "Amal", False, ADMIN)
    assert sign_in(accounts, "Amal", OWN, "")


def test_a_token_never_outgrows_its_user(accounts: Accounts) -> None:
    a_member(accounts, "Root", "admin")
    a_member(accounts)
    made, key = make_token(accounts, "Amal", "  weekly\n export ", ["read", "review"], 30, ADMIN)
    assert made.words == "weekly export"
    identity = identity_of_token(accounts, key)
    assert identity is not None
    assert identity.rights == {"read", "review"}
    change_role(accounts, "Amal", "viewer", ADMIN)
    identity = identity_of_token(accounts, key)
    assert identity is not None
    assert identity.rights == {"read"}
    reset_password(accounts, "Amal", ADMIN)
    assert identity_of_token(accounts, key) is None
    drop_token(accounts, made.id, ADMIN)
    with pytest.raises(AccountsError, match="no token"):
        drop_token(accounts, made.id, ADMIN)


@pytest.mark.parametrize("days", [0, -1, 100_000])
def test_a_token_lasts_some_days(accounts: Accounts, days: int) -> None:
    a_member(accounts)
    with pytest.raises(AccountsError, match="days"):
        make_token(accounts, "Amal", "", ["read"], days, ADMIN)


@pytest.mark.parametrize("rights", [[], ["fly"], ["admin"]])
def test_a_token_gives_what_there_is_to_give(accounts: Accounts, rights: list[str]) -> None:
    a_member(accounts)
    with pytest.raises(AccountsError, match="right"):
        make_token(accounts, "Amal", "", rights, None, ADMIN)


@pytest.mark.parametrize("name", ["", " ", "-x", "a" * 65, "a/b", "<b>", "a\u202eb", "a\0b", "\u200f"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(AccountsError, match="no name"):
        sound_name(name)


@pytest.mark.parametrize("name", ["R. Haddad", "عادل", "李 雷", "o'neil@desk", "x"])
def test_names_of_all_scripts_are_names(name: str) -> None:
    assert sound_name(f"  {name} ") == name
