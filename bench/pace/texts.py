"""The texts that are read: the corpus beside the repository, else the samples; and how their tokens are counted."""

import re
from collections.abc import Iterable
from datetime import date

from bench.quality.sets import GoldSet, gold_sets
from tocsin.vocabulary.report import Report, Source

TOKEN = re.compile(r"\w+|[^\w\s]")
"""A word or a mark: what spaCy counts to within a thousandth, and no tokenizer's own pieces."""
FIRST = Report("first", "Two rockets landed near the old mill on Monday, police said.", Source(""), language="en")
"""What is read at the start, so that no file is opened and no cache filled while the clock runs."""


def reports(limit: int) -> tuple[str, list[Report]]:
    """Return the name of the set and up to `limit` of its reports."""
    sets = [one for one in gold_sets() if isinstance(one, GoldSet)]
    corpus = [one for one in sets if one.name.startswith("corpus/")]
    chosen = corpus or [one for one in sets if one.name == "samples"]
    # One report of each file in turn, so that any limit has long and short ones alike.
    rows = [one.reports for one in chosen]
    mixed = [row[n] for n in range(max(map(len, rows), default=0)) for row in rows if n < len(row)]
    out = [
        Report(
            f"{n}",
            raw["text"],
            Source(raw.get("source") or ""),
            raw.get("headline") or "",
            date.fromisoformat(raw["published"]) if raw.get("published") else None,
            language="en",
        )
        for n, raw in enumerate(mixed[:limit])
    ]
    return "the corpus" if corpus else "the samples", out


def tokens(over: Iterable[Report]) -> int:
    """Return how many words and marks the texts of `over` have."""
    return sum(len(TOKEN.findall(report.text)) for report in over)
