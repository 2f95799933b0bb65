"""Occasions put together: which there are, what can be counted around them, and the verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tocsin.analysis.occasions.around import Around, Setting, around
from tocsin.analysis.occasions.assumptions import assumptions
from tocsin.analysis.occasions.attacks import Attacks
from tocsin.analysis.occasions.known import KnownOccasion, PassedOver
from tocsin.analysis.occasions.masks import USUAL_REACH, Reach, masks
from tocsin.analysis.occasions.merging import EXACT
from tocsin.analysis.occasions.verdict import Verdict, verdict
from tocsin.analysis.tempo.counting import Window
from tocsin.analysis.tempo.nowcast import delay_of
from tocsin.analysis.tempo.preparing import prepare
from tocsin.vocabulary.mention import Rejection


@dataclass(frozen=True, slots=True)
class Occasions:
    """What lies before, during and after occasions in `window`, as far as it was known on `as_of`.

    `sorts` holds a row of each sort of occasions and side, `single` one of each occasion and side; chances of each are
    corrected by themselves. `tested` are the occasions that these rows are about, `passed_over` the others with the
    reason, `coming` those that begin after the window (of which some may be tested too, for the days before them).
    `incident_ids` are the attacks in the window, `undated_ids` those without a day. `rejections` are entries of
    calendars that could not be read.
    """

    verdict: Verdict
    window: Window
    as_of: date
    reach: Reach
    incident_ids: tuple[str, ...]
    undated_ids: tuple[str, ...]
    sorts: tuple[Around, ...]
    single: tuple[Around, ...]
    tested: tuple[KnownOccasion, ...]
    passed_over: tuple[PassedOver, ...]
    coming: tuple[KnownOccasion, ...]
    rejections: tuple[Rejection, ...]
    assumptions: tuple[str, ...]

    def occasion(self, occasion_id: str) -> KnownOccasion | None:
        """Return the occasion of that id that is tested or coming, or None."""
        return next((one for one in (*self.tested, *self.coming) if one.id == occasion_id), None)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """In which days, how far around occasions and as of which day attacks are counted."""

    window: Window
    as_of: date
    reach: Reach = USUAL_REACH
    seed: int = 1


def assess_occasions(
    attacks: Attacks,
    occasions: Sequence[KnownOccasion],
    circumstances: Circumstances,
    rejections: Sequence[Rejection] = (),
) -> Occasions:
    """Return what lies around `occasions`. The same seed gives the same figures."""
    window, reach = circumstances.window, circumstances.reach
    as_of = max(circumstances.as_of, window.end)
    delay = delay_of(attacks.events, as_of, circumstances.seed)
    inside = attacks.events.inside(window.start.toordinal(), window.end.toordinal())
    prepared = prepare(attacks.events.where(inside), window, delay, as_of, circumstances.seed)
    reasons = {one.id: reason_against(one, window, reach) for one in occasions}
    tested = tuple(one for one in occasions if not reasons[one.id])
    coming = tuple(one for one in occasions if one.when.start and one.when.start > window.end)
    ahead = {one.id for one in coming}
    passed = tuple(PassedOver(one, reasons[one.id]) for one in occasions if reasons[one.id] and one.id not in ahead)
    setting = Setting(attacks, prepared, window, reach)
    sorts = {sort: [one for one in tested if one.sort == sort] for sort in sorted({one.sort for one in tested})}
    rows = around(setting, sorts)
    return Occasions(
        verdict=verdict(rows, reach),
        window=window,
        as_of=as_of,
        reach=reach,
        incident_ids=attacks.where(inside),
        undated_ids=attacks.undated,
        sorts=rows,
        single=around(setting, {one.id: [one] for one in tested}),
        tested=tested,
        passed_over=passed,
        coming=coming,
        rejections=tuple(rejections),
        assumptions=assumptions(tested, len(passed), len(attacks.undated), reach, delay),
    )


def reason_against(occasion: KnownOccasion, window: Window, reach: Reach) -> str:
    """Return why nothing can be counted around `occasion` in `window`; "" where something can."""
    when = occasion.when
    if when.start is None or when.end is None:
        return "its day is not known"
    if when.ambiguous:
        return "its day can be read in two ways"
    if when.precision not in EXACT:
        return f"only its {when.precision} is known"
    if occasion.only_beside_attacks:
        return "it is told only in the same words as an attack, and so it lies near one"
    if not masks([(when.start, when.end)], window, reach):
        return "it lies outside the days looked at"
    return ""
