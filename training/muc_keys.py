"""The answer keys of the Message Understanding Conferences: templates of 25 slots, with alternatives and doubts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.muc.messages import MONTHS

SLOT = re.compile(r"^(\d+)\.\s+[A-Z][A-Z :]*?\s{2,}(.*)$")
STRING = re.compile(r'"((?:\\.|""|[^"])*)"')
DESCRIBED = re.compile(r'"\s*:\s*"')
DAY = re.compile(r"(\d{1,2})\s+([A-Z]{3})[A-Z]*\s+(\d{2,4})")
STRINGS_ALONE = frozenset({6, 9, 10, 12, 18})
DESCRIPTION = 19
OF_TEXT = frozenset({2, 3})
"""Slots that hold neither quoted strings nor terms of a list: dates and places."""


@dataclass(frozen=True, slots=True)
class KeyFill:
    """One filler of a slot; `values`, `strings` and `about` each hold its alternatives.

    `values` are terms or numbers, `strings` words of the text, `about` the words of the target or organisation that
    the filler belongs to.
    """

    values: tuple[str, ...] = ()
    strings: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    optional: bool = False


@dataclass(slots=True)
class KeyTemplate:
    """One incident of a key; `murder` where an older key had called the attack a murder."""

    number: str
    optional: bool = False
    murder: bool = False
    fills: dict[int, list[KeyFill]] = field(default_factory=dict)

    def of(self, slot: int) -> list[KeyFill]:
        """Return the fillers of `slot`."""
        return self.fills.get(slot, [])

    def value(self, slot: int) -> str:
        """Return the first value of `slot`, "" if it has none."""
        return next((fill.values[0] for fill in self.of(slot) if fill.values), "")


def plain_id(name: str) -> str:
    """Return the number of a message without the house that wrote its key: "DEV-MUC3-0001 (NOSC)"."""
    return name.split("(", maxsplit=1)[0].strip()


def read_keys(content: str) -> dict[str, list[KeyTemplate]]:
    """Return the templates of each message in a key file, by plain id; a message without any has an empty list."""
    found: dict[str, list[KeyTemplate]] = {}
    for message, lines in _blocks(content):
        templates = found.setdefault(plain_id(message), [])
        if not lines.get(1, ["*"])[0].startswith("*"):
            templates.append(_template(lines))
    return found


def _blocks(content: str) -> Iterator[tuple[str, dict[int, list[str]]]]:
    """Yield the lines of each template by slot, with the message it belongs to; remarks stand under slot -1."""
    message, lines, slot, remarks = "", dict[int, list[str]](), 0, list[str]()
    for raw in content.splitlines():
        line = raw.rstrip()
        if line.startswith((";", "#")):
            remarks.append(line)
            continue
        found = SLOT.match(line)
        if found and int(found[1]) == 0:
            if lines:
                yield message, lines
            message, lines, remarks = found[2].strip(), {-1: remarks}, []
        if found:
            slot = int(found[1])
            lines.setdefault(slot, []).append(found[2].strip())
        elif line.strip() and lines:
            lines.setdefault(slot, []).append(line.strip())
    if lines:
        yield message, lines


def _template(lines: dict[int, list[str]]) -> KeyTemplate:
    label = lines[1][0]
    number = label.split()[0]
    murder = any(re.search(rf"converted (?:single murder|murder {number}\b)", r, re.I) for r in lines.get(-1, ()))
    template = KeyTemplate(number, "OPTIONAL" in label, murder)
    for slot, raws in lines.items():
        if slot >= 2:
            fills = [fill for raw in raws if (fill := read_fill(slot, raw))]
            if fills:
                template.fills[slot] = fills
    return template


def read_fill(slot: int, raw: str) -> KeyFill | None:
    """Return the filler that a line of `slot` gives, None for a hyphen, an asterisk or nothing."""
    optional = raw.lstrip("( ").startswith("?")
    raw = raw.strip().lstrip("?( ").strip()
    if raw in {"-", "*", ""}:
        return None
    if slot in OF_TEXT:
        return KeyFill(tuple(part.strip(" ()") if slot == 2 else part.strip() for part in raw.split(" / ")), (), (),
                       optional)  # fmt: skip
    if slot == DESCRIPTION:
        head, *tail = DESCRIBED.split(raw)
        strings = _strings(f'{head}"' if tail else head)
        return KeyFill((), strings, _strings(f'"{tail[0]}') if tail else (), optional) if strings else None
    strings = _strings(raw)
    if slot in STRINGS_ALONE:
        return KeyFill((), strings, (), optional) if strings else None
    value = raw.split(":")[0] if '"' in raw or raw.endswith(": -") else raw
    values = tuple(v.strip(" ?()") for v in re.split(r"\s*/\s*", value) if v.strip(" ?()-"))
    return KeyFill(values, (), tuple(s for s in strings if s != "-"), optional) if values else None


def _strings(raw: str) -> tuple[str, ...]:
    found = (s.replace('\\"', "").replace('"', "").strip() for s in STRING.findall(raw))
    return tuple(s for s in found if s)


def days(value: str) -> tuple[tuple[int, int, int], ...]:
    """Return the days (year, month, day) that a date of a key names."""
    return tuple((1900 + int(year) % 100, MONTHS[month], int(day)) for day, month, year in DAY.findall(value.upper())
                 if month in MONTHS)  # fmt: skip
