"""Placeholder docstring."""


def language_of(text: str) -> str:
    """Return language."""
    return ""
