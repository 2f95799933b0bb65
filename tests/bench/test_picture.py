from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from bench.quality.picture import HEIGHT, WIDTH, picture
from tests.scoring.test_reliability import of, values
from tocsin.scoring.confidence import Judged, Judgements

SVG = "{http://www.w3.org/2000/svg}"


def drawn(slots: list[Judged], incidents: list[Judged], name: str = "set") -> ElementTree.Element:
    found = Judgements(tuple(slots), tuple(incidents), len(slots), len(incidents))
    return ElementTree.fromstring(picture(name, found))  # noqa: S314  our own output


def test_bars_and_curves_lie_where_their_shares_are() -> None:
    root = drawn(of((0.95, 1), (0.95, 1), (0.45, 0)), of((0.9, 1)))
    bars = [shape for shape in root.iter(f"{SVG}rect") if shape.get("class") == "bar"]
    assert [float(bar.get("height") or 0) for bar in bars] == [0.0, 300.0]
    assert [float(bar.get("x") or 0) for bar in bars] == [192.0, 342.0]
    curves = {shape.get("class"): shape.get("points") for shape in root.iter(f"{SVG}polyline")}
    assert curves == {"slots": "700.0,70.0 700.0,170.0", "incidents": "800.0,70.0"}
    told = [shape.text for shape in root.iter(f"{SVG}text")]
    assert "recall of slots at a precision of 90%: 66.7%" in told
    assert {"1", "2", "slots", "incidents", "recall", "precision"} <= set(told)


def test_nothing_found_is_drawn_as_nothing() -> None:
    told = [shape.text for shape in drawn([], [], "a < b").iter(f"{SVG}text")]
    assert "no values" in told
    assert "recall of slots at a precision of 90%: never reached" in told


@given(values, st.text("ab <&>\"'é"))
def test_every_picture_is_whole_and_within_its_frame(judged: list[Judged], name: str) -> None:
    root = drawn(judged, judged[:3], name)
    for shape in root.iter():
        for side, most in (("x", WIDTH), ("cx", WIDTH), ("x1", WIDTH), ("y", HEIGHT), ("cy", HEIGHT), ("y2", HEIGHT)):
            assert 0 <= float(shape.get(side, "0")) <= most
