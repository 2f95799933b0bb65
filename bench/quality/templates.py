"""The MUC-4 test set TST2, read by the adapter and scored by its own scorer."""

from bench.quality.scorers import SHARED, template_scorer
from bench.quality.sets import Skipped

NAME = "muc4"


def score_messages(workers: int) -> float | Skipped:
    """Return F over all templates of TST2, read by `workers` processes, or why it cannot be measured."""
    texts, keys = SHARED / "muc4" / "texts" / "tst2-muc4", SHARED / "muc4" / "keys" / "key-tst2.v4"
    scorer = template_scorer()
    if scorer is None or not texts.is_file() or not keys.is_file():
        return Skipped(NAME, "the messages, their keys or their scorer are not there")
    return Skipped(NAME, f"the adapter is not there yet ({workers} processes)")
