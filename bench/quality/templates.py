"""The MUC-4 test set TST2, answered by the adapter and scored by its own scorer."""

import tempfile
from pathlib import Path

from bench.muc.reading import respond
from bench.quality.scorers import SHARED, template_scorer
from bench.quality.sets import Skipped

NAME = "muc4"
MUC4 = SHARED / "muc4"
PLACES = MUC4 / "task" / "set-list-location.v4"


def score_messages(workers: int) -> tuple[float, float, float] | Skipped:
    """Return precision, recall and F over all templates of TST2, read by `workers` processes, or why not."""
    texts, keys = MUC4 / "texts" / "tst2-muc4", MUC4 / "keys" / "key-tst2.v4"
    scorer = template_scorer()
    if scorer is None or not texts.is_file() or not keys.is_file():
        return Skipped(NAME, "the messages, their keys or their scorer are not there")
    responses = respond([texts], PLACES if PLACES.is_file() else None, workers)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "response"
        path.write_text("\n".join(responses), encoding="latin-1", errors="replace")
        rows = scorer.evaluate(scorer.parse(str(keys)), scorer.parse(str(path))).values()
    precision, recall, f = scorer.prf(*(sum(row[n] for row in rows) for n in range(3)))
    return precision, recall, f
