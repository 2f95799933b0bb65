import io

import pytest
from pypdf import PdfReader

from tests.export.brief.written import ARABIC, ENDLESS, HOSTILE, a_brief
from tests.tasks.chronicle import DAY, SINCE, chronicle
from tocsin.errors import PluginError
from tocsin.export import extras
from tocsin.export.brief.printed import brief_pdf
from tocsin.tasks.brief import brief
from tocsin.tasks.briefing.question import Question
from tocsin.vocabulary.selection import Selection

pytest.importorskip("typst", reason="PDF needs the package typst: pip install 'tocsin[pdf]'")


def text_of(written: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(written)).pages)


@pytest.fixture(scope="module")
def written() -> bytes:
    return brief_pdf(brief(chronicle(), Question(Selection(), SINCE, DAY)))


def test_it_has_pages_with_numbers_titles_and_the_sections(written: bytes) -> None:
    reader = PdfReader(io.BytesIO(written))
    text = text_of(written)
    assert len(reader.pages) >= 3
    assert f"1 / {len(reader.pages)}" in text
    for title in ("In short", "What is new", "Is it rising?", "Where and when", "Incidents and sources"):
        assert title in text
    assert reader.metadata is not None
    assert reader.metadata.title == "All incidents, 12 May 2024"


def test_numbers_are_links_within_it_and_addresses_lead_out(written: bytes) -> None:
    annotations = [one.get_object() for page in PdfReader(io.BytesIO(written)).pages for one in page.get("/Annots", [])]
    inner = [one for one in annotations if "/Dest" in one or one.get("/A", {}).get("/S") == "/GoTo"]
    outer = {one["/A"]["/URI"] for one in annotations if "/URI" in one.get("/A", {})}
    assert len(inner) > 60
    assert "https://river-post.example/6" in outer


def test_its_typefaces_are_in_it_arabic_among_them(written: bytes) -> None:
    held = [page.get("/Resources", {}).get("/Font", {}) for page in PdfReader(io.BytesIO(written)).pages]
    fonts = {str(font.get_object()["/BaseFont"]) for fonts in held for font in fonts.values()}
    assert any("IBMPlexSansArabic" in font for font in fonts)
    assert any("IBMPlexSans-" in font for font in fonts)
    # readers of text give words in the order of sight
    assert set(ARABIC.split()) <= set(text_of(brief_pdf(a_brief())).split())


def test_words_of_others_are_data_and_never_a_template() -> None:
    text = text_of(brief_pdf(a_brief(HOSTILE, "javascript:alert(1)")))
    assert "#panic()" in text
    assert "$x$" in text
    annotations = str(PdfReader(io.BytesIO(brief_pdf(a_brief(HOSTILE, "javascript:alert(1)")))).pages[0].get("/Annots"))
    assert "javascript" not in annotations


def test_endless_words_make_no_endless_document() -> None:
    assert len(PdfReader(io.BytesIO(brief_pdf(a_brief(ENDLESS)))).pages) < 40


def test_the_same_brief_is_the_same_file() -> None:
    assert brief_pdf(a_brief()) == brief_pdf(a_brief())


def test_without_the_package_the_mend_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(extras, "import_module", missing)
    with pytest.raises(PluginError, match=r"pip install 'tocsin\[pdf\]'"):
        brief_pdf(a_brief())
