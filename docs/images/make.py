"""Make the pictures of the documentation: what `tocsin read` prints of some samples, and a brief on all of them.

`python docs/images/make.py` writes them anew; run it when the table, the brief or the samples change.
"""

import io
import json
import re
import tempfile
from contextlib import ExitStack
from datetime import date
from importlib.resources import files
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tocsin.export.brief.base import Brief, Plot
from tocsin.export.brief.printed import brief_pages
from tocsin.export.table import show
from tocsin.extraction.base import Extraction
from tocsin.ledger.opening import open_ledger
from tocsin.settings import load_settings
from tocsin.tasks.add import add
from tocsin.tasks.brief import brief
from tocsin.tasks.briefing.question import Question
from tocsin.tasks.read import ReadOptions, read, samples
from tocsin.tasks.resolve import resolve
from tocsin.vocabulary.selection import Selection

HERE = Path(__file__).parent
WIDTH = 104
SHOWN = ("wire-0812-embassy", "wire-0817-embassy")
"""The samples in the picture, by their ids."""
THEME = TerminalTheme(
    background=(24, 25, 30),
    foreground=(226, 222, 212),
    normal=[
        (40, 42, 48), (224, 108, 84), (74, 190, 150), (227, 176, 75), (88, 169, 224), (204, 121, 167), (124, 199, 238),
        (226, 222, 212),
    ],
)  # fmt: skip
FONT = re.compile(r"@font-face \{.*?\}", re.DOTALL)
"""Fonts that the picture would fetch from elsewhere; the reader's own will do."""


def chosen() -> list[Extraction]:
    """Return what is found in the samples of `SHOWN`."""
    lines = (files("tocsin") / "data" / "samples" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        path.write_text("\n".join(line for line in lines if json.loads(line)["id"] in SHOWN), encoding="utf-8")
        return [item for item in read([str(path)], ReadOptions(), load_settings()) if isinstance(item, Extraction)]


def a_brief() -> Brief:
    """Return the brief on a week of the samples, which the rules have read."""
    ledger, settings = open_ledger("memory:"), load_settings()
    with ExitStack() as stack:
        for _ in add(samples(stack), ReadOptions(extractor="rules"), ledger, settings):
            pass
    resolve(ledger)
    return brief(
        ledger,
        Question(Selection(country="IQ"), date(2020, 8, 11), date(2020, 8, 17), "Iraq", "Every incident in Iraq"),
    )


def show_brief() -> None:
    """Write the first page of a brief, and its map and its rate."""
    made = a_brief()
    (HERE / "brief.png").write_bytes(brief_pages(made, 120)[0])
    for section in made.sections:
        for block in section.blocks:
            if isinstance(block, Plot) and block.picture.key in {"map", "rate"}:
                (HERE / f"brief-{block.picture.key}.svg").write_text(block.picture.alone(), encoding="utf-8")


def show_reading() -> None:
    """Write the picture of a terminal."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text("$ tocsin read --samples\n", style="bold"))
    for extraction in chosen():
        show(extraction, console)
        console.print()
    console.print(Text("...", style="dim"))
    svg = console.export_svg(title="tocsin read", theme=THEME, unique_id="tocsin-read")
    (HERE / "read.svg").write_text(FONT.sub("", svg), encoding="utf-8")


if __name__ == "__main__":
    show_reading()
    show_brief()
