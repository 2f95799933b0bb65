import re

import pytest

from tests.export.pictures.drawn import Drawn, first, spot
from tocsin.export.pictures.basemap import basemap, towns
from tocsin.export.pictures.map import WIDTH, incident_map
from tocsin.export.pictures.marks import FAMILIES, FAMILY_OF
from tocsin.vocabulary.terms import KINDS


def test_every_kind_has_a_family_with_a_shape_of_its_own() -> None:
    assert set(FAMILY_OF) == set(KINDS)
    marks = [spot(hue, 20.0 + 3 * at, 40.0, kind=kinds[0]) for at, (hue, (_, kinds)) in enumerate(FAMILIES.items())]
    drawn = Drawn(incident_map(marks, first))
    shapes = {hue: [one for name in ("path", "circle") for one in drawn.all(name, f"mark {hue}")] for hue in FAMILIES}
    assert all(shapes.values())
    corners = {hue: re.sub(r"[\d.,-]+", "", one[0].get("d", "circle")) for hue, one in shapes.items()}
    # two have four corners; one of them stands on its corner
    assert len(set(corners.values())) == len(FAMILIES) - 1
    assert corners["air"] == corners["bomb"]


def test_a_mark_leads_to_its_incident_and_a_cluster_to_all_of_its_own() -> None:
    drawn = Drawn(incident_map([spot("a"), spot("b"), spot("c", 36.3, 43.1)], first))
    assert drawn.links["#a+b"] == "2 incidents: rocket a; rocket b"
    assert drawn.links["#c"] == "rocket c"
    assert "2" in drawn.texts


def test_a_country_is_hatched_and_never_marked() -> None:
    drawn = Drawn(incident_map([spot("a", None, None, 0, country="IQ")], first))
    assert not [one for one in drawn.all("path", "mark far") if "translate" not in str(one)][1:]
    assert "1 somewhere in Iraq" in drawn.texts
    assert "#a" in drawn.links
    assert any("hatched: only the country is known" in text for text in drawn.texts)
    assert [one for one in drawn.all("path") if one.get("fill") == "url(#map-hatch)"]


def test_a_wide_circle_has_its_mark_on_its_rim() -> None:
    drawn = Drawn(incident_map([spot("a", 33.0, 42.0, 150.0)], first))
    (ring,) = drawn.all("path", "ring far")
    points = [tuple(map(float, pair.split(","))) for pair in re.findall(r"[\d.]+,[\d.]+", ring.get("d", ""))]
    x, y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    (mark,) = [one for link in drawn.all("a") for one in link if "mark" in one.get("class", "")]
    corners = [tuple(map(float, pair.split(","))) for pair in re.findall(r"[\d.]+,[\d.]+", mark.get("d", ""))]
    u, v = (sum(axis) / len(corners) for axis in zip(*corners, strict=True))
    radius = max(abs(point[0] - x) for point in points)
    assert ((u - x) ** 2 + (v - y) ** 2) ** 0.5 == pytest.approx(radius, rel=0.06)


def test_hollow_and_struck_marks_are_told_in_the_legend() -> None:
    plain = " ".join(Drawn(incident_map([spot("a")], first)).texts)
    assert "hollow" not in plain
    assert "struck through" not in plain
    told = Drawn(incident_map([spot("a", status="claimed"), spot("b", 36.0, 43.0, status="foiled")], first))
    assert any("hollow" in text for text in told.texts)
    assert any("struck through" in text for text in told.texts)
    assert told.all("path", "mark far open")
    assert told.all("path", "struck")


def test_names_of_others_do_not_act() -> None:
    drawn = Drawn(incident_map([spot("a", label="<b>\u202e&amp;</svg>")], first))
    assert drawn.links["#a"] == "<b>⟨RLO⟩&amp;</svg>"


def test_ten_thousand_incidents_are_drawn_as_few_clusters() -> None:
    marks = [spot(f"i{n}", 30 + (n % 100) / 20, 42 + (n // 100) / 20) for n in range(10_000)]
    drawn = Drawn(incident_map(marks, first))
    counts = [int(one) for text in drawn.all("text", "count") if (one := "".join(text.itertext()))]
    alone = len([one for one in drawn.links if "+" not in one])
    assert sum(counts) + alone == 10_000
    assert len(drawn.links) < 1000


@pytest.mark.parametrize("lon", [179.9, -179.9])
def test_a_map_goes_on_across_the_date_line(lon: float) -> None:
    drawn = Drawn(incident_map([spot("a", -16.5, lon, 5.0, country="FJ")], first))
    (mark,) = [one for link in drawn.all("a") for one in link if "mark" in one.get("class", "")]
    x = float(re.findall(r"[\d.]+", mark.get("d", ""))[0])
    assert 0.25 * WIDTH < x < 0.75 * WIDTH
    for land in drawn.all("path", "land"):
        xs = [float(x) for x in re.findall(r"[ML]?(-?[\d.]+),", land.get("d", ""))]
        assert min(xs) >= -5
        assert max(xs) <= WIDTH + 5


def test_nothing_placed_makes_a_map_of_the_world() -> None:
    assert "0 incidents of the period are placed" in incident_map([], first).telling


def test_the_basemap_holds_the_world() -> None:
    held = basemap()
    names = {outline.name: outline for outline in held.countries}
    assert len(names) > 200
    assert names["Iraq"].number == 368
    assert all(ring[0] == ring[-1] for outline in held.countries for ring in outline.rings)
    largest = towns()[0]
    assert largest.thousands > 20_000
    (baghdad,) = [town for town in towns() if town.name == "Baghdad"]
    assert baghdad.capital
