from datetime import date

import pytest

from tocsin.errors import InputError, PlaceError
from tocsin.settings import load_settings
from tocsin.tasks.entering import value_of
from tocsin.vocabulary.claim import Slot, Value
from tocsin.vocabulary.values import Actor, Target, Toll, Weapon, When, Where

SETTINGS = load_settings()


@pytest.mark.parametrize(
    ("slot", "text", "value"),
    [
        ("kind", "IED", "ied"),
        ("status", "denied", "denied"),
        ("count", "3", 3),
        ("when", "2024-05-06", When(date(2024, 5, 6), date(2024, 5, 6), "day")),
        ("when", "2024-02", When(date(2024, 2, 1), date(2024, 2, 29), "month")),
        ("when", "2024-05-06..2024-05-08", When(date(2024, 5, 6), date(2024, 5, 8), "days")),
        ("killed", "3", Toll(3, 3)),
        ("killed", "3-5", Toll(3, 5)),
        ("wounded", "3 to 5", Toll(3, 5)),
        ("wounded", "12+", Toll(12, None)),
        ("abducted", "up to 4", Toll(None, 4)),
        ("weapon", "rocket", Weapon("rocket")),
        ("weapon", "3 rocket, 107 mm", Weapon("rocket", 3, 107.0)),
        ("target", "Camp Taji (military-base)", Target("Camp Taji", "military-base")),
        ("target", "the market", Target("the market")),
        ("perpetrator", " The  Dawn Brigade ", Actor("The Dawn Brigade")),
        ("damage", "a burnt lorry", "a burnt lorry"),
    ],
)
def test_a_value_is_read_as_people_write_it(slot: Slot, text: str, value: Value) -> None:
    assert value_of(slot, text, SETTINGS) == value


@pytest.mark.parametrize(
    ("slot", "text", "words"),
    [
        ("kind", "rokcet", "there are rocket"),
        ("count", "0", "from 1"),
        ("when", "yesterday", "no value of when: write 2024-05-06, 2024-05 or"),
        ("when", "2024-13", "twelve months"),
        ("when", "2024-02-31", "no value of when: write"),
        ("when", "2024-05-08..2024-05-06", "cannot end"),
        ("killed", "many", "no value of killed: write 3, 3-5"),
        ("killed", "5-3", "above high"),
        ("killed", "3000000000", "no value of killed"),
        ("count", "1000000001", "no value of count"),
        ("target", "x (tower)", "there are the categories"),
        ("evidence", "words", "cannot be set"),
        ("perpetrator", "  ", "needs a value"),
        ("where", "a hut at 95.1,44", "no such coordinates"),
        ("where", f"a hut at 33.1,44 ±{'9' * 400} km", "no number is above"),
        ("weapon", f"rocket, {'9' * 400} mm", "no value of weapon"),
    ],
)
def test_what_is_no_value_is_told_with_the_mend(slot: Slot, text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        value_of(slot, text, SETTINGS)


def test_a_place_is_one_of_the_gazetteer_or_a_point() -> None:
    named = value_of("where", "Tripoli, LY", SETTINGS)
    assert isinstance(named, Where)
    assert named.place is not None
    assert named.place.country == "LY"
    point = value_of("where", "the depot at 33.52,44.26 ±2 km", SETTINGS)
    assert isinstance(point, Where)
    assert point.place is not None
    assert (point.name, point.place.lat, point.place.lon, point.place.precision_km) == ("the depot", 33.52, 44.26, 2.0)
    assert point.place.country == "IQ"
    with pytest.raises(PlaceError, match="no place is known as 'Xyzzyville'; give its degrees too"):
        value_of("where", "Xyzzyville", SETTINGS)
