"""Writes the words that are common in reports of attacks: shared by two reports, they say little.

python -m training.frequent_words
"""

import json
import sys
import textwrap
from collections import Counter
from pathlib import Path

from tocsin.resolution.words import content_words

HERE = Path(__file__).parent
INTO = HERE.parent / "src" / "tocsin" / "data" / "resolution" / "common.txt"
LEAST = 0.012
"""The share of reports that a common word stands in."""
WIDTH = 118
HEAD = """\
# Words that stand in at least 12 of 1,000 reports of training/corpus, folded. Shared by two reports, they say little.
# Written by training.frequent_words. Licence: Apache-2.0, like Tocsin itself.
"""


def main() -> int:
    """Count the words of the corpus and write the common ones."""
    reports = [json.loads(line) for path in sorted((HERE / "corpus").glob("*.jsonl")) for line in path.open("rb")]
    counts: Counter[str] = Counter()
    for report in reports:
        counts.update(content_words([report["text"], report.get("headline") or ""]))
    common = sorted(word for word, count in counts.items() if count >= LEAST * len(reports) and not word.isdigit())
    INTO.write_text(HEAD + "\n".join(textwrap.wrap(" ".join(common), WIDTH)) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
