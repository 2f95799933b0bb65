from itertools import count

from tocsin.web.remembering import Remembered


def test_what_was_made_is_kept_until_the_mark_changes() -> None:
    numbers = count()
    remembered = Remembered()
    assert remembered.get("1", "key", lambda: next(numbers)) == 0
    assert remembered.get("1", "key", lambda: next(numbers)) == 0
    assert remembered.get("1", "other", lambda: next(numbers)) == 1
    assert remembered.get("2", "key", lambda: next(numbers)) == 2
    assert remembered.put("2", "key", 9) == remembered.get("2", "key", lambda: next(numbers)) == 9


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    numbers = count()
    remembered = Remembered(2)
    for key in ("a", "b", "a", "c"):
        remembered.get("", key, lambda: next(numbers))
    assert remembered.get("", "a", lambda: 99) == 0
    assert remembered.get("", "b", lambda: 99) == 99


def test_what_is_out_of_date_when_it_is_made_is_not_kept() -> None:
    remembered = Remembered()

    def late() -> str:
        remembered.get("2", "key", lambda: "new")
        return "old"

    assert remembered.get("1", "key", late) == "old"
    assert remembered.get("2", "key", lambda: "made again") == "new"
