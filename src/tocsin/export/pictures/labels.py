"""Places for labels that nothing else covers."""

from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(slots=True)
class Room:
    """What of a picture is taken already; whoever comes first is served first."""

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)

    def take(self, box: Box) -> bool:
        """Take `box` if it is free and within the picture; return whether it was."""
        left, top, right, bottom = box
        if left < 4 or top < 4 or right > self.width - 4 or bottom > self.height - 4:
            return False
        if any(left < r and right > le and top < b and bottom > t for le, t, r, b in self.taken):
            return False
        self.taken.append(box)
        return True

    def block(self, x: float, y: float, reach: float) -> None:
        """Take the square around a point, whatever is there."""
        self.taken.append((x - reach, y - reach, x + reach, y + reach))
