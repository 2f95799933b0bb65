import pytest

from tests.export.pictures.drawn import Drawn
from tocsin.export.pictures.web import HEIGHT, MOST, WIDTH, Line, Node, network_picture

NODES = [
    Node("dawn", "كتائب الفجر", "group", 4, "actor-1"),
    Node("league", "Harbour League", "group", 2, "actor-2"),
    Node("state", "Ruritania", "state", 0),
    Node("man", "A <man>", "individual", 1),
    Node("who", "Somebody", "unknown", 1),
]
LINES = [Line("dawn", "league", "front-for", "suspected", "tie-1"), Line("league", "state", "backed-by", "denied")]


def test_actors_and_ties_lead_to_where_they_are_told() -> None:
    drawn = Drawn(network_picture(NODES, LINES))
    assert drawn.links["#actor-1"] == "كتائب الفجر: 4 incidents"
    assert drawn.links["#tie-1"] == "كتائب الفجر – front for – Harbour League (suspected)"
    assert {"كتائب الفجر", "Harbour League", "A <man>", "4"} <= set(drawn.texts)


def test_kinds_have_shapes_and_statuses_have_dashes_of_their_own() -> None:
    drawn = Drawn(network_picture(NODES, LINES))
    assert drawn.all("rect", "mark calm")
    assert drawn.all("path", "mark taken")
    assert drawn.all("circle", "mark other open")
    assert drawn.all("path", "tie suspected")
    assert drawn.all("path", "tie denied")
    assert {"suspected", "denied", "state", "individual"} <= set(drawn.texts)


def test_everything_lies_on_the_picture_and_the_same_every_time() -> None:
    drawn = Drawn(network_picture(NODES, LINES))
    circles = [one for one in drawn.all("circle", "mark") if one.get("cx") != "0"]  # those of the legend lie around 0
    assert circles
    for circle in circles:
        assert 0 < float(circle.get("cx", "-1")) < WIDTH
        assert 0 < float(circle.get("cy", "-1")) < HEIGHT + 30
    assert network_picture(NODES, LINES).alone() == network_picture(NODES, LINES).alone()


@pytest.mark.parametrize("count", [1, 2, 400])
def test_of_many_actors_those_with_ties_come_first(count: int) -> None:
    nodes = [Node(f"n{at:03}", f"Actor {at}", "group", count - at) for at in range(count)]
    lines = [Line("n000", f"n{count - 1:03}", "leads", "stated")] if count > 1 else []
    picture = network_picture(nodes, lines)
    names = [text for text in Drawn(picture).texts if text.startswith("Actor")]
    assert len(names) == min(count, MOST)
    assert f"Actor {count - 1}" in names
    assert (f"{count - MOST} more stand in the list" in picture.telling) == (count > MOST)


def test_letters_that_join_have_no_halo_over_one_another() -> None:
    names = {"".join(one.itertext()): one.get("class", "") for one in Drawn(network_picture(NODES, LINES)).all("text")}
    assert "net" not in names["كتائب الفجر"].split()
    assert "net" in names["Harbour League"].split()
