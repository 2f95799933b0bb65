"""What an index names for a block holds all that lies in it: by cells of the globe and by windows of days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tocsin.ledger.grid import MANY, WORLD, cell_of, cells_around, cells_of_points
from tocsin.ledger.spans import day_of, span_of, windows
from tocsin.ledger.whereabouts import Whereabouts, lies_in, whereabouts_of, window_of
from tocsin.testing.builders import PUBLISHED, a_claim, a_full_mention, a_place, a_report, a_span
from tocsin.vocabulary.entry import Block
from tocsin.vocabulary.geometry import distance_km, shift
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.values import When, Where

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)
KILOMETRES = st.one_of(st.floats(0, 100), st.floats(0, 1000))
DAYS = st.dates(date(2023, 1, 1), date(2025, 12, 31))


@given(LATITUDES, LONGITUDES, KILOMETRES, KILOMETRES, st.floats(0, 360), st.floats(0, 1))
def test_no_point_in_a_circle_is_outside_of_its_cells(
    lat: float, lon: float, km: float, precision: float, bearing: float, share: float
) -> None:
    point = shift((lat, lon), bearing, (km + precision) * share)
    cells = cells_around(lat, lon, km)
    if distance_km((lat, lon), point) <= km + precision and cells is not None:
        assert cell_of(*point, precision) in cells
        assert len(cells) <= MANY
    points = cells_of_points(lat, lon, km + precision)
    if distance_km((lat, lon), point) <= km + precision and points is not None:
        assert cell_of(*point) in points


def test_cells_of_what_has_no_point_and_of_the_edges() -> None:
    assert cell_of(None, None) == cell_of(10.0, 10.0, 5000.0) == WORLD
    assert cell_of(12.0, -180.0) == cell_of(12.0, 180.0)
    assert cell_of(90.0, 0.0) == cell_of(89.5, 0.5)
    assert cells_around(0.0, 0.0, 20_000.0) is None
    few = cells_around(30.5, 47.7, 43.0)
    assert few is not None
    assert len(few) < 30


@given(DAYS, st.integers(0, 2000), st.booleans(), DAYS, DAYS, st.integers(0, 60))
def test_no_mention_that_lies_in_a_block_is_outside_of_its_windows(
    start: date, length: int, dated: bool, published: date, from_day: date, days: int
) -> None:
    end = start + timedelta(days=length)
    here = Whereabouts(start if dated else None, end if dated else None, published, None, None, 0.0, "rocket")
    block = Block(from_day, from_day + timedelta(days=days))
    if lies_in(here, block):
        assert any(w.span == span_of(here) and w.first <= day_of(here) <= w.last for w in windows(block))


def test_the_calendar_ends_without_an_error() -> None:
    assert window_of(Block(date.min, date.max)) == (date.min, date.max)
    assert list(windows(Block(date.min, date.max)))
    assert window_of(Block(None, None)) is None


def mention(*places: Where, whens: tuple[When, ...] = ()) -> Mention:
    told = a_full_mention(a_report(), without=("when", "where"))
    wheres = tuple(a_claim("where", place, a_span("the airport")) for place in places)
    claims = (*told.claims, *wheres, *(a_claim("when", when, a_span("on Monday")) for when in whens))
    return Mention(told.id, told.report_id, claims)


def test_a_mention_stands_at_the_place_that_is_known_most_closely() -> None:
    province = Where("Basra", kind="province", place=a_place("Basra", 30.1, 47.1))
    near = Where("the port", "near", place=a_place("Port", 31.0, 48.0))
    assert whereabouts_of(mention(Where("here"), near), PUBLISHED).km == 28.0
    here = whereabouts_of(mention(near, province), PUBLISHED)
    assert (here.lat, here.lon, here.km) == (30.1, 47.1, 3.0)
    assert whereabouts_of(mention(Where("here")), PUBLISHED).lat is None


def test_a_mention_stands_on_the_days_of_the_first_claim_that_has_any() -> None:
    day, other = date(2024, 5, 6), date(2023, 1, 1)
    here = whereabouts_of(mention(whens=(When(), When(day, day, "day"), When(other, other, "day"))), PUBLISHED)
    assert (here.start, here.end) == (day, day)
    assert whereabouts_of(mention(), PUBLISHED).start is None
