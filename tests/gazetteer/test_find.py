"""Which words of a text are found as places, and with which offsets and surroundings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.gazetteer.base import Toponym
from tocsin.gazetteer.table import TableGazetteer, open_table
from tocsin.settings import load_settings


def quotes(gazetteer: TableGazetteer, text: str) -> list[str]:
    return [text[t.start : t.end] for t in gazetteer.find(text)]


def only(gazetteer: TableGazetteer, text: str) -> Toponym:
    (found,) = gazetteer.find(text)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A rocket fell on the Green Zone late on Monday.", ["the Green Zone"]),
        ("Shells landed inside Camp Taji.", ["Camp Taji"]),
        ("Drones were seen near Ain al-Asad and over Harir.", ["Ain al-Asad", "Harir"]),
        ("GUNMEN OPENED FIRE IN MOSUL ON FRIDAY, POLICE SAID.", ["MOSUL"]),
        ("BAGHDAD (Agency) - Two policemen were hurt.", ["BAGHDAD"]),
        ("Clashes went on in Anbar province and in Nineveh governorate.", ["Anbar province", "Nineveh governorate"]),
        ("The convoy left Ba'qubah for Al-Khalis.", ["Ba'qubah", "Al-Khalis"]),
        ("Mortars struck Kandahar's airport road.", ["Kandahar"]),
        ("Attacks were told from Fallujah, Ramadi and Hit.", ["Fallujah", "Ramadi"]),
        ("A bomb went off in Hit, Iraq.", ["Hit", "Iraq"]),
        ("They met at Baghdad airport.", ["Baghdad airport"]),
        ("Fighting broke out in Aden\nand in Taiz.", ["Aden", "Taiz"]),
        ("#Idlib: shelling of the market", ["Idlib"]),
        ("- 4 March, Mamfe. Two men on a motorbike fired.", ["Mamfe"]),
        ("They crossed at Bab al-Hawa, Jarablus and Azaz.", ["Bab al-Hawa", "Jarablus", "Azaz"]),
    ],
)  # fmt: skip
def test_places_are_found_as_a_reader_would_quote_them(
    gazetteer: TableGazetteer, text: str, expected: list[str]
) -> None:
    assert [q for q in quotes(gazetteer, text) if q in expected or q not in text.split()] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Police Union officials said that March was quiet.",
        "The Man of the year was reading in the bath.",
        "Mr Jordan and General Austin left after the talks.",
        "Lloyd Austin spoke first. Later Austin took questions.",
        "Ali said that Mohammed had gone home.",
        "Reuters and the Red Cross had no word on it.",
        "POLICE SAID THE MAN WAS READING OF THE UNION IN MARCH.",
        "The Kirkuk Brigade and the Baghdad Times were not at hand.",
        "A Kabul-based outlet told of it first.",
        "The SLA and NISA would not comment.",
        "",
        "1234 -- ... !!!",
    ],
)
def test_what_is_no_place_is_not_found(gazetteer: TableGazetteer, text: str) -> None:
    assert quotes(gazetteer, text) == []


def test_a_longer_unknown_name_is_not_cut_to_a_known_one(gazetteer: TableGazetteer) -> None:
    assert quotes(gazetteer, "Huts burned in San Miguel de Inventado Alto.") == []


def test_a_person_stays_a_person_through_the_text(gazetteer: TableGazetteer) -> None:
    text = "President Santos arrived on Sunday. Santos praised the police of Cali."
    assert quotes(gazetteer, text) == ["Cali"]


@pytest.mark.parametrize(
    ("text", "quote", "bearing", "distance"),
    [
        ("It fell 25 km north of Baghdad.", "25 km north of Baghdad", 0, 25),
        ("Men were seen north of Kirkuk.", "north of Kirkuk", 0, None),
        ("It lay 50 miles (80 km) southwest of Kandahar.", "50 miles (80 km) southwest of Kandahar", 225, 80.45),
        ("IT LAY 25 KM NORTH-EAST OF MOSUL.", "25 KM NORTH-EAST OF MOSUL", 45, 25),
        (
            "They camped ten kilometres to the south-east of Marib.",
            "ten kilometres to the south-east of Marib",
            135,
            10,
        ),
        ("A skiff was met 28 nautical miles west of Mokha.", "28 nautical miles west of Mokha", 270, 51.856),
        ("A patrol was hit some 15km from Gao.", "15km from Gao", None, 15),
        ("A mine lay 1,500 metres east of Bakhmut.", "1,500 metres east of Bakhmut", 90, 1.5),
        ("Shells hit the southern outskirts of Aleppo.", "the southern outskirts of Aleppo", None, None),
    ],
)
def test_offsets(
    gazetteer: TableGazetteer, text: str, quote: str, bearing: float | None, distance: float | None
) -> None:
    found = only(gazetteer, text)
    assert text[found.start : found.end] == quote
    assert found.bearing == bearing
    assert found.distance_km == (None if distance is None else pytest.approx(distance, abs=0.01))


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("in Taji, Baghdad province, Iraq", ("Baghdad", "Iraq")),
        ("in the Karrada district of Baghdad", ("Baghdad",)),
        ("in Tripoli in northern Lebanon", ("Lebanon",)),
        ("in Syria's Idlib", ()),
        ("in Mosul and Erbil", ()),
    ],
)
def test_containment_of_the_first_name(gazetteer: TableGazetteer, text: str, within: tuple[str, ...]) -> None:
    assert gazetteer.find(text)[0].within == within


def test_an_owner_holds_what_follows(gazetteer: TableGazetteer) -> None:
    assert gazetteer.find("in Syria's Idlib")[1].within == ("Syria",)


def test_the_noun_gives_the_kind(gazetteer: TableGazetteer) -> None:
    kinds = [t.kind for t in gazetteer.find("Helmand province, Nad Ali district, the town of Sangin")]
    assert kinds == ["province", "district", "city"]


_PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            "the The of in IN near 25 km north of Baghdad Camp Taji al- Al - ' ’s . , \n Iraq Iraqi".split(" ")
        ),
        st.text(max_size=8),
    ),
    max_size=40,
)


@given(_PIECES)
def test_any_text_gives_ordered_spans_within_it(pieces: list[str]) -> None:
    text = " ".join(pieces)
    gazetteer = _shared()
    found = gazetteer.find(text)
    ends = 0
    for toponym in found:
        assert ends <= toponym.start < toponym.end <= len(text)
        assert toponym.name
        ends = toponym.end
    places = gazetteer.resolve(found, gazetteer.hints(text, ["IQ"]))
    assert len(places) == len(found)


_KEPT: list[TableGazetteer] = []


def _shared() -> TableGazetteer:
    if not _KEPT:
        _KEPT.append(open_table(load_settings()))
    return _KEPT[0]
