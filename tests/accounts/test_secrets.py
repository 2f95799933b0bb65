import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.accounts.secrets import (
    digest_of,
    form_proof,
    hash_password,
    matches,
    new_key,
    new_password,
    proves,
)
from tocsin.errors import AccountsError


def test_a_password_matches_its_hash_and_no_other() -> None:
    hashed = hash_password("three odd green kettles")
    assert hashed.startswith("$argon2id$")
    assert "kettles" not in hashed
    assert matches("three odd green kettles", hashed)
    assert not matches("three odd green kettle", hashed)
    assert not matches("", None)
    assert not matches("three odd green kettles", "no hash at all")


@pytest.mark.parametrize("password", ["", "short", "x" * 1025])
def test_what_is_no_password_is_refused(password: str) -> None:
    with pytest.raises(AccountsError, match="characters"):
        hash_password(password)


def test_keys_and_passwords_are_never_the_same() -> None:
    assert len({new_key() for _ in range(50)} | {new_password() for _ in range(50)}) == 100
    assert len(new_password()) >= 16


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_proof_holds_for_its_key_alone(key: str, other: str) -> None:
    proof = form_proof(key)
    assert proves(proof, key)
    assert proves(proof, other) == (key == other)
    assert form_proof(key) != proof


@given(st.text(max_size=80))
def test_anything_else_proves_nothing(text: str) -> None:
    assert not proves(text, "key")


def test_a_digest_does_not_give_the_key_away() -> None:
    key = new_key()
    assert key not in digest_of(key)
    assert digest_of(key) != digest_of(new_key())
