"""PDF: the text of its pages and its title.

The day on which the file was made is not taken: a page that was printed yesterday may have been published years ago.
"""

import io
import logging
import re
import zlib
from collections import Counter
from collections.abc import Iterator

from pypdf import PdfReader as PypdfReader
from pypdf.errors import PyPdfError

from tocsin.errors import InputError
from tocsin.reading.base import Raw
from tocsin.reading.content import content
from tocsin.reading.decoding import tidy
from tocsin.reading.making import MAX_CHARACTERS, Draft, make_report, reject
from tocsin.settings import Settings
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report

_MAX_PAGES = 500
_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n(?=[a-zà-öø-ÿ])")
_HYPHEN_OF_NAME = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")
_SENTENCE_END = re.compile(r"""[.!?…:؟。]["'”’»)\]]*$""")
# pypdf raises its own errors and, on files that no PDF program wrote, those of Python.
_PDF_ERRORS = (
    PyPdfError, ValueError, TypeError, AttributeError, LookupError, RecursionError, OverflowError, AssertionError,
    NotImplementedError, OSError, zlib.error, ImportError, ArithmeticError, MemoryError,
)  # fmt: skip


class PdfReader:
    """Reads the one report of a PDF file that holds text (not pictures of text)."""

    name = "pdf"

    def __init__(self, settings: Settings) -> None:
        self._limit = settings.max_bytes

    def accepts(self, raw: Raw, head: bytes) -> bool:  # noqa: ARG002 -- the protocol's argument
        """Whether the first kilobyte holds the PDF mark."""
        return b"%PDF-" in head[:1024]

    def read(self, raw: Raw) -> Iterator[Report | Rejection]:
        """Yield the report of `raw`."""
        # The library warns of every oddity in a file; what comes of it is in the report or the rejection.
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
        try:
            document = _open(content(raw, self._limit))
            pages = _page_texts(document)
            title = _title(document)
        except InputError as error:
            yield reject(raw.name, str(error))
            return
        text = paragraphs(pages)
        if not text.strip():
            yield reject(raw.name, "is a PDF without text (scanned pages?); recognise its characters first (OCR)")
            return
        yield make_report(Draft(name=raw.name, text=text, title=title, url=raw.url))


def _open(data: bytes) -> PypdfReader:
    try:
        document = PypdfReader(io.BytesIO(data))
        locked = document.is_encrypted and not document.decrypt("")
    except _PDF_ERRORS as error:
        raise InputError(f"is a damaged PDF: {error}") from error
    if locked:
        raise InputError("is an encrypted PDF; save it without its password")
    return document


def _page_texts(document: PypdfReader) -> list[str]:
    texts: list[str] = []
    try:
        for page in document.pages:
            texts.append(tidy(page.extract_text()))
            if len(texts) > _MAX_PAGES or sum(map(len, texts)) > MAX_CHARACTERS:
                raise InputError(f"has more than {_MAX_PAGES} pages or {MAX_CHARACTERS:,} characters; split it")
    except _PDF_ERRORS as error:
        if not texts:
            raise InputError(f"is a damaged PDF: {error}") from error
    return texts


def _title(document: PypdfReader) -> str:
    """Return the title that the file declares, if a person may have written it."""
    try:
        about = document.metadata
        title = about.title if about else None
    except _PDF_ERRORS:
        return ""
    plausible = (
        isinstance(title, str) and " " in title.strip() and not re.search(r"\.(docx?|indd|pdf|qxd)$", title, re.I)
    )
    return (title or "") if plausible else ""


def _without_running_heads(pages: list[str]) -> list[list[str]]:
    """Return the lines of each page without those that stand first or last on three pages or more, numbers aside."""
    lines = [[line.strip() for line in page.split("\n")] for page in pages]
    lines = [[line for line in page if line] for page in lines]
    masked = Counter(re.sub(r"\d+", "#", page[i]) for page in lines for i in {0, len(page) - 1} if page)
    repeated = {line for line, count in masked.items() if count >= 3}
    return [
        [
            line
            for i, line in enumerate(page)
            if i not in {0, len(page) - 1} or (re.sub(r"\d+", "#", line) not in repeated and not line.isdigit())
        ]
        for page in lines
    ]


def paragraphs(pages: list[str]) -> str:
    """Return the text of `pages` as paragraphs: words and lines that the layout broke are joined again."""
    lines = "\n".join("\n".join(page) for page in _without_running_heads(pages))
    lines = _HYPHENATED.sub("", lines).replace("\u00ad", "")
    lines = _HYPHEN_OF_NAME.sub("-", lines)
    broken = lines.split("\n")
    width = max((len(line) for line in broken), default=0)
    done: list[str] = []
    for line in broken:
        before = done[-1] if done else ""
        last = before.rsplit("\n", 1)[-1]
        ended = not last or (_SENTENCE_END.search(last) and len(last) < 0.85 * width)
        if not ended and (len(last) > 0.6 * width or line[:1].islower()):
            done[-1] = f"{before}\n{line}"
        else:
            done.append(line)
    return "\n\n".join(part.replace("\n", " ") for part in done if part).strip()
