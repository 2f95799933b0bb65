"""Every curated site, checked against the towns of its country."""

import collections
import tomllib
from functools import cache
from typing import Any

import pytest

from tocsin.gazetteer.base import Hints, Toponym
from tocsin.gazetteer.folding import fold
from tocsin.gazetteer.sources import read_sites, site_files
from tocsin.gazetteer.store import Store
from tocsin.gazetteer.table import TableGazetteer
from tocsin.settings import load_settings
from tocsin.vocabulary.geometry import distance_km
from tocsin.vocabulary.terms import PLACE_KINDS

ROWS: list[dict[str, Any]] = [row for file in site_files() for row in tomllib.loads(file.read_text("utf-8"))["site"]]
# No town of their own country lies near these: border posts and deserts.
REMOTE_KM = 240.0
MUST_BE_THERE = """
Green Zone | US embassy Baghdad | Camp Taji | Basmaya | Besmaya | Baghdad International Airport | Camp Victory
Union III | Balad air base | Ain al-Asad | Harir | Erbil airport | Qayyarah | Q-West | K1 | Abu Ghraib | Sadr City
Karrada | al-Amel | Radwaniyah | Jurf al-Sakhar | Safwan | Jraishan | Trebil | al-Waleed | al-Tanf | Conoco field
al-Omar field | Green Village | Hmeimim | Kabul airport | Kabul Green Zone | Bagram | Kerem Shalom | Rafah crossing
Netzarim | Shuja'iyya | Jabalia camp | Ain al-Hilweh | Dahiyeh | Hodeidah port | Zaporizhzhia plant | Azovstal
Sambisa forest | Villa Somalia | Halane base
"""


@cache
def towns() -> dict[str, list[tuple[float, float]]]:
    store = Store(load_settings().data_dir)
    found = collections.defaultdict(list)
    for lat, lon, country, *_ in store.towns():
        found[country].append((lat, lon))
    store.close()
    return found


def test_there_are_enough_of_them_and_each_once() -> None:
    ids = [row["id"] for row in ROWS]
    assert len(ids) >= 400
    assert len(set(ids)) == len(ids)
    assert sum(row["country"] == "IQ" for row in ROWS) >= 150


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_site(row: dict[str, Any], gazetteer: TableGazetteer) -> None:
    assert row["kind"] in PLACE_KINDS
    assert row["source"].strip()
    assert 0 < row["precision_km"] <= 2000
    assert len({fold(name) for name in (row["name"], *row.get("names", ()))}) == 1 + len(row.get("names", ()))
    if row["country"]:
        point = row["lat"], row["lon"]
        nearest = min(distance_km(point, town) for town in towns()[row["country"]])
        assert nearest < max(REMOTE_KM, row["precision_km"])
        assert row["admin1"]
    toponym = Toponym(0, 1, row["name"])
    (place,) = gazetteer.resolve([toponym], Hints((row["country"],) if row["country"] else ()))
    assert place is not None
    assert place.country == row["country"]
    assert distance_km((place.lat, place.lon), (row["lat"], row["lon"])) <= 12 + row["precision_km"]


def test_what_such_news_names_most_is_there(gazetteer: TableGazetteer) -> None:
    for name in MUST_BE_THERE.replace("\n", "|").split("|"):
        if name.strip():
            ids = [c.place.id for c in gazetteer.candidates(name.strip())]
            assert any(id_.startswith("site:") for id_ in ids), name


def test_the_reader_gives_every_row() -> None:
    assert len(list(read_sites())) == len(ROWS)
