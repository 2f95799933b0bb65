"""Voices: texts that are copies of one another say once what they say. Found by shingles and MinHash bands.

Shingles after A. Broder, "On the resemblance and containment of documents", Compression and Complexity of Sequences
1997, 21-29, doi 10.1109/SEQUEN.1997.666900; bands after P. Indyk and R. Motwani, "Approximate nearest neighbors",
STOC 1998, doi 10.1145/276698.276876.
"""

import hashlib
import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

SHINGLE = 5
"""Words in a row. In scripts that leave no blanks every sign is a word."""
BANDS, ROWS = 40, 3
"""Two texts of which a share s of all shingles is in common share a band with probability 1 - (1 - s**3)**40: 0.9997
for a share of 0.6, 0.28 for 0.2, 0.005 for 0.05."""
COPY = 0.6
"""The share of shingles in common from which a text is a copy of another."""
LEAST_SHINGLES = 12
"""A shorter text says too little to be the copy of a longer one: both must then be as long."""
WORD = re.compile(r"[⺀-鿿゠-ヿ぀-ゟ가-힯฀-๿]|[^\W_⺀-鿿゠-ヿ぀-ゟ가-힯฀-๿]+")


def bands(text: str) -> tuple[int, ...]:
    """Return numbers (63 bits) of which nearly the same texts are likely to have some in common; none for no words."""
    shingles = _shingles(text)
    if not shingles:
        return ()
    numbers = np.fromiter(shingles, dtype=np.uint64, count=len(shingles))
    factors, offsets = _permutations()
    lowest = np.array([int(((numbers * a + b) >> np.uint64(16)).min()) for a, b in zip(factors, offsets, strict=True)])
    return tuple(_number(lowest[band * ROWS : (band + 1) * ROWS], band) for band in range(BANDS))


def alike(one: str, other: str) -> float:
    """Return from 0 to 1 which share of the shingles of the shorter text stands in the other too.

    Agencies' texts are cut from the end, so that the shorter one counts; of two texts of which one is very short, the
    share of all shingles.
    """
    first, second = _shingles(one), _shingles(other)
    shared, smaller = len(first & second), min(len(first), len(second))
    if not shared:
        return 0.0
    return shared / (smaller if smaller >= LEAST_SHINGLES else len(first | second))


def _shingles(text: str) -> frozenset[int]:
    words = [word.casefold() for word in WORD.findall(text)]
    if not words:
        return frozenset()
    runs = (" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))
    return frozenset(_digest(run.encode(errors="replace")) for run in runs)


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Odd factors and offsets: multiplied and added modulo 2**64, each pair orders shingles in another way.

    Cut from digests, since bands are kept for years and a random generator may change with its library.
    """
    drawn = [_digest(f"permutation {at}".encode()) for at in range(2 * BANDS * ROWS)]
    numbers = np.array(drawn, dtype=np.uint64)
    return numbers[: BANDS * ROWS] | np.uint64(1), numbers[BANDS * ROWS :]


def _digest(text: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")


def _number(lowest: NDArray[np.int64], band: int) -> int:
    return _digest(band.to_bytes(2, "big") + lowest.astype(">i8").tobytes()) >> 1
