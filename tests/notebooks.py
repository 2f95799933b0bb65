"""The notebooks of the documentation: run from the first cell to the last, and held against what stands in them.

`python -m tests.notebooks` writes anew what they print.
"""

import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from tests.examples import DOCS

NOTEBOOKS = sorted((DOCS / "notebooks").glob("*.ipynb"))
SECONDS = 300


def executed(path: Path, folder: Path) -> Any:
    """Return the notebook at `path` with what its cells print now, run in `folder`. Raises CellExecutionError."""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # the package brings no types
    where = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", resources=where, record_timing=False).execute()
    notebook.metadata.pop("language_info", None)  # which Python ran it is of no interest
    return notebook


def printed(notebook: Any) -> list[tuple[str, str]]:
    """Return each cell of code with all that it prints and shows."""
    return [(cell.source, "".join(map(_shown, cell.outputs))) for cell in notebook.cells if cell.cell_type == "code"]


def _shown(output: Any) -> str:
    if output.output_type == "stream":
        return str(output.text)
    data = output.get("data", {})
    return str(data.get("image/svg+xml") or data.get("text/plain", ""))


def write_all() -> None:
    """Write every notebook with what its cells print now."""
    for path in NOTEBOOKS:
        with tempfile.TemporaryDirectory() as folder:
            notebook = executed(path, Path(folder))
        nbformat.write(notebook, path)  # type: ignore[no-untyped-call]  # the package brings no types
        print(f"Ran {path.relative_to(DOCS.parent)}")


if __name__ == "__main__":
    write_all()
