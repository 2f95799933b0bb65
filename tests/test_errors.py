import inspect

import pytest

from tocsin import errors
from tocsin.errors import EXIT_CODES, FetchError, InputError, SettingsError, TocsinError, exit_code

ALL = [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, TocsinError)]


@pytest.mark.parametrize("kind", ALL)
def test_every_error_has_an_exit_code_that_says_failure(kind: type[TocsinError]) -> None:
    assert exit_code(kind("x")) in {1, 2, 3, 4}
    assert kind.__doc__


def test_an_error_without_a_code_of_its_own_has_that_of_its_family() -> None:
    assert FetchError not in EXIT_CODES
    assert exit_code(FetchError("x")) == EXIT_CODES[InputError]


def test_a_plugins_own_error_is_covered() -> None:
    class OthersError(SettingsError): ...

    assert exit_code(OthersError("x")) == EXIT_CODES[SettingsError]


def test_the_message_is_what_a_person_reads() -> None:
    assert str(InputError("page.html: is empty")) == "page.html: is empty"
