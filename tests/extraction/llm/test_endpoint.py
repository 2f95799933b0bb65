from typing import Any

import pytest

from tests.extraction.llm.scripted import KEY, an_endpoint
from tocsin.errors import SettingsError
from tocsin.extraction.llm.endpoint import endpoint_of
from tocsin.extraction.llm.extractor import open_llm
from tocsin.settings import Settings


def settings(**changes: Any) -> Settings:
    return Settings(**{"llm_endpoint": "http://127.0.0.1:8080/v1", "llm_model": "tiny", **changes})


@pytest.mark.parametrize(
    ("given", "url", "name"),
    [
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/chat/completions", None),
        (" https://model.test/v1/ ", "https://model.test/v1/chat/completions", None),
        ("https://model.test/v1/chat/completions", "https://model.test/v1/chat/completions", None),
        (
            "https://model.test/v1?version=3&code=hush",
            "https://model.test/v1/chat/completions?version=3&code=hush",
            "https://model.test/v1/chat/completions",
        ),
    ],
)
def test_an_address_leads_to_the_chat_completions(given: str, url: str, name: str | None) -> None:
    endpoint = endpoint_of(settings(llm_endpoint=given), {})
    assert endpoint.url == url
    assert endpoint.name == (name or url)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"llm_endpoint": ""}, r"set llm_endpoint \(TOCSIN_LLM_ENDPOINT\) to the address .* llm_model"),
        ({"llm_endpoint": "model.test/v1"}, "must be an address such as"),
        ({"llm_endpoint": "ftp://model.test/v1"}, "must be an address such as"),
        ({"llm_endpoint": "http://"}, "must be an address such as"),
        ({"llm_endpoint": "http://model.test:port/v1"}, "is no address"),
        ({"llm_endpoint": f"http://me:{KEY}@model.test/v1"}, "holds a name or password"),
        ({"llm_model": ""}, r"llm_model \(TOCSIN_LLM_MODEL\) is empty"),
        ({"llm_timeout_s": 0.0}, r"llm_timeout_s \(TOCSIN_LLM_TIMEOUT_S\) must be more than 0"),
        ({"llm_window": 0}, "llm_window .* must be more than 0"),
        ({"llm_max_tokens": 0}, "llm_max_tokens .* must be more than 0"),
    ],
)
def test_what_cannot_be_used_is_named_with_the_mend(changes: dict[str, Any], complaint: str) -> None:
    with pytest.raises(SettingsError, match=complaint) as caught:
        endpoint_of(settings(**changes), {})
    assert KEY not in str(caught.value)


def test_the_key_comes_from_the_variable_that_the_settings_name() -> None:
    environ = {"TOCSIN_LLM_KEY": "usual", "MY_KEY": f" {KEY}\n"}
    assert endpoint_of(settings(), environ).key == "usual"
    assert endpoint_of(settings(llm_key_variable="MY_KEY"), environ).key == KEY
    assert endpoint_of(settings(llm_key_variable=""), environ).key == ""
    assert endpoint_of(settings(), {}).key == ""


@pytest.mark.parametrize("key", ["two\nlines", "schlüssel"])
def test_a_key_that_cannot_be_sent_is_named_by_its_variable_alone(key: str) -> None:
    with pytest.raises(SettingsError, match=r"the key in \$TOCSIN_LLM_KEY") as caught:
        endpoint_of(settings(), {"TOCSIN_LLM_KEY": key})
    assert key not in str(caught.value)


def test_the_key_is_shown_nowhere() -> None:
    assert KEY not in repr(an_endpoint(key=KEY))


def test_without_an_endpoint_the_extractor_does_not_open() -> None:
    with pytest.raises(SettingsError, match="asks a language model, and none is set"):
        open_llm(Settings(), gazetteer=None)  # type: ignore[arg-type]  # it is not asked for anything before that
