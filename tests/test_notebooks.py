"""Notebooks cannot lie either: each is run, and prints what stands in it."""

import re
from pathlib import Path

import pytest

pytest.importorskip("ipykernel", reason="notebooks need the packages of development: ipykernel, nbclient, nbformat")
notebooks = pytest.importorskip("tests.notebooks", reason="notebooks need the packages nbclient and nbformat")


@pytest.mark.parametrize("path", notebooks.NOTEBOOKS, ids=lambda path: path.name)
def test_every_cell_prints_what_the_notebook_says(path: Path, tmp_path: Path) -> None:
    stored = notebooks.nbformat.read(path, as_version=4)
    assert notebooks.printed(notebooks.executed(path, tmp_path)) == notebooks.printed(stored)


@pytest.mark.parametrize("path", notebooks.NOTEBOOKS, ids=lambda path: path.name)
def test_every_link_of_a_notebook_leads_somewhere(path: Path) -> None:
    stored = notebooks.nbformat.read(path, as_version=4)
    text = "\n".join(cell.source for cell in stored.cells if cell.cell_type == "markdown")
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    assert links
    assert [link for link in links if not (path.parent / link).is_file()] == []


def test_there_is_a_notebook() -> None:
    assert [path.name for path in notebooks.NOTEBOOKS] == ["from-pages-to-brief.ipynb"]
