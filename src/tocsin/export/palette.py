"""One colour a slot, told apart by people with any colour vision; the eight hues of Okabe and Ito's "Color Universal
Design" (2008), as styles of the terminal. No colour ever stands alone: words or shapes say the same."""

from rich.text import Text

HUES: dict[str, str] = {
    "kind": "#0072b2",
    "trigger": "#0072b2",
    "when": "#56b4e9",
    "where": "#009e73",
    "weapon": "#d55e00",
    "target": "#cc79a7",
    "perpetrator": "#e69f00",
    "killed": "#f0e442",
    "wounded": "#f0e442",
    "abducted": "#f0e442",
}
PLAIN = "#999999"
FULL, EMPTY, LENGTH = "●", "○", 5


def hue(slot: str) -> str:
    """Return the colour of `slot` as "#rrggbb"; grey for slots without one of their own."""
    return HUES.get(slot, PLAIN)


def full_marks(confidence: float) -> int:
    """Return how many of the five marks of a bar stand for `confidence` (0 to 1); something is never shown as none."""
    return max(1, round(confidence * LENGTH)) if confidence > 0 else 0


def bar(confidence: float, ascii_only: bool = False) -> Text:
    """Return `confidence` as a bar of five marks: "●●●●○"."""
    full, empty = ("#", "-") if ascii_only else (FULL, EMPTY)
    count = full_marks(confidence)
    return Text.assemble((full * count, "bold"), (empty * (LENGTH - count), "dim"))
