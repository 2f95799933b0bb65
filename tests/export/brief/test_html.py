import base64
import hashlib
import re
from html import unescape

import pytest

from tests.export.brief.written import ARABIC, ENDLESS, HOSTILE, a_brief
from tests.export.test_page import Elements
from tests.tasks.chronicle import DAY, SINCE, chronicle
from tocsin.export.brief.html import brief_page, isolated
from tocsin.tasks.brief import brief
from tocsin.tasks.briefing.question import Question
from tocsin.vocabulary.selection import Selection

SHAPES = {"path", "rect", "circle"}


@pytest.fixture(scope="module")
def page() -> str:
    return brief_page(brief(chronicle(), Question(Selection(), SINCE, DAY)))


def test_every_link_leads_somewhere_and_ids_are_unique(page: str) -> None:
    elements = Elements(page)
    ids = elements.all("id")
    assert len(ids) == len(set(ids))
    assert elements.open == []
    inner = [link for link in elements.all("href") if link.startswith("#")]
    assert len(inner) > 100
    assert {link[1:] for link in inner} <= set(ids)
    used = re.findall(r"url\(#([\w-]+)\)", page)
    assert set(used) <= set(ids)


def test_the_page_needs_nothing_else(page: str) -> None:
    elements = Elements(page)
    assert not [tag for tag, _ in elements.tags if tag in {"script", "link", "img", "iframe", "object", "form"}]
    assert not [
        name for _, attributes in elements.tags for name in attributes if name.startswith("on") or name == "style"
    ]
    assert "@import" not in page
    assert not re.search(r"url\((?!#)", page)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert unescape(policy) == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_words_of_others_cannot_act() -> None:
    page = brief_page(a_brief(HOSTILE, "javascript:alert(1)"))
    elements = Elements(page)
    assert elements.open == []
    assert not [tag for tag, _ in elements.tags if tag in {"script", "img"}]
    assert not [
        link for link in elements.all("href") if not link.startswith(("#", "https://")) and "javascript" in link
    ]
    assert "\u202e" not in page
    assert "\x1b" not in page
    assert "⟨RLO⟩" in page
    assert "{{ 7 * 7 }}" in unescape(page)


def test_names_keep_their_direction_and_stand_apart() -> None:
    page = brief_page(a_brief())
    assert f'<bdi dir="rtl">{ARABIC}</bdi>' in page
    assert 'id="row-1"' in page


def test_a_sentence_that_begins_with_a_name_in_another_script_is_not_turned_round() -> None:
    assert isolated(f"{ARABIC} is said to be a front for the Harbour League.").startswith('<bdi dir="ltr">')
    assert isolated("قال Reuters إن صاروخا سقط").startswith('<bdi dir="rtl">')


def test_colours_follow_the_screen_and_paper_is_white() -> None:
    page = brief_page(a_brief())
    assert "@media screen and (prefers-color-scheme: dark) {:root{" in page.replace("){", ") {")
    assert "@media print" in page


def test_pictures_say_in_words_what_they_show(page: str) -> None:
    pictures = [
        attributes for tag, attributes in Elements(page).tags if tag == "svg" and attributes.get("role") == "img"
    ]
    assert len(pictures) == 4
    assert all(len(attributes["aria-label"]) > 20 for attributes in pictures)


def test_endless_words_are_broken() -> None:
    page = brief_page(a_brief(ENDLESS))
    assert "overflow-wrap" in page
    assert len(page) < 400_000
