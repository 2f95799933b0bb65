"""`tocsin brief`: what is new, what changed and what it comes to, on a few pages in which every number is proved."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from tocsin import __version__
from tocsin.export.brief.base import Brief, Register, Section
from tocsin.export.brief.html import brief_page
from tocsin.export.brief.markdown import brief_markdown
from tocsin.export.brief.printed import brief_pdf
from tocsin.export.incident_words import title_of
from tocsin.export.visible import one_line
from tocsin.export.whole import whole
from tocsin.ledger.base import Ledger
from tocsin.tasks.briefing.arrivals import changed, news
from tocsin.tasks.briefing.contests import contests
from tocsin.tasks.briefing.dossiers import behind
from tocsin.tasks.briefing.gravity import gravity
from tocsin.tasks.briefing.material import Material, gather
from tocsin.tasks.briefing.method import method
from tocsin.tasks.briefing.opening import opening
from tocsin.tasks.briefing.outlook import outlook
from tocsin.tasks.briefing.pace import pace
from tocsin.tasks.briefing.people import people
from tocsin.tasks.briefing.question import Question
from tocsin.tasks.briefing.whereabouts import whereabouts

PARTS: tuple[Callable[[Material, Register], Section], ...] = (
    opening, news, changed, pace, gravity, whereabouts, people, contests, outlook, method,
)  # fmt: skip
"""The parts of a brief, in their order."""
STEPS = len(PARTS) + 2
"""Steps that a brief is made in: gathering, each part, and what stands behind them."""
FORMS: dict[str, Callable[[Brief], bytes]] = {
    "html": lambda brief: brief_page(brief).encode(),
    "markdown": lambda brief: brief_markdown(brief).encode(),
    "pdf": brief_pdf,
}
"""How a brief is written, by the name of the form."""
SUFFIXES = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".pdf": "pdf"}
"""The form by the end of a file's name."""


def brief(ledger: Ledger, question: Question, done: Callable[[], None] = lambda: None) -> Brief:
    """Return the brief that answers `question`, calling `done` after each of its STEPS.

    A period without incidents makes a brief that says so. Raises InputError for files that cannot be read, LedgerError.
    """
    material = gather(ledger, question)
    done()
    register = Register({incident.id: title_of(incident) for incident in material.known})
    sections = []
    for part in PARTS:
        sections.append(part(material, register))
        done()
    full, further = behind(ledger, material, register.named)
    done()
    return Brief(
        title=question.title,
        scope=question.scope,
        since=question.since,
        day=question.day,
        version=__version__,
        sections=tuple(sections),
        listings=register.listings(),
        dossiers=full,
        further=further,
        left_out=tuple(f"{one_line(one.item)}: {one_line(one.reason)}" for one in material.rejections),
    )


def form_of(path: Path) -> str:
    """Return the form that the name of `path` asks for, "" where it asks for none."""
    return SUFFIXES.get(path.suffix.lower(), "")


def write_brief(made: Brief, form: str, output: Path | BinaryIO, replace: bool = False) -> None:
    """Write a brief to a file, whole or not at all, or to a stream. Raises OutputError, OSError."""
    written = FORMS[form](made)
    if not isinstance(output, Path):
        output.write(written)
        return
    with whole(output, replace) as stream:
        stream.write(written)
