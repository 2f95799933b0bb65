from tocsin.scoring.quotes import quotes_in_place

TEXT = "Rockets hit Basra."


def test_quotes_are_looked_for_where_they_are_said_to_stand() -> None:
    good = {"quote": "Rockets", "start": 0, "end": 7}
    moved = {"quote": "Basra", "start": 11, "end": 16}
    day = {"quote": "Basra", "quote_start": 12, "quote_end": 17, "start": "2024-05-06", "end": "2024-05-06"}
    tie = {"head": "Rockets", "head_start": 0, "head_end": 7, "tail": "hit", "tail_start": 0, "tail_end": 3}
    record = {"text": TEXT, "incidents": [{"triggers": [good, moved], "when": day}], "relations": [tie]}
    assert quotes_in_place(record) == (3, 5)


def test_a_quote_without_offsets_stands_nowhere() -> None:
    assert quotes_in_place({"text": TEXT, "incidents": [{"triggers": [{"quote": TEXT}]}]}) == (0, 1)


def test_what_has_no_quote_is_not_counted() -> None:
    assert quotes_in_place({"text": TEXT, "incidents": [{"when": {"quote": None, "start": None, "end": None}}]}) == (
        0,
        0,
    )
