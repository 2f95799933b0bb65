import re

import markdown  # type: ignore[import-untyped]  # the package brings no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.brief.written import ARABIC, HOSTILE, a_brief
from tests.export.test_page import Elements
from tests.tasks.chronicle import DAY, SINCE, chronicle
from tocsin.export.brief.markdown import brief_markdown, plain
from tocsin.tasks.brief import brief
from tocsin.tasks.briefing.question import Question
from tocsin.vocabulary.selection import Selection


def html(text: str) -> Elements:
    return Elements(markdown.markdown(text, extensions=["tables"]))


@pytest.fixture(scope="module")
def written() -> str:
    return brief_markdown(brief(chronicle(), Question(Selection(), SINCE, DAY)))


def test_every_number_leads_to_an_anchor(written: str) -> None:
    links = re.findall(r"\]\(#([\w-]+)\)", written)
    anchors = re.findall(r'<a id="([\w-]+)"></a>', written)
    assert len(links) > 60
    assert len(anchors) == len(set(anchors))
    assert set(links) <= set(anchors)


def test_tables_have_as_many_cells_in_every_row(written: str) -> None:
    for table in re.findall(r"(?:^\|.*\|\n)+", written, re.MULTILINE):
        cells = {len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}
        assert len(cells) == 1, table


def test_words_of_others_cannot_act() -> None:
    written = brief_markdown(a_brief(HOSTILE, "javascript:alert(1)"))
    elements = html(written)
    assert not [tag for tag, _ in elements.tags if tag in {"script", "img", "style"}]
    assert "\u202e" not in written
    assert "\x1b" not in written
    addresses = [link for link in elements.all("href") if not link.startswith("#")]
    assert addresses == []
    # what the brief itself sets so: the titles of pictures and digests
    assert set(elements.inside["em"]) == {"Map of incidents"}
    assert set(elements.inside["code"]) == {"ab" * 32}


def test_names_in_other_scripts_stay_as_they_are() -> None:
    assert ARABIC in brief_markdown(a_brief())


@given(st.text(max_size=60))
def test_any_text_comes_out_as_text(text: str) -> None:
    elements = html(f"before {plain(text)} after")
    assert {tag for tag, _ in elements.tags} <= {"p"}
