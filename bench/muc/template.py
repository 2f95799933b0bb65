"""Templates: 25 slots, and how they are printed in a response file."""

from collections.abc import Iterable
from dataclasses import dataclass, field

SLOT_NAMES = {
    0: "MESSAGE: ID",
    1: "MESSAGE: TEMPLATE",
    2: "INCIDENT: DATE",
    3: "INCIDENT: LOCATION",
    4: "INCIDENT: TYPE",
    5: "INCIDENT: STAGE OF EXECUTION",
    6: "INCIDENT: INSTRUMENT ID",
    7: "INCIDENT: INSTRUMENT TYPE",
    8: "PERP: INCIDENT CATEGORY",
    9: "PERP: INDIVIDUAL ID",
    10: "PERP: ORGANIZATION ID",
    11: "PERP: ORGANIZATION CONFIDENCE",
    12: "PHYS TGT: ID",
    13: "PHYS TGT: TYPE",
    14: "PHYS TGT: NUMBER",
    15: "PHYS TGT: FOREIGN NATION",
    16: "PHYS TGT: EFFECT OF INCIDENT",
    17: "PHYS TGT: TOTAL NUMBER",
    18: "HUM TGT: NAME",
    19: "HUM TGT: DESCRIPTION",
    20: "HUM TGT: TYPE",
    21: "HUM TGT: NUMBER",
    22: "HUM TGT: FOREIGN NATION",
    23: "HUM TGT: EFFECT OF INCIDENT",
    24: "HUM TGT: TOTAL NUMBER",
}
INAPPLICABLE = {"KIDNAPPING": frozenset({6, 7, *range(12, 18)}), "ARSON": frozenset({6, 7})}
"""Slots that have no meaning for a type of incident; they are printed as an asterisk."""
INDENT = 36


@dataclass(frozen=True, slots=True)
class Fill:
    """One filler: a value of a closed list or number, a string of the text, or a value with the string it is about.

    A string of the text has no `value`; a value about nothing in particular has no `string`.
    """

    value: str = ""
    string: str = ""

    def __str__(self) -> str:
        quoted = '"' + self.string.upper().replace('"', '\\"') + '"' if self.string else ""
        return f"{self.value}: {quoted}" if self.value and quoted else self.value or quoted


@dataclass(slots=True)
class Template:
    """One incident in the terms of the task. `fills` by slot number, in the order in which they are printed."""

    fills: dict[int, list[Fill]] = field(default_factory=dict)

    def add(self, slot: int, *fills: Fill) -> None:
        """Append `fills` to `slot`, each once."""
        there = self.fills.setdefault(slot, [])
        there.extend(fill for fill in dict.fromkeys(fills) if fill not in there)

    @property
    def type(self) -> str:
        """The type of the incident, as the task names it."""
        return self.fills[4][0].value


def response(message_id: str, templates: Iterable[Template]) -> str:
    """Return what the system answers to one message: its templates, or one of asterisks where nothing is relevant."""
    numbered = list(enumerate(templates, start=1))
    if not numbered:
        return _block({slot: ["*"] for slot in SLOT_NAMES} | {0: [message_id]})
    return "\n".join(_filled(message_id, number, template) for number, template in numbered)


def _filled(message_id: str, number: int, template: Template) -> str:
    lines = {slot: [str(fill) for fill in template.fills.get(slot, ())] or ["-"] for slot in SLOT_NAMES}
    lines |= {slot: ["*"] for slot in INAPPLICABLE.get(template.type, ())}
    return _block(lines | {0: [message_id], 1: [str(number)]})


def _block(lines: dict[int, list[str]]) -> str:
    out = []
    for slot, fills in lines.items():
        label = f"{slot}.".ljust(4) + SLOT_NAMES[slot]
        out += [label.ljust(INDENT) + fills[0], *(" " * INDENT + fill for fill in fills[1:])]
    return "\n".join(out) + "\n"
