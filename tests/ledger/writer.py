"""A program that adds reports, judgements and incidents to a ledger without end, and says what is committed.

`python -m tests.ledger.writer ADDRESS NAME [COUNT]`: each line on standard output is the number of a report that is
there for good. To be killed.
"""

import itertools
import sys

from tocsin.ledger.base import Finds, Ledger
from tocsin.ledger.opening import open_ledger
from tocsin.testing.builders import TEXT, a_full_mention, a_judgement, a_report, a_retrieval, an_incident
from tocsin.vocabulary.report import Report


def report_of(name: str, number: int) -> Report:
    return a_report(f"{TEXT} {name} tells it for the {number}. time.", id=f"{name}-{number}")


def write_one(ledger: Ledger, name: str, number: int) -> None:
    """Add one report with two mentions, judge them and write their incident, all in one transaction."""
    report = report_of(name, number)
    mentions = tuple(a_full_mention(report, number=n) for n in (1, 2))
    with ledger.writing():
        entries = ledger.add(a_retrieval(report), Finds(mentions, bands=(number,))).entries
        one, other = (entry.mention.id for entry in entries)
        ledger.append_judgements([a_judgement(one, other)])
        ledger.replace_incidents([one, other], [an_incident(*entries)])


def main(address: str, name: str, count: int | None = None) -> None:
    ledger = open_ledger(address, timeout_s=60)
    for number in itertools.count() if count is None else range(count):
        write_one(ledger, name, number)
        print(number, flush=True)
    ledger.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else None)
