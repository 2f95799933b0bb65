"""Augmentation: an annotated report made into another one, every quote still standing in its text in its role.

Kind, status and stance never change: a report that names another actor or another word for it tells of the same event.
"""

import random
from collections.abc import Callable

from training.augment_figures import shift_dates, swap_numbers
from training.augment_names import swap_actors, swap_people, swap_places, swap_sites
from training.augment_quotes import Draft, Report
from training.augment_surface import change_case, change_loading, change_punctuation, furnish, mistype

CHANGES: tuple[tuple[Callable[[Draft, random.Random], object], float], ...] = (
    # Dates and figures first: their grammars want the text as it was written.
    (shift_dates, 0.35),
    (swap_numbers, 0.5),
    (swap_actors, 0.5),
    (swap_places, 0.5),
    (swap_sites, 0.4),
    (swap_people, 0.5),
    (change_loading, 0.3),
    (furnish, 0.25),
    (change_punctuation, 0.3),
    (mistype, 0.25),
    (change_case, 0.15),
)
"""Every change in its order, with the share of reports that it is drawn for."""


def augmented(report: Report, rng: random.Random) -> Report:
    """Return a changed copy of `report`, an annotated report; each change is drawn by itself.

    Raises ValueError if a quote of `report` does not stand in its text.
    """
    draft = Draft(report)
    for change, share in CHANGES:
        if rng.random() < share:
            change(draft, rng)
    return draft.finish()
