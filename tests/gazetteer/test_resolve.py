"""Which place a name is taken for, and when for none."""

import pytest

from tocsin.gazetteer.base import Hints, Toponym
from tocsin.gazetteer.table import TableGazetteer
from tocsin.vocabulary.geometry import distance_km
from tocsin.vocabulary.values import Place


def places(gazetteer: TableGazetteer, text: str, *countries: str) -> dict[str, Place | None]:
    found = gazetteer.find(text)
    resolved = gazetteer.resolve(found, gazetteer.hints(text, countries))
    return {t.name: p for t, p in zip(found, resolved, strict=True)}


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("Shots were fired in Tripoli in northern Lebanon.", "Tripoli", "LB", None),
        ("Libyan forces shelled Tripoli and Misrata.", "Tripoli", "LY", None),
        ("Police in Birmingham and London, England, held two men.", "Birmingham", "GB", None),
        ("Police in Birmingham, Alabama, held two men.", "Birmingham", "US", "Alabama"),
        ("Colombian troops fought near Cordoba and Monteria.", "Cordoba", "CO", None),
        ("Spanish police searched flats in Cordoba and Sevilla.", "Cordoba", "ES", None),
        ("SALVADORAN TROOPS CLASHED NEAR SAN SALVADOR.", "SAN SALVADOR", "SV", None),
        ("Georgia closed its border with Russia near Tbilisi.", "Georgia", "GE", None),
        ("Atlanta and Savannah in Georgia in the United States", "Georgia", "US", None),
        ("Syrian jets bombed Hama and Homs.", "Hama", "SY", None),
        ("Syrian jets bombed Hamah and Hims.", "Hamah", "SY", None),
        ("The Iraqi army was hit in Taji, Baghdad province.", "Taji", "IQ", "Baghdad"),
        ("Nigerian gunmen raided a village in Niger state.", "Niger", "NG", None),
        ("Jordan lies between Iraq and Israel.", "Jordan", "JO", None),
        ("Pakistani police in Hyderabad, Sindh, found it.", "Hyderabad", "PK", "Sindh"),
        ("Indian police in Hyderabad, Telangana, found it.", "Hyderabad", "IN", "Telangana"),
        ("Two shells hit Zaporizhzhia and Kherson.", "Zaporizhzhia", "UA", None),
    ],
)
def test_context_decides_the_country(
    gazetteer: TableGazetteer, text: str, name: str, country: str, admin1: str | None
) -> None:
    place = places(gazetteer, text)[name]
    assert place is not None
    assert place.country == country
    assert admin1 is None or place.admin1 == admin1


@pytest.mark.parametrize(
    ("spellings", "id_"),
    [
        (("Ba'qubah", "Baqubah", "BAQUBA", "Baquba"), "geonames:97990"),
        (("Fallujah", "Al-Fallujah", "al-Falluja", "Al Fallujah"), "geonames:99454"),
        (("Kyiv", "Kiev"), "geonames:703448"),
        (("Ain al-Asad", "Ain al-Assad", "Al Asad airbase", "AIN AL-ASAD AIR BASE"), "site:ain-al-asad"),
        (("Jurf al-Sakhar", "Jurf al-Nasr"), "site:jurf-al-sakhar"),
        (("Dahiyeh", "Dahiya", "Dahieh"), "site:dahiyeh"),
    ],
)
def test_spellings_of_one_place(gazetteer: TableGazetteer, spellings: tuple[str, ...], id_: str) -> None:
    for spelling in spellings:
        assert id_ in [c.place.id for c in gazetteer.candidates(spelling)], spelling


def test_a_hint_decides_where_the_text_does_not(gazetteer: TableGazetteer) -> None:
    text = "A blast was heard in Tripoli."
    assert _country(places(gazetteer, text, "LB")["Tripoli"]) == "LB"
    assert _country(places(gazetteer, text, "LY")["Tripoli"]) == "LY"


def test_a_village_in_a_country_that_nothing_speaks_for_is_left_unplaced(gazetteer: TableGazetteer) -> None:
    text = "Iraqi troops were hit near Baghdad and in Basra. Later a mine went off in Kozinka."
    found = places(gazetteer, text)
    assert found["Kozinka"] is None
    assert _country(found["Basra"]) == "IQ"


def test_a_quarter_far_from_all_that_the_report_speaks_of_is_left_unplaced(gazetteer: TableGazetteer) -> None:
    found = places(gazetteer, "Rockets fell on Camp Taji, north of Baghdad, fired from Rashidiya.")
    assert found["Rashidiya"] is None
    assert _country(places(gazetteer, "A patrol was stopped in Rashidiya, near Tyre.")["Rashidiya"]) == "LB"


def test_names_that_nobody_knows_are_left_unplaced(gazetteer: TableGazetteer) -> None:
    toponym = Toponym(0, 5, "Xyzzyville", within=("Baghdad", "Iraq"))
    assert list(gazetteer.resolve([toponym], Hints(("IQ",)))) == [None]


def test_the_country_around_a_name_rules_other_countries_out(gazetteer: TableGazetteer) -> None:
    toponym = Toponym(0, 7, "Baghdad", within=("Norway",))
    assert list(gazetteer.resolve([toponym], Hints())) == [None]


def test_a_town_is_never_given_the_middle_of_a_country(gazetteer: TableGazetteer) -> None:
    (place,) = gazetteer.resolve([Toponym(0, 4, "Iraq", kind="city")], Hints(("IQ",)))
    assert place is None


def test_the_capital_is_that_of_the_report(gazetteer: TableGazetteer) -> None:
    found = places(gazetteer, "Troops in Kandahar, Afghanistan, said that two rockets fell on the capital.")
    capital = found["the capital"]
    assert capital is not None
    assert capital.name == "Kabul"
    other = places(gazetteer, "Kandahar was calm; in the Iraqi capital two rockets fell.")["the capital"]
    assert other is not None
    assert other.name == "Baghdad"


def test_an_offset_moves_the_point_and_widens_the_precision(gazetteer: TableGazetteer) -> None:
    text = "It fell 40 km north of Baghdad, Iraq. Baghdad was calm."
    found = gazetteer.find(text)
    moved, _, town = gazetteer.resolve(found, Hints())
    assert moved is not None
    assert town is not None
    assert distance_km((moved.lat, moved.lon), (town.lat, town.lon)) == pytest.approx(40, abs=0.2)
    assert moved.lat > town.lat
    assert moved.precision_km == max(town.precision_km, 10)


def test_a_bearing_alone_keeps_the_point_and_says_how_vague_it_is(gazetteer: TableGazetteer) -> None:
    text = "Men were seen north of Kirkuk. Kirkuk was calm."
    near, town = gazetteer.resolve(gazetteer.find(text), Hints(("IQ",)))
    assert near is not None
    assert town is not None
    assert (near.lat, near.lon) == (town.lat, town.lon)
    assert near.precision_km == 30


def test_kinds_of_places_have_their_own_precision(gazetteer: TableGazetteer) -> None:
    found = places(gazetteer, "Iraq; Anbar province; Baghdad; Rutba; Camp Taji")
    precision = {name: place.precision_km for name, place in found.items() if place}
    assert precision["Camp Taji"] < precision["Baghdad"] < precision["Anbar"] < precision["Iraq"]


def test_a_name_said_twice_is_placed_the_same(gazetteer: TableGazetteer) -> None:
    text = "Mosul was calm. Then, in Mosul, Iraq, a shell fell."
    first, second, _ = gazetteer.resolve(gazetteer.find(text), gazetteer.hints(text))
    assert first is not None
    assert first == second


def test_waters_have_no_country(gazetteer: TableGazetteer) -> None:
    sea = places(gazetteer, "A ship was hit in the Red Sea off Hodeidah, Yemen.")["Red Sea"]
    assert sea is not None
    assert sea.country == ""


def test_time_zones(gazetteer: TableGazetteer) -> None:
    for name, zone in (("Kabul", "Asia/Kabul"), ("Camp Taji", "Asia/Baghdad"), ("Helmand", "Asia/Kabul")):
        (place,) = gazetteer.resolve([Toponym(0, 1, name)], Hints())
        assert place is not None
        assert gazetteer.zone_of(place) == zone
    assert gazetteer.zone_of(Place("nobody:1", "Nowhere", 0, 0, 1, "IQ")) is None


def test_words_for_a_people_are_clues(gazetteer: TableGazetteer) -> None:
    assert gazetteer.hints("Iraqi and Costa Rican police").clues == ("IQ", "CR")
    assert gazetteer.hints("SALVADORAN POLICE").clues == ("SV",)


def _country(place: Place | None) -> str:
    assert place is not None
    return place.country


def test_a_road_to_a_town_is_less_exact_than_the_town(gazetteer: TableGazetteer) -> None:
    text = "A mine went off on the Zubair road, Iraqi police said. Zubair was calm."
    road, town = gazetteer.resolve(gazetteer.find(text), gazetteer.hints(text))
    assert road is not None
    assert town is not None
    assert road.precision_km == 15 > town.precision_km


def test_a_street_is_not_the_town_that_it_is_called_after(gazetteer: TableGazetteer) -> None:
    assert [t.name for t in gazetteer.find("Shops burned on Kohat Road in Peshawar.")] == ["Peshawar"]


def test_a_town_beats_the_area_of_the_same_name_unless_the_text_says_so(gazetteer: TableGazetteer) -> None:
    for text, kind in (("in Kandahar, Afghanistan", "city"), ("in Kandahar province, Afghanistan", "province")):
        found = gazetteer.find(text)
        place = gazetteer.resolve(found, Hints())[0]
        assert place is not None
        assert {c.place.id: c.kind for c in gazetteer.candidates("Kandahar")}[place.id] == kind
