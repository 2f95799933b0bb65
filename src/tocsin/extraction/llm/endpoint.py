"""Where the language model is asked: the address, the model's name, the key, and the limits of one exchange."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from tocsin.errors import SettingsError
from tocsin.settings import Settings

PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address of chat completions in the shape that OpenAI's interface has made common.

    `url` is where requests go, `name` the same without its query, as it is shown to people. `key` is "" where none is
    set in the environment variable `key_variable`; it is shown nowhere. `timeout_s` in seconds for one answer,
    `retries` beyond the first try, `max_tokens` the longest answer.
    """

    url: str
    name: str
    model: str
    key: str = field(default="", repr=False)
    key_variable: str = ""
    timeout_s: float = 120.0
    retries: int = 3
    max_tokens: int = 4096


def endpoint_of(settings: Settings, environ: Mapping[str, str] | None = None) -> Endpoint:
    """Return the endpoint that `settings` name, its key from `environ` (the process's own if None).

    Raises SettingsError if there is none, or if what is set cannot be used.
    """
    environ = os.environ if environ is None else environ
    url = _url(settings.llm_endpoint)
    if not settings.llm_model:
        raise SettingsError("llm_model (TOCSIN_LLM_MODEL) is empty; name the model as the endpoint calls it")
    for name in ("llm_timeout_s", "llm_max_tokens", "llm_window"):
        if not getattr(settings, name):
            raise SettingsError(f"{name} (TOCSIN_{name.upper()}) must be more than 0")
    return Endpoint(
        url=str(url),
        name=str(url.copy_with(query=None)),
        model=settings.llm_model,
        key=_key(environ, settings.llm_key_variable),
        key_variable=settings.llm_key_variable,
        timeout_s=settings.llm_timeout_s,
        retries=settings.llm_retries,
        max_tokens=settings.llm_max_tokens,
    )


def _url(given: str) -> httpx.URL:
    setting = "llm_endpoint (TOCSIN_LLM_ENDPOINT)"
    if not given:
        raise SettingsError(
            f"the extractor llm asks a language model, and none is set; set {setting} to the address of its "
            "chat completions, such as http://127.0.0.1:8080/v1, and llm_model (TOCSIN_LLM_MODEL) to its name"
        )
    try:
        url = httpx.URL(given.strip())
    except httpx.InvalidURL as error:
        raise SettingsError(f"{setting} is no address: {error}") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise SettingsError(f"{setting} must be an address such as http://127.0.0.1:8080/v1")
    if url.userinfo:
        raise SettingsError(f"{setting} holds a name or password; set the key in the environment instead")
    path = url.path.rstrip("/")
    return url.copy_with(path=path if path.endswith(PATH) else path + PATH, fragment=None)


def _key(environ: Mapping[str, str], variable: str) -> str:
    key = environ.get(variable, "").strip() if variable else ""
    if not key.isascii() or not key.isprintable():
        raise SettingsError(f"the key in ${variable} has characters that no key has; set it anew")
    return key
