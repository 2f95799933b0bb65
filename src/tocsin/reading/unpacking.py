"""Compressed bytes, unpacked up to a limit, so that a small file cannot fill the memory."""

import zlib
from typing import BinaryIO

from tocsin.errors import InputError

_CHUNK = 1 << 16


def gunzip(stream: BinaryIO, limit: int) -> bytes:
    """Return what the gzip `stream` holds; raises InputError if it is damaged or holds more than `limit` bytes."""
    done = bytearray()
    machine = zlib.decompressobj(zlib.MAX_WBITS | 16)
    complete = False
    try:
        while chunk := stream.read(_CHUNK):
            while chunk:
                done += machine.decompress(chunk, limit + 1 - len(done))
                if len(done) > limit:
                    raise InputError(f"unpacks to more than {limit:,} bytes; raise the setting max_bytes or split it")
                complete = machine.eof
                # Several members may follow one another in one file.
                chunk = machine.unused_data if complete else machine.unconsumed_tail
                if complete:
                    machine = zlib.decompressobj(zlib.MAX_WBITS | 16)
    except zlib.error as error:
        # Padding and rubbish after the last member are common and lose nothing.
        if not complete:
            raise InputError(f"is damaged gzip: {error}") from error
    if not complete:
        raise InputError("is gzip that ends too early; fetch it again")
    return bytes(done)


def inflate(data: bytes, limit: int) -> bytes:
    """Return what deflated `data` (with or without a zlib header) holds; raises InputError like `gunzip`."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        machine = zlib.decompressobj(bits)
        try:
            done = machine.decompress(data, limit + 1)
        except zlib.error:
            continue
        if len(done) > limit:
            raise InputError(f"unpacks to more than {limit:,} bytes; raise the setting max_bytes or split it")
        if machine.eof:
            return done
    raise InputError("is damaged: it cannot be inflated")
