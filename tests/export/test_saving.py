import os
from pathlib import Path

import pytest

from tocsin.errors import OutputError
from tocsin.export.saving import is_ours, save_page
from tocsin.extraction.base import Extraction
from tocsin.testing.builders import a_report


def test_a_saved_page_is_replaced_and_nothing_else_is(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    save_page([Extraction(a_report("Old."))], path)
    save_page([Extraction(a_report("New."))], path)
    assert "New." in path.read_text(encoding="utf-8")
    path.write_text("<html>mine</html>", encoding="utf-8")
    assert not is_ours(path)
    with pytest.raises(OutputError, match="not a page saved by Tocsin"):
        save_page([Extraction(a_report())], path)
    assert path.read_text(encoding="utf-8") == "<html>mine</html>"
    assert [found.name for found in tmp_path.iterdir()] == ["report.html"]


def test_a_saved_page_can_be_read_by_whom_the_umask_allows(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        save_page([Extraction(a_report())], tmp_path / "a.html")
    finally:
        os.umask(before)
    assert (tmp_path / "a.html").stat().st_mode & 0o777 == 0o640


def test_a_link_to_a_page_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.html").touch()
    (tmp_path / "link.html").symlink_to(tmp_path / "real.html")
    save_page([Extraction(a_report())], tmp_path / "link.html")
    assert (tmp_path / "link.html").is_symlink()
    assert is_ours(tmp_path / "real.html")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"gone.*cannot be written"):
        save_page([Extraction(a_report())], tmp_path / "gone" / "a.html")
