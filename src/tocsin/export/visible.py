"""Make characters that act instead of showing visible: text of others must not steer a terminal or a page."""

import re

MARKS: dict[str, str] = {
    "\u061c": "ALM",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
"""Characters that turn the direction of what follows, by their short names in the Unicode standard."""

ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff" + "".join(MARKS) + "]")


def visible(text: str) -> str:
    """Return `text` with each control character, half character and turn of direction replaced by a visible mark.

    Line feeds and tabs stay. The result can be written as UTF-8 and holds no escape sequence.
    """
    return ACTING.sub(lambda match: mark(match.group()), text)


def one_line(text: str) -> str:
    """Return `text` made visible, on one line."""
    return visible(" ".join(text.split()))


def mark(character: str) -> str:
    """Return the visible mark of one acting character: "⟨RLO⟩", "␛" for escape, "⟨U+0085⟩"."""
    if character in MARKS:
        return f"⟨{MARKS[character]}⟩"
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"
