import pytest

from tocsin.tasks.locating import country_at


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        (33.31, 44.37, "IQ"),  # Baghdad
        (32.08, 34.78, "IL"),  # Tel Aviv, on the coast
        (1.29, 103.85, "SG"),  # Singapore, an island
        (40.7, -74.0, "US"),  # New York
        (-29.6, 28.2, "LS"),  # Lesotho, inside another country
        (-30.5, 23.0, "ZA"),  # South Africa, which has that hole
    ],
)
def test_a_point_lies_in_its_country(lat: float, lon: float, code: str) -> None:
    assert country_at(lat, lon, 1.0) == code


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        (25.0, 60.0),  # the Gulf of Oman
        (41.9, 12.45),  # the Vatican, which Rome is around
        (29.97, 48.47),  # Faw, at a border
        (44.95, 34.1),  # the Crimea, in dispute
        (9.56, 44.06),  # Somaliland, which has no code
        (90.0, 0.0),
    ],
)
def test_it_stays_open_where_outlines_leave_doubt(lat: float, lon: float) -> None:
    assert country_at(lat, lon, 1.0) == ""


def test_a_point_that_is_hardly_known_may_lie_in_several() -> None:
    assert country_at(36.19, 44.0, 1.0) == "IQ"
    assert country_at(36.19, 44.0, 150.0) == ""
