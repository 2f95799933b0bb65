import io

import pytest
from pypdf import PdfReader as PypdfReader
from pypdf import PdfWriter

from tests.malformed.generate import minimal_pdf
from tocsin.reading.base import Raw
from tocsin.reading.pdf import PdfReader, paragraphs
from tocsin.settings import Settings
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report

TEXT = "Two mortar bombs fell beside the ferry landing on Monday, the harbour master (a sailor) said."


def read(data: bytes) -> Report | Rejection:
    (found,) = PdfReader(Settings()).read(Raw("notice.pdf", data))
    return found


def rewritten(password: str | None = None, **about: str) -> bytes:
    writer = PdfWriter(clone_from=PypdfReader(io.BytesIO(minimal_pdf(TEXT))))
    writer.add_metadata({f"/{key}": value for key, value in about.items()})
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_the_text_of_a_page_is_read() -> None:
    report = read(minimal_pdf(TEXT))
    assert isinstance(report, Report)
    assert report.text == TEXT
    assert report.language == "en"


def test_the_title_is_the_one_that_the_file_declares() -> None:
    report = read(rewritten(Title="Mortars by the ferry"))
    assert isinstance(report, Report)
    assert report.title == "Mortars by the ferry"


def test_the_day_on_which_the_file_was_made_is_not_the_day_of_publication() -> None:
    report = read(rewritten(CreationDate="D:20210309143900+03'00'"))
    assert isinstance(report, Report)
    assert report.published is None


@pytest.mark.parametrize("title", ["Microsoft Word - notice.docx", "Untitled", ""])
def test_a_title_that_a_program_made_up_is_none(title: str) -> None:
    report = read(rewritten(Title=title))
    assert isinstance(report, Report)
    assert report.title == ""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (minimal_pdf(""), "without text"),
        (b"%PDF-1.4\n", "damaged PDF"),
        (minimal_pdf(TEXT)[:200], "damaged PDF"),
    ],
)
def test_what_holds_no_text_is_refused_with_a_mend(data: bytes, reason: str) -> None:
    found = read(data)
    assert isinstance(found, Rejection)
    assert reason in found.reason


def test_a_locked_file_is_refused_and_one_locked_for_changes_alone_is_read() -> None:
    found = read(rewritten("secret"))
    assert isinstance(found, Rejection)
    assert "encrypted" in found.reason
    assert isinstance(read(rewritten("")), Report)


def test_lines_become_paragraphs_again() -> None:
    page = (
        "Two mortar bombs fell beside the ferry land-\n"
        "ing of Old Qasimabad on Monday morning, the\n"
        "harbour master said.\n"
        "A porter was carried away with burns, and the\n"
        "landing was shut."
    )
    assert paragraphs([page]).split("\n\n") == [
        "Two mortar bombs fell beside the ferry landing of Old Qasimabad on Monday morning, the harbour master said.",
        "A porter was carried away with burns, and the landing was shut.",
    ]


def test_running_heads_and_page_numbers_go() -> None:
    pages = [
        f"Harbour Bulletin 14\nThe pier was shelled on day {word}.\n{n}"
        for n, word in enumerate(("one", "two", "six"), 1)
    ]
    text = paragraphs(pages)
    assert "Bulletin" not in text
    assert "day one" in text
    assert "day six" in text


def test_hyphens_of_names_stay() -> None:
    assert "al-Qasim" in paragraphs(["They came to the market of the town of al-\nQasim on Monday."])
