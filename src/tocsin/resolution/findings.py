"""A finding: what one comparison of two entries found, and how strongly."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`strength` above 0 and up to 1, multiplied with the weight of the comparison; `words` say what was compared."""

    strength: float
    words: str = ""


def listed(words: frozenset[str], most: int = 6) -> str:
    """Return `words` in alphabetical order for a person, `most` at most."""
    ordered = sorted(words)
    return ", ".join(ordered[:most]) + (" ..." if len(ordered) > most else "")
