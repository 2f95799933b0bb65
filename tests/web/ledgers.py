"""Ledgers for tests of pages: a few attacks told by several papers, and reports that mean no good."""

from tests.tasks.stories import START, Told, a_story
from tocsin.ledger.base import Finds, Ledger
from tocsin.ledger.memory import MemoryLedger
from tocsin.tasks.add import keep
from tocsin.tasks.resolve import resolve
from tocsin.testing.builders import TEXT, a_full_mention, a_report, a_retrieval
from tocsin.vocabulary.report import Source
from tocsin.vocabulary.retrieval import Retrieval
from tocsin.vocabulary.selection import Selection
from tocsin.vocabulary.values import Actor, Target, Where

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
BIDI = "\u202egnp.exe\u2066 \u0085\x1b[31m"
ATTACK = f"\"'{SCRIPT}{BIDI}{{{{ 7*7 }}}}"
"""Text that would act on a page that is not careful: markup, quotes, turned direction, codes, a template."""
HUGE = "A" * 200_000
"""A word that has no end."""


def a_tracker(*told: Told) -> Ledger:
    """Return a ledger with a report for each of `told`, resolved."""
    ledger = MemoryLedger()
    for number, one in enumerate(told or (Told(), Told(), Told("Mosul", 3, "ied", 2), Told("Kirkuk", 40, "shooting"))):
        extraction = a_story(number, one)
        keep(Retrieval(extraction.report, START, b"<p>words</p>", "text/html"), extraction, ledger)
    resolve(ledger)
    return ledger


def a_hostile_tracker() -> Ledger:
    """Return a ledger with one report whose every part is hostile."""
    ledger = MemoryLedger()
    report = a_report(
        f"{TEXT} {ATTACK} {HUGE}", id=f"evil/{ATTACK}?#&", title=ATTACK, source=Source(f"{ATTACK} Post", "IQ")
    )
    values = {
        "target": Target(ATTACK),
        "perpetrator": Actor(ATTACK),
        "where": Where(ATTACK),
    }
    mention = a_full_mention(report, values)  # type: ignore[arg-type]  # the keys are slots
    ledger.add(a_retrieval(report), Finds((mention,)))
    resolve(ledger)
    return ledger


def the_incident(ledger: Ledger, number: int = 0) -> str:
    """Return the id of an incident, oldest first."""
    return ledger.incidents(Selection()).incidents[number].id
