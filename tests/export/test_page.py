import base64
import hashlib
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest

from tests.export.annotated import SAMPLES, extraction_of
from tocsin.export.page import page
from tocsin.extraction.base import Extraction
from tocsin.testing.builders import a_claim, a_mention, a_rejection, a_report, a_span, a_tie, an_occasion
from tocsin.vocabulary.values import Target

VOID = {"meta", "br", "img", "link", "input", "path"}
HOSTILE = "<script>alert(1)</script>\"'<img src=x onerror=alert(1)>&\u202e\x1b</style></script>{{ 7 * 7 }}"


class Elements(HTMLParser):
    """All start tags of a page with their attributes, its text, and whether every element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.inside: dict[str, list[str]] = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.inside.setdefault(self.open[-1] if self.open else "", []).append(data)

    def all(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.tags if attribute in attributes]


def hostile() -> Extraction:
    report = a_report(HOSTILE, id=HOSTILE, title=HOSTILE)
    claims = [a_claim(slot, None, a_span("alert(1)", report)) for slot in ("kind", "status", "trigger")]
    claims.append(a_claim("target", Target(HOSTILE), a_span("<script>", report)))
    mention = a_mention(*claims, report=report)
    return Extraction(report, (mention,), rejections=(a_rejection(HOSTILE),))


@pytest.mark.parametrize("count", [1, len(SAMPLES)])
def test_every_link_leads_somewhere_and_ids_are_unique(count: int) -> None:
    elements = Elements(page([extraction_of(sample) for sample in SAMPLES[:count]]))
    assert elements.open == []
    ids = elements.all("id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in elements.all("href") if href.startswith("#")}
    assert targets
    assert targets <= set(ids)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: str(sample["id"]))
def test_the_text_is_whole_and_each_value_links_to_its_words(sample: dict[str, str]) -> None:
    findings = extraction_of(sample)
    html = page([findings])
    body = re.search(r'<div class="text"[^>]*>(.*?)</div>', html, re.S)
    assert body
    assert unescape(re.sub(r"<[^>]+>", "", body[1])) == sample["text"]
    ids = set(Elements(html).all("id"))
    for mention in findings.mentions:
        assert {f"r1-{claim.span.start}-{claim.span.end}" for claim in mention.claims} <= ids


def test_it_asks_for_nothing_and_allows_only_its_own_style_and_script() -> None:
    html = page([extraction_of(SAMPLES[0])])
    elements = Elements(html)
    assert not {"link", "img", "iframe", "object", "embed", "base", "form"} & {tag for tag, _ in elements.tags}
    assert not elements.all("src")
    assert not elements.all("style")
    assert not [name for _, attributes in elements.tags for name in attributes if name.startswith("on")]
    policy = next(a["content"] for t, a in elements.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256("".join(elements.inside[tag]).encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "url(" not in "".join(elements.inside["style"])
    assert "@import" not in "".join(elements.inside["style"])


def test_hostile_text_is_shown_and_does_nothing() -> None:
    html = page([hostile(), hostile()])
    elements = Elements(html)
    assert elements.open == []
    assert [tag for tag, _ in elements.tags].count("script") == 1
    assert "img" not in {tag for tag, _ in elements.tags}
    assert "\u202e" not in html
    assert "\x1b" not in html
    assert "⟨RLO⟩" in html
    assert "{{ 7 * 7 }}" in html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "file:///etc/passwd", "x"])
def test_only_web_addresses_become_links(url: str) -> None:
    html = page([Extraction(replace(a_report(), url=url))])
    assert f'href="{url}' not in html
    assert url.split(":", maxsplit=1)[0] in html
    assert 'href="https://a.example/x"' in page([Extraction(replace(a_report(), url="https://a.example/x"))])


def test_many_reports_have_an_index_and_one_has_none() -> None:
    several = page([extraction_of(sample) for sample in SAMPLES[:3]])
    assert several.count('<section class="report"') == 3
    assert 'id="index"' in several
    assert [f'href="#r{n}"' in several for n in (1, 2, 3)] == [True] * 3
    assert 'id="index"' not in page([extraction_of(SAMPLES[0])])


def test_groups_context_and_what_was_left_out_are_told() -> None:
    html = page([Extraction(a_report(), (a_mention(),), (a_tie(),), (an_occasion(),), (a_rejection(),))])
    for words in ("front for", "visit", "it is empty", "1 incident"):
        assert words in html
    assert "No attack found" in page([Extraction(a_report("Quiet."))])
    assert "No attack found" not in page([Extraction(a_report("هدوء"), rejections=(a_rejection("Arabic"),))])


def test_right_to_left_text_keeps_its_direction() -> None:
    html = page([Extraction(a_report("انفجرت قنبلة في بغداد", title="انفجار", language="ar"))])
    assert re.search(r'<div class="text" lang="ar" dir="auto">', html)
    assert "انفجرت قنبلة في بغداد" in html
    assert re.search(r'<h1 [^>]*dir="auto">انفجار</h1>', html)
