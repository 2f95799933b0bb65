"""The bare text of HTML, in linear time and at any depth: the way out where a parser gives nothing."""

import html as entities
import re

_DROPPED = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "head",
    "nav",
    "footer",
    "aside",
    "form",
    "button",
    "select",
)
_BLOCKS = (
    "address|article|blockquote|br|dd|div|dl|dt|figcaption|figure|h[1-6]|header|hr|li|main|ol|p|pre|section|table|td|th|"
    "tr|ul|title|body"
)
# `[^<>]` in place of `[^>]` keeps a page of a million "<" from costing a million scans to its end.
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCKS})\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!?][^<>]*>")
_UNFINISHED = re.compile(r"<[A-Za-z!/?][^<>]*$")
_SPACES = re.compile(r"[ \t\u00a0]+")
_BLANK_LINES = re.compile(r"\n\s*\n+")


def drop_between(text: str, start: re.Pattern[str], end: re.Pattern[str]) -> str:
    """Return `text` without the stretches from `start` to the next `end`; an unclosed one is kept but for its start."""
    kept, position = [], 0
    while opening := start.search(text, position):
        kept.append(text[position : opening.start()])
        closing = end.search(text, opening.end())
        if closing is None:
            position = opening.end()
            break
        position = closing.end()
    kept.append(text[position:])
    return "".join(kept)


def plain_text(html: str) -> str:
    """Return the text of `html` with a blank line between blocks; scripts, styles, menus and forms are left out."""
    text = drop_between(html, re.compile("<!--"), re.compile("-->"))
    text = drop_between(text, re.compile(r"<!DOCTYPE[^<>]*\[", re.IGNORECASE), re.compile(r"\]\s*>"))
    for name in _DROPPED:
        start = re.compile(rf"<{name}\b[^<>]*>", re.IGNORECASE)
        text = drop_between(text, start, re.compile(rf"</{name}\s*>", re.IGNORECASE))
    text = _UNFINISHED.sub("", text.replace("\n", " "))
    text = _BLOCK_TAG.sub("\n", text)
    text = entities.unescape(_TAG.sub("", text))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(line for line in lines if line)).strip()
