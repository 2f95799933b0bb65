"""Secrets: passwords that are hashed slowly, keys that nobody guesses, and what forms are proved with."""

import base64
import hashlib
import hmac
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tocsin.errors import AccountsError

SHORTEST = 12
"""Characters of a password, as NIST SP 800-63B-4 asks of one that stands alone (15) and with limited tries (8)."""
LONGEST = 1024
KEY_BYTES = 32
_HASHER = PasswordHasher()
_PAD = 16


def hash_password(password: str) -> str:
    """Return the hash of a password by argon2id. Raises AccountsError for one that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise AccountsError(f"a password has {SHORTEST} to {LONGEST:,} characters, not {len(password)}")
    return _HASHER.hash(password.encode("utf-8", "surrogatepass"))


def matches(password: str, hashed: str | None) -> bool:
    """Whether `password` has this hash; without one it takes as long, so that nobody learns which names there are."""
    try:
        found = _HASHER.verify(hashed or _nobodys(), password[:LONGEST].encode("utf-8", "surrogatepass"))
    except (VerificationError, InvalidHashError):
        return False
    return found and hashed is not None


def new_password() -> str:
    """Return a password of 80 bits in groups that can be read out."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    groups = ("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def new_key() -> str:
    """Return a key of 256 bits for a session or a token."""
    return secrets.token_urlsafe(KEY_BYTES)


def digest_of(key: str) -> str:
    """Return what is kept of a key: it is too long to be guessed, so it needs no slow hash."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def form_proof(key: str) -> str:
    """Return what a form carries to prove that it comes from a page of ours, made of a key that only the browser has.

    It looks different each time, so that a packed page does not give it away (BREACH, https://breachattack.com).
    """
    pad = secrets.token_bytes(_PAD)
    return base64.urlsafe_b64encode(pad + _masked(key, pad)).decode()


def proves(proof: str, key: str) -> bool:
    """Whether `proof` was made of `key`."""
    try:
        raw = base64.urlsafe_b64decode(proof.encode("ascii", "replace"))
    except ValueError:
        return False
    return hmac.compare_digest(raw[_PAD:], _masked(key, raw[:_PAD]))


def _masked(key: str, pad: bytes) -> bytes:
    return hmac.digest(key.encode("utf-8", "surrogatepass"), b"tocsin form" + pad, "sha256")


@cache
def _nobodys() -> str:
    """The hash of nobody's password."""
    return hash_password(secrets.token_urlsafe())
