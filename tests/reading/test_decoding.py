import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.reading.decoding import declared_encoding, decode, looks_binary, printable, tidy

GERMAN = "Fünf Raketen schlugen nahe der Brücke ein, die Straße blieb gesperrt. " * 5
ARABIC = "سقطت خمسة صواريخ قرب الجسر وبقي الطريق مغلقا. " * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_comes_back_from_every_common_encoding(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding)) == GERMAN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_arabic_stays_arabic(encoding: str) -> None:
    assert decode(ARABIC.encode(encoding)) == ARABIC


def test_the_header_of_the_answer_goes_before_the_page() -> None:
    page = b"<meta charset='koi8-r'>"
    assert declared_encoding(page) == "koi8-r"
    assert declared_encoding(page, "text/html; charset=Shift_JIS") == "shift_jis"
    assert declared_encoding(b"<?xml version='1.0' encoding='iso-8859-2'?>") == "iso8859-2"


@pytest.mark.parametrize("name", ["no-such-code", "rot13", "base64", "utf-16"])
def test_an_impossible_declaration_is_ignored(name: str) -> None:
    assert declared_encoding(f"<meta charset='{name}'>".encode()) is None


def test_a_declared_encoding_is_used_where_the_bytes_are_no_utf8() -> None:
    page = "<meta charset='iso-8859-1'><p>Die “Brücke” – gesperrt".encode("cp1252")
    assert "“Brücke” – gesperrt" in decode(page)


def test_valid_utf8_is_believed_against_its_declaration() -> None:
    assert "Brücke" in decode("<meta charset='iso-8859-1'>Brücke".encode())


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    data = GERMAN.encode() * 5 + b"\xff" + "Brücke".encode()
    assert decode(data).endswith("\ufffdBrücke")


def test_newlines_become_one_kind_and_controls_go() -> None:
    assert tidy("a\r\nb\rc\x0cd\u2028e\x00f\x07\ufeffg\th") == "a\nb\nc\nd\nefg\th"


def test_codes_of_terminals_go_whole() -> None:
    assert tidy("\x1b[31mred\x1b[0m \x1b]0;title\x07end") == "red end"


def test_lone_surrogates_cannot_be() -> None:
    assert tidy("a\ud800b\udfffc🔴") == "a\ufffdb\ufffdc🔴"


@given(st.binary(max_size=400))
def test_any_bytes_give_text_that_can_be_written(data: bytes) -> None:
    text = decode(data)
    text.encode("utf-8")
    assert "\x00" not in text
    assert "\r" not in text


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff")))
def test_clean_text_comes_through_unchanged(text: str) -> None:
    assert tidy(text) == text


def test_noise_is_told_from_text() -> None:
    assert looks_binary(bytes(range(256)) * 40)
    assert not looks_binary(GERMAN.encode("cp1252"))
    assert not looks_binary(ARABIC.encode("utf-16"))
    assert not looks_binary(b"plain words")


def test_names_are_shown_on_one_line() -> None:
    assert printable("a\nb\u202ec\udcff") == "a\\nb\\u202ec\\udcff"
    assert len(printable("x" * 5000)) < 400
