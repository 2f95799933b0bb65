"""The bytes of one input, up to a limit, and its first bytes for sniffing."""

from tocsin.errors import InputError
from tocsin.reading.base import Raw

HEAD_BYTES = 4096


def content(raw: Raw, limit: int) -> bytes:
    """Return all bytes of `raw`; raises InputError if there are more than `limit` or they cannot be read."""
    try:
        with raw.open() as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise InputError(f"cannot be opened: {error.strerror or error}") from error
    if len(data) > limit:
        raise InputError(f"is larger than {limit:,} bytes; raise the setting max_bytes or split it")
    return data


def head_of(raw: Raw) -> bytes:
    """Return the first 4096 bytes of `raw`; raises InputError if they cannot be read."""
    try:
        with raw.open() as stream:
            return stream.read(HEAD_BYTES)
    except OSError as error:
        raise InputError(f"cannot be opened: {error.strerror or error}") from error
