import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from tocsin.analysis.network.aliases import abbreviation, aliases, aliases_of, packaged, read_aliases
from tocsin.analysis.network.naming import bare, is_name, named
from tocsin.errors import InputError
from tocsin.vocabulary.network import Alias

TABLE = aliases()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Kata'ib Hizballah", "Kataib Hezbollah"),
        ("كتائب حزب الله", "Kataib Hezbollah"),
        ("Katāʾib Ḥizb Allāh", "Kataib Hezbollah"),
        ("the Kataib Hezbollah militia", "Kataib Hezbollah"),
        ("Kataib Hezbollah's", "Kataib Hezbollah"),
        ("“Kataib Hezbollah”, which is part of the state's forces", "Kataib Hezbollah"),
        ("AAH", "Asaib Ahl al-Haq"),
        ("داعش", "Islamic State"),
        ("the Popular Mobilisation Units", "Popular Mobilization Forces"),
        ("الحشد الشعبي", "Popular Mobilization Forces"),
        ("سپاه پاسداران", "Islamic Revolutionary Guard Corps"),
        ("Талибан", "Taliban"),
    ],
)
def test_the_table_knows_spellings_scripts_and_abbreviations(words: str, name: str) -> None:
    assert is_name(words, TABLE)
    assert named(words, TABLE).name == name


def test_an_abbreviation_counts_only_in_capitals() -> None:
    assert named("KH", TABLE).name == "Kataib Hezbollah"
    assert named("Kh", TABLE).name == ""
    assert [abbreviation(words) for words in ("AQI", "P.K.K.", "Amal", "ISLAMIC STATE")] == [True, True, False, False]
    assert (named("LeT", TABLE).name, named("Let", TABLE).name) == ("Lashkar-e-Taiba", "")


def test_those_whom_an_actor_has_are_the_actor() -> None:
    assert bare("the fighters of the Palm Grove Brigade") == "Palm Grove Brigade"
    assert bare("Sons of Iraq") == "Sons of Iraq"


@pytest.mark.parametrize("words", ["Companions of the", "the lions of the Companions of", "Our", "our men"])
def test_a_name_that_is_cut_off_is_none(words: str) -> None:
    assert not is_name(words, TABLE)


@pytest.mark.parametrize("words", ["the Coalition", "Ansar al-Sunna", "National Liberation Army"])
def test_a_name_of_two_actors_is_not_guessed(words: str) -> None:
    found = named(words, TABLE)
    assert found.name == ""
    assert found.way == "folded"


@pytest.mark.parametrize(
    "words",
    ["gunmen", "an armed group", "Armed groups", "his group", "it had fired nothing", "No group has claimed", "", "...",
     "Small groups that nobody had heard of a year ago", "a powerful militia", "مسلحون مجهولون", "The militants"],
)  # fmt: skip
def test_words_for_anybody_are_no_name(words: str) -> None:
    assert not is_name(words, TABLE)


@pytest.mark.parametrize("words", ["the Palm Grove Brigade", "Hizb al-Bahr", "لواء النخيل", "Iraqi army", "داعش"])
def test_a_name_that_is_in_no_table_is_a_name(words: str) -> None:
    assert is_name(words, TABLE)


def test_every_line_of_the_table_has_a_source_that_is_explained_and_an_actor_that_is_read() -> None:
    data = files("tocsin.data")
    table = tomllib.loads(data.joinpath("actor-aliases.toml").read_text(encoding="utf-8"))
    read = tomllib.loads(data.joinpath("actors.toml").read_text(encoding="utf-8"))
    known = {row["name"]: row["kind"] for row in read["actors"]}
    lines = [line for row in table["actor"] for line in row["names"]]
    assert len(lines) > 200
    assert {line["source"] for line in lines} == set(table["sources"])
    assert {row["name"]: row.get("kind", "group") for row in table["actor"]}.items() <= known.items()


def test_no_two_lines_of_the_table_say_the_same_of_two_actors_unseen() -> None:
    lines, words = packaged()
    assert "militia" in words
    for key in aliases_of(lines).ambiguous:
        assert key not in TABLE.folded


def test_names_of_ones_own_go_first(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        'different = [["Harbour League", "Harbour Union"]]\n[sources]\nme = "their own page"\n'
        '[[actor]]\nname = "US-led coalition"\nkind = "state"\nnames = [{ words = "Coalition", source = "me" }]\n'
        '[[actor]]\nname = "Harbour League"\nnames = [{ words = "رابطة الميناء", source = "a letter of 2024" }]\n',
        encoding="utf-8",
    )
    table = aliases(path)
    found = named("the Coalition", table)
    assert (found.name, found.source, found.kind) == ("US-led coalition", "their own page", "state")
    assert named("رابطة الميناء", table).source == "a letter of 2024"
    assert table.kept_apart("Harbour Union", "Harbour League")
    assert not table.kept_apart("Harbour Union", "Harbour Front")
    assert named("Kata'ib Hizballah", table).name == "Kataib Hezbollah"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[actor]]\nnames = []", "needs a name"),
        ('[[actor]]\nname = "A"\nkind = "club"', "no such kind of actor: 'club'"),
        ('[[actor]]\nname = "A"\nnames = [{ words = "B" }]', "needs words and a source"),
        ("different = [1]", "pairs of names"),
        ("sources = 1", "sources"),
        ("= x", "no table of aliases"),
    ],
)
def test_a_file_that_is_no_table_is_told(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_aliases(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        aliases(tmp_path / "none.toml")


def test_the_first_line_of_the_same_words_holds_and_abbreviations_are_not_folded() -> None:
    table = aliases_of([Alias("One", "One", "a"), Alias("One", "ONE", "b", exact=True), Alias("One", "one", "c")])
    assert table.exact["ONE"].source == "b"
    assert table.folded["one"].source == "a"
