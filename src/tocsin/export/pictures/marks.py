"""The marks of incidents: a shape and a colour for each family of kinds, hollow for what is only claimed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

from markupsafe import Markup

from tocsin.export.pictures.svg import element, group, join, path_of, words

FAMILIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "far": ("fired from afar", ("rocket", "missile", "mortar", "artillery")),
    "air": ("from the air", ("drone", "airstrike")),
    "bomb": ("bombs", ("ied", "vehicle-bomb", "suicide", "grenade")),
    "shot": ("shots", ("shooting", "clash", "assassination")),
    "taken": ("people or goods taken", ("abduction", "raid", "arrest", "seizure")),
    "other": ("other", ("arson", "other")),
}
"""Families of kinds by the name of their colour: what they are called, and their kinds."""
FAMILY_OF = {kind: hue for hue, (_, kinds) in FAMILIES.items() for kind in kinds}
CORNERS: dict[str, tuple[int, float]] = {"far": (3, -90), "air": (4, -90), "bomb": (4, -45), "taken": (5, -90)}
"""Corners of a shape and the direction of the first, in degrees; those that are missing are a disc and a cross."""
DOUBTED = frozenset({"alleged", "claimed", "denied"})
STOPPED = frozenset({"foiled", "intercepted"})
AHEAD = frozenset({"threatened", "planned"})


Anchor = Callable[[Sequence[str]], str]
"""Gives the place on the page that tells of these incidents (ids), "" where there is none."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An incident as pictures need it: `label` is what it is in words.

    `start` and `end` are its possible days, None where unknown; `lat` and `lon` are in degrees, None where it is not
    placed, and `precision_km` is how exactly. `country` (alpha-2) alone is known where only that is told. `fresh` ones
    are those that the brief is about; the others are shown for comparison.
    """

    id: str
    label: str
    kind: str
    status: str
    start: date | None = None
    end: date | None = None
    lat: float | None = None
    lon: float | None = None
    precision_km: float = 0.0
    country: str = ""
    fresh: bool = True

    @property
    def hue(self) -> str:
        """The family of its kind, which is the name of its colour."""
        return FAMILY_OF.get(self.kind, "other")


def mark(hue: str, x: float, y: float, size: float, status: str = "reported", old: bool = False) -> Markup:
    """Return the mark of a family at a point; `size` is its radius.

    Hollow: claimed, alleged or denied by somebody, or only announced. Struck through: foiled or intercepted.
    """
    hollow = " open" if status in DOUBTED or status in AHEAD else ""
    kind = f"mark {hue}{hollow}{' old' if old else ''}"
    shape = _shape(hue, x, y, size, kind)
    if status not in STOPPED:
        return shape
    reach = size * 1.25
    return group(
        shape, element("path", d=f"M{x - reach:.1f},{y + reach:.1f}L{x + reach:.1f},{y - reach:.1f}", class_="struck")
    )


def _shape(hue: str, x: float, y: float, size: float, kind: str) -> Markup:
    if hue in CORNERS:
        corners, first = CORNERS[hue]
        larger = size * {3: 1.3, 4: 1.18, 5: 1.12}[corners]
        turns = ((first + 360 / corners * at) * pi / 180 for at in range(corners))
        return element(
            "path", d=path_of([(x + larger * cos(a), y + larger * sin(a)) for a in turns], True), class_=kind
        )
    if hue == "shot":
        return element("circle", cx=x, cy=y, r=size, class_=kind)
    return _cross(x, y, size, kind)


def _cross(x: float, y: float, size: float, kind: str) -> Markup:
    arm, wide = size * 1.15, size * 0.42
    steps = ((-wide, -arm), (wide, -arm), (wide, -wide), (arm, -wide), (arm, wide), (wide, wide), (wide, arm))
    rest = ((-wide, arm), (-wide, wide), (-arm, wide), (-arm, -wide), (-wide, -wide))
    return element("path", d=path_of([(x + dx, y + dy) for dx, dy in (*steps, *rest)], True), class_=kind)


def legend(
    signs: Iterable[tuple[Markup, str]], shown: Iterable[Shown], at: tuple[float, float], width: float
) -> tuple[Markup, float]:
    """Return a legend, wrapped to `width` from the point `at` on, and the height that it takes.

    `signs` are drawn around the origin; to them come those for the statuses of `shown`.
    """
    (x, y), statuses, entries = at, {one.status for one in shown}, list(signs)
    if statuses & (DOUBTED | AHEAD):
        entries.append((mark("shot", 0, 0, 4.8, "claimed"), "hollow: only claimed, alleged, denied or announced"))
    if statuses & STOPPED:
        entries.append((mark("shot", 0, 0, 4.8, "foiled"), "struck through: foiled or intercepted"))
    parts, left, top = [], x, y
    for sign, label in entries:
        needed = 17 + wide(label, 11.5)
        if left > x and left + needed > x + width:
            left, top = x, top + 20
        parts += [group(sign, transform=f"translate({left + 6:.1f} {top - 4:.1f})"), words(label, left + 17, top, "s")]
        left += needed + 16
    return join(parts), top - y + 20


def family_signs(shown: Iterable[Shown]) -> list[tuple[Markup, str]]:
    """Return the marks of the families of `shown`, with their names."""
    hues = {one.hue for one in shown}
    return [(mark(hue, 0, 0, 5.2), name) for hue, (name, _) in FAMILIES.items() if hue in hues]


def wide(text: str, size: float) -> float:
    """Return about how wide `text` is in letters of `size`; letters of a proportional face are half as wide as high."""
    return sum(0.3 if letter in "iljtf.,:;' |" else 0.86 if letter in "mwMW@" else 0.57 for letter in text) * size
