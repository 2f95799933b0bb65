"""Many questions at once: chances corrected for how many were asked."""

from collections.abc import Sequence


def holm(chances: Sequence[float]) -> list[float]:
    """Return `chances` (each from 0 to 1) corrected for their number.

    That any of them is below a level by nothing but chance is then no more frequent than that level, however they hang
    together: S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6,
    1979, 65-70.
    """
    corrected = [1.0] * len(chances)
    highest = 0.0
    for rank, at in enumerate(sorted(range(len(chances)), key=lambda at: chances[at])):
        highest = max(highest, min((len(chances) - rank) * chances[at], 1.0))
        corrected[at] = highest
    return corrected


def none_before(questions: int, none_at_all: float = 0.5) -> float:
    """Return the probability beforehand that one of `questions` is answered by "nothing there".

    It makes "nothing there in any of them" as probable as `none_at_all`, so that many questions find no more by their
    number: P. H. Westfall, W. O. Johnson and J. M. Utts, A Bayesian perspective on the Bonferroni adjustment,
    Biometrika 84, 1997, 419-427.
    """
    return float(none_at_all ** (1 / max(questions, 1)))
