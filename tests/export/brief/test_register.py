from tocsin.export.brief.base import Number, Register


def test_the_same_incidents_have_the_same_place_whatever_is_said_of_them() -> None:
    register = Register({"a": "first", "b": "second", "c": "third"})
    several = register.number("3–5", ["c", "a"])
    assert several == Number("3–5", ("c", "a"), "list-1")
    assert register.place(["a", "c", "a"]) == "list-1"
    assert register.place(["a", "b"]) == "list-2"
    assert register.number("1", ["b"]) == Number("1", ("b",), "b")
    assert register.number("none", []) == "none"
    assert register.place([]) == ""
    assert register.named == ("c", "a", "b")


def test_lists_name_their_incidents_in_the_order_of_the_brief() -> None:
    register = Register({"b": "second", "a": "first"})
    register.place(["a", "b", "gone"])
    (listing,) = register.listings()
    assert listing.words == "3 incidents"
    assert listing.entries == (("gone", "gone"), ("b", "second"), ("a", "first"))
