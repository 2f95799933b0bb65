"""The confidences of one set as a picture: the reliability diagram and the abstention curve.

Plain SVG that brings its own ground and colours for light and dark, and reads without colour: lines differ in their
dashes, and bars are another thing than lines.
"""

from collections.abc import Iterable, Sequence
from html import escape

from bench.quality.figures import PRECISION
from tocsin.scoring.abstention import Point, abstention, recall_at
from tocsin.scoring.confidence import Judged, Judgements
from tocsin.scoring.reliability import calibration_error, equal_width

WIDTH, HEIGHT = 880, 420
SIDE = 300
"""The length of the sides of both panels."""
TOP, LEFT, RIGHT = 70, 70, 500
"""The upper edge of the panels, and the left edge of each."""
TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
STYLE = """
svg { --ground: #fdfdfc; --ink: #1f2328; --muted: #57606a; --grid: #dfe3e8; --slots: #0072b2; --incidents: #b34700;
  font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
@media (prefers-color-scheme: dark) {
  svg { --ground: #16181d; --ink: #e8e6e1; --muted: #a9b1bb; --grid: #333a43; --slots: #56b4e9; --incidents: #e69f00; }
}
text { fill: var(--ink); }
.heading { font-size: 15px; font-weight: 600; }
.small { font-size: 12px; fill: var(--muted); }
.halo { stroke: var(--ground); stroke-width: 4; stroke-linejoin: round; paint-order: stroke; }
.ground { fill: var(--ground); }
.grid { stroke: var(--grid); stroke-width: 1; }
.guide { stroke: var(--muted); stroke-width: 1.5; stroke-dasharray: 2 4; fill: none; }
.bar { fill: var(--slots); fill-opacity: 0.55; }
.said { stroke: var(--ink); stroke-width: 3; }
.slots { stroke: var(--slots); } .incidents { stroke: var(--incidents); stroke-dasharray: 7 4; }
.slots, .incidents { stroke-width: 2.5; fill: none; stroke-linejoin: round; }
.slots-name { fill: var(--slots); font-weight: 600; } .incidents-name { fill: var(--incidents); font-weight: 600; }
.mark { fill: var(--ground); stroke: var(--slots); stroke-width: 2.5; }
"""


def picture(name: str, judgements: Judgements) -> str:
    """Return the SVG of the confidences of the set `name`."""
    slots = abstention(judgements.slots, judgements.wanted_slots)
    incidents = abstention(judgements.incidents, judgements.wanted_incidents)
    parts = [
        *_panel(LEFT, "How sure, and how often right", "confidence", "right"),
        *_reliability(judgements.slots),
        *_panel(RIGHT, "What is left when unsure values are left out", "recall", "precision"),
        _line(_spot(RIGHT, 0, PRECISION), _spot(RIGHT, 1, PRECISION), "guide"),
        *_curve(slots, "slots", 2),
        *_curve(incidents, "incidents", 1),
        *_marked(slots),
    ]
    told = f"{len(judgements.slots)} values and {len(judgements.incidents)} incidents found in {name}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
            f"<title>Confidences: {escape(told)}</title>",
            f"<style>{STYLE}</style>",
            f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}" rx="8"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _panel(left: int, heading: str, across: str, up: str) -> Iterable[str]:
    yield _text(left, TOP - 34, heading, "heading")
    for tick in TICKS:
        x, _ = _spot(left, tick, 0)
        _, y = _spot(left, 0, tick)
        yield _line((x, TOP), (x, TOP + SIDE), "grid")
        yield _line((left, y), (left + SIDE, y), "grid")
        yield _text(x, TOP + SIDE + 18, f"{tick:.1f}", "small", "middle")
        yield _text(left - 8, y + 4, f"{tick:.1f}", "small", "end")
    yield _text(left + SIDE / 2, TOP + SIDE + 38, across, "small", "middle")
    x, y = left - 42, TOP + SIDE / 2
    yield f'<text class="small" text-anchor="middle" transform="rotate(-90 {x} {y})" x="{x}" y="{y}">{up}</text>'


def _reliability(judged: Sequence[Judged]) -> Iterable[str]:
    bins = equal_width(judged)
    error = calibration_error(bins)
    told = "no values" if error is None else f"bars: right · thick lines: said · calibration error {error:.1%}"
    yield _text(LEFT, TOP - 14, told, "small")
    yield _line(_spot(LEFT, 0, 0), _spot(LEFT, 1, 1), "guide")
    for one in bins:
        (left, top), (right, said) = _spot(LEFT, one.low, one.right), _spot(LEFT, one.high, one.confidence)
        width, height = right - left - 4, TOP + SIDE - top
        yield f'<rect class="bar" x="{left + 2:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
        yield _line((left + 2, said), (right - 2, said), "said")
        # Above whichever is higher, so that neither runs through the number.
        yield _text((left + right) / 2, max(TOP + 12, min(top, said) - 6), str(one.count), "small halo", "middle")


def _curve(points: Sequence[Point], name: str, row: int) -> Iterable[str]:
    y = TOP + SIDE - 10 - 18 * row
    yield _line((RIGHT + 12, y), (RIGHT + 48, y), name)
    yield _text(RIGHT + 56, y + 4, name, f"{name}-name halo")
    if not points:
        return
    spots = [_spot(RIGHT, point.recall, point.precision) for point in points]
    yield f'<polyline class="{name}" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in spots)}"/>'


def _marked(points: Sequence[Point]) -> Iterable[str]:
    left = recall_at(points, PRECISION)
    told = f"recall of slots at a precision of {PRECISION:.0%}: "
    yield _text(RIGHT, TOP - 14, told + (f"{left.recall:.1%}" if left else "never reached"), "small")
    if left:
        x, y = _spot(RIGHT, left.recall, left.precision)
        yield f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'


def _spot(left: int, across: float, up: float) -> tuple[float, float]:
    """Return where in the picture the shares `across` and `up` lie in the panel at `left`."""
    return left + SIDE * across, TOP + SIDE * (1 - up)


def _line(start: tuple[float, float], end: tuple[float, float], style: str) -> str:
    (x1, y1), (x2, y2) = start, end
    return f'<line class="{style}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, text: str, style: str, anchor: str = "start") -> str:
    return f'<text class="{style}" text-anchor="{anchor}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'
