from datetime import date, timedelta

import numpy as np
import pytest

from tests.analysis.occasions.told import noted, told
from tocsin.analysis.occasions.assess import Circumstances, Occasions, assess_occasions
from tocsin.analysis.occasions.attacks import attacks_of
from tocsin.analysis.occasions.known import OccasionTelling
from tocsin.analysis.occasions.masks import Reach
from tocsin.analysis.occasions.merging import merged
from tocsin.analysis.tempo.counting import Window
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.occurrence import Occurrence
from tocsin.vocabulary.values import When

FIRST = date(2024, 1, 1)
DAYS = 300
WINDOW = Window(FIRST, FIRST + timedelta(days=DAYS - 1))
VISITS = (40, 97, 181, 260)


def on(day: int, length: int = 1) -> When:
    start = FIRST + timedelta(days=day)
    return When(start, start + timedelta(days=length - 1), "day" if length == 1 else "days")


def an_attack(number: int, day: int | None, length: int = 1, status: str = "reported") -> Occurrence:
    first = None if day is None else FIRST.toordinal() + day
    last = None if first is None else first + length - 1
    return Occurrence(f"inc-{number}", "rocket", status, first, last, 1, FIRST.toordinal() + DAYS, {})


def before_visits(seed: int = 1) -> list[Occurrence]:
    generator = np.random.default_rng(seed)
    counts = generator.poisson(0.3, DAYS)
    for day in VISITS:
        counts[day - 7 : day] += generator.poisson(1.0, 7)
    return [an_attack(number, int(day)) for number, day in enumerate(np.repeat(np.arange(DAYS), counts))]


def assessed(attacks: list[Occurrence], tellings: list[OccasionTelling], reach: Reach = Reach()) -> Occasions:  # noqa: B008  frozen
    circumstances = Circumstances(WINDOW, WINDOW.end, reach)
    return assess_occasions(attacks_of(attacks), merged(tellings), circumstances)


def visits(*days: int) -> list[OccasionTelling]:
    return [noted(on(day), f"Visit {day}", day) for day in days]


def test_attacks_before_visits_are_found_and_those_about_other_days_are_not() -> None:
    attacks = before_visits()
    votes = [noted(on(day), f"Vote {day}", day, sort="vote") for day in (10, 70, 140, 215)]
    found = assessed(attacks, [*visits(*VISITS), *votes])
    rows = {(row.name, row.side): row for row in found.sorts}
    before = rows["visit", "before"]
    inside = [one.id for one in attacks if any(0 < FIRST.toordinal() + v - (one.first_day or 0) <= 7 for v in VISITS)]
    assert set(before.incident_ids) == set(inside)
    assert before.incidents == len(inside)
    assert before.ratio.low > 1.5
    assert before.chance <= before.corrected < 0.05
    assert rows["vote", "before"].corrected > 0.05
    assert found.verdict.finding == "more"
    assert found.verdict.strongest == before
    assert found.verdict.sentence.startswith("It is almost certain (")
    assert "that there were more attacks than usual in the 7 days before visits: " in found.verdict.sentence


def test_each_occasion_is_looked_at_by_itself_too() -> None:
    found = assessed(before_visits(), visits(*VISITS))
    assert {row.name for row in found.single} == {one.id for one in found.tested}
    by_itself = [row for row in found.single if row.side == "before"]
    (together,) = (row for row in found.sorts if row.side == "before")
    assert sum(row.incidents for row in by_itself) == together.incidents
    assert together.chance <= min(row.chance for row in by_itself)
    assert found.occasion(by_itself[0].name) is not None
    assert found.occasion("occ-nothing") is None


def test_nothing_is_found_where_nothing_is() -> None:
    generator = np.random.default_rng(9)
    attacks = [an_attack(number, int(day)) for number, day in enumerate(generator.integers(0, DAYS, 90))]
    found = assessed(attacks, visits(*VISITS))
    assert found.verdict.finding == "none"
    assert found.verdict.probability < 0.55


def test_an_occasion_to_come_is_tested_by_the_days_before_it() -> None:
    found = assessed(before_visits(), visits(DAYS + 2, DAYS + 40))
    near, far = found.coming
    assert found.tested == (near,)
    assert [(row.side, row.days) for row in found.sorts] == [("before", 5)]
    assert far.words == f"Visit {DAYS + 40}"
    assert found.passed_over == ()


@pytest.mark.parametrize(
    ("telling", "reason"),
    [
        (told(When(), "a trip to Rome"), "its day is not known"),
        (told(When(FIRST, FIRST + timedelta(days=30), "month"), "to Rome"), "only its month is known"),
        (told(When(FIRST, FIRST, "day", ambiguous=True), "to Rome"), "two ways"),
        (told(on(50), "to Rome after the attack", beside=True), "in the same words as an attack"),
        (told(on(-30), "to Rome"), "outside the days looked at"),
    ],
)
def test_what_nothing_can_be_counted_about_is_passed_over_with_the_reason(
    telling: OccasionTelling, reason: str
) -> None:
    found = assessed(before_visits(), [telling])
    (passed,) = found.passed_over
    assert reason in passed.reason
    assert found.sorts == found.single == ()
    assert found.verdict.finding == "none"
    assert "nothing can be said" in found.verdict.sentence


def test_days_that_are_a_range_are_drawn() -> None:
    attacks = [an_attack(0, 40), an_attack(1, 30, length=20), an_attack(2, None), an_attack(3, 41, status="planned")]
    found = assessed(attacks, [noted(on(40, 3), "Talks")], Reach(7, 7))
    during = next(row for row in found.sorts if row.side == "during")
    assert during.incident_ids == ("inc-1", "inc-0")
    assert 1 < during.incidents < 2
    assert found.incident_ids == ("inc-1", "inc-0")
    assert found.undated_ids == ("inc-2",)
    assert "1 attack without a day is not counted." in found.assumptions


def test_occasions_of_reports_alone_are_doubted() -> None:
    said = [
        " ".join(assessed(before_visits(), tellings).assumptions) for tellings in ([told(on(50), "Rome")], visits(50))
    ]
    assert ["known from the reports alone" in words for words in said] == [True, False]


def test_the_same_seed_gives_the_same_and_rejections_are_kept() -> None:
    attacks = attacks_of([*before_visits(), an_attack(999, 20, length=40)])
    circumstances = Circumstances(WINDOW, WINDOW.end)
    rejection = Rejection("own.csv, line 3", "calendar", "no day")
    one, other = (assess_occasions(attacks, merged(visits(*VISITS)), circumstances, [rejection]) for _ in range(2))
    assert one == other
    assert one.rejections == (rejection,)


def test_arrests_are_no_attacks_unless_they_are_asked_for() -> None:
    arrest = Occurrence("inc-a", "arrest", "reported", 738000, 738000, 1, 738001, {})
    assert attacks_of([arrest]).ids == ()
    assert attacks_of([arrest], ("arrest",)).ids == ("inc-a",)
