import io

from rich.console import Console

from tocsin.cli.paragraphs import print_lines


def printed(*lines: str, width: int = 30) -> list[str]:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    print_lines(lines, console)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]  # type: ignore[attr-defined]  # a StringIO


def test_what_is_folded_stands_under_its_own_beginning() -> None:
    assert printed("  one two three four five six seven eight nine ten", "", "short") == [
        "  one two three four five six",
        "    seven eight nine ten",
        "",
        "short",
    ]


def test_words_of_others_are_no_markup_and_longer_than_a_line() -> None:
    assert printed("[bold]x[/bold]") == ["[bold]x[/bold]"]
    assert "".join(printed("  " + "y" * 70)).replace(" ", "") == "y" * 70


def test_a_narrow_screen_loses_nothing() -> None:
    assert "".join(printed("          a b c d e f", width=12)).split() == list("abcdef")
