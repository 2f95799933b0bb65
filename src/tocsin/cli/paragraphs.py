"""Lines for people that keep their indent where they are folded."""

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

HANGING = 2
"""What is folded of a line stands so many blanks further in, so that it is not taken for a line of its own."""


def print_lines(lines: Iterable[str], console: Console) -> None:
    """Print `lines` to `console`, each folded at its width and under its own beginning."""
    for line in lines:
        words = line.lstrip(" ")
        indent = len(line) - len(words)
        width = console.width - indent
        if len(words) <= width or width < 4 * HANGING:
            console.print(Text(line), soft_wrap=width < 4 * HANGING)
            continue
        first, *rest = Text(words).wrap(console, width)
        console.print(Padding(first, (0, 0, 0, indent)))
        folded = Text(words[len(first.plain) :].lstrip(" ") if rest else "")
        for more in folded.wrap(console, width - HANGING):
            console.print(Padding(more, (0, 0, 0, indent + HANGING)))
