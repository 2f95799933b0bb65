"""Make docs/images/read.svg: what `tocsin read` prints of a few of the samples, as a picture of a terminal.

`python docs/images/make.py` writes it anew; run it when the table or the samples change.
"""

import io
import json
import re
import tempfile
from importlib.resources import files
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tocsin.export.table import show
from tocsin.extraction.base import Extraction
from tocsin.settings import load_settings
from tocsin.tasks.read import ReadOptions, read

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


def main() -> None:
    """Write the picture."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text("$ tocsin read --samples\n", style="bold"))
    for extraction in chosen():
        show(extraction, console)
        console.print()
    console.print(Text("...", style="dim"))
    svg = console.export_svg(title="tocsin read", theme=THEME, unique_id="tocsin-read")
    (HERE / "read.svg").write_text(FONT.sub("", svg), encoding="utf-8")


if __name__ == "__main__":
    main()
