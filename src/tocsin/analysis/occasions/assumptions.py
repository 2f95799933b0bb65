"""What the figures around occasions rest on, said in plain sentences."""

from collections.abc import Iterator, Sequence

from tocsin.analysis.occasions.known import KnownOccasion
from tocsin.analysis.occasions.masks import Reach
from tocsin.analysis.occasions.shifting import ABOUT
from tocsin.analysis.tempo.nowcast import Delay
from tocsin.analysis.tempo.wording import counted


def assumptions(
    tested: Sequence[KnownOccasion], passed_over: int, undated: int, reach: Reach, delay: Delay
) -> tuple[str, ...]:
    """Return the assumptions, those that hold for every selection first."""
    return tuple(_sentences(tested, passed_over, undated, reach, delay))


def _sentences(
    tested: Sequence[KnownOccasion], passed_over: int, undated: int, reach: Reach, delay: Delay
) -> Iterator[str]:
    yield (
        f"Usual is the rate of the {2 * ABOUT} days about each day, without those near occasions of the sort; "
        "weekday patterns are taken into account."
    )
    yield (
        f"Looked at are {counted(reach.before, 'day')} before and {counted(reach.after, 'day')} after; the day of an "
        "occasion of one day is its first day after."
    )
    yield "That attacks lie near occasions does not say that they are meant for them."
    reported = sum(not one.in_calendar for one in tested)
    if reported:
        yield (
            f"{counted(reported, 'occasion')} {'is' if reported == 1 else 'are'} known from the reports alone: who "
            "writes of an attack looks for an occasion near it. A calendar made without regard to attacks is the "
            "fairer test."
        )
    if delay.known:
        yield "What is not reported yet of the last days is added to what is usual there."
    else:
        yield "Reports are taken to come at once: how late they come is not known."
    if undated:
        yield f"{counted(undated, 'attack')} without a day {'is' if undated == 1 else 'are'} not counted."
    if passed_over:
        yield f"{counted(passed_over, 'occasion')} whose days are too vague, or lie elsewhere, are passed over."
