"""One frozen set of settings, read once: defaults, then a TOML file, then TOCSIN_* environment variables."""

import difflib
import ipaddress
import math
import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import platformdirs

from tocsin.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of Tocsin; each is documented in docs/settings.md and checked by a test."""

    data_dir: Path = Path(platformdirs.user_data_dir("tocsin", appauthor=False))
    """Where the gazetteer is built and kept."""
    tracker: str = "tracker.db"
    """Where the ledger is kept: the path of a SQLite file, or the URL of a database."""
    accounts: str = ""
    """Where the users of the site are kept, as an address like the tracker's; empty for the tracker's own database."""
    author: str = ""
    """Name under which a person's decisions are kept; empty for the name of the user's account."""
    extractor: str = "model"
    """Name of the extractor plug-in that reads reports."""
    gazetteer: str = "table"
    """Name of the gazetteer plug-in."""
    country: str = ""
    """ISO 3166 alpha-2 code of the country that reports are mostly about; empty for none."""
    fetch_timeout_s: float = 20.0
    """Seconds a URL may take, from connecting to the last byte."""
    max_bytes: int = 64_000_000
    """Largest single document, in bytes, that is read (JSON Lines files are streamed and may be larger)."""
    max_redirects: int = 5
    """How many redirects a URL may take."""
    allow_private: bool = False
    """Whether addresses of private networks may be fetched."""
    respect_robots: bool = True
    """Whether a host's robots.txt is asked and obeyed."""
    user_agent: str = "Tocsin/0.1 (+news reader for incident research)"
    """How fetches name themselves."""
    llm_endpoint: str = ""
    """Address of the chat completions that the extractor llm asks; empty for none."""
    llm_model: str = ""
    """Name of the model, as the endpoint calls it."""
    llm_key_variable: str = "TOCSIN_LLM_KEY"
    """Environment variable that holds the key; the key itself is no setting, so that no file and no log holds it."""
    llm_timeout_s: float = 120.0
    """Seconds an answer may take."""
    llm_retries: int = 3
    """How often a question is asked again of an endpoint that is busy or breaks off."""
    llm_window: int = 12_000
    """Characters of a report that are shown to the model at once; longer reports are read in overlapping parts."""
    llm_max_tokens: int = 4096
    """Longest answer, in the model's tokens."""
    log_level: str = "warning"
    """From which weight on `tocsin serve` tells in its log: debug, info, warning or error."""
    log_format: str = "plain"
    """How a line of the log looks: plain for people, json for programs."""
    metrics: str = "local"
    """Who may read /metrics: local (this machine, and whoever shows a token), token, or off."""
    trusted_proxies: str = "127.0.0.1"
    """Addresses of proxies that are believed who asks, with commas between them."""
    oidc_issuer: str = ""
    """Address of the OpenID Connect provider that people may sign in with; empty for none."""
    oidc_client: str = ""
    """Name of this site at the provider."""
    oidc_secret_variable: str = "TOCSIN_OIDC_SECRET"  # noqa: S105  where it is, not what it is
    """Environment variable with the secret of this site at the provider; the secret itself is no setting."""
    oidc_name_claim: str = "preferred_username"
    """What the provider tells of somebody that becomes their name here."""
    oidc_role: str = ""
    """Role of those who come in from the provider for the first time; empty where an admin adds them first."""


CHOICES: dict[str, tuple[str, ...]] = {
    "log_level": ("debug", "info", "warning", "error"),
    "log_format": ("plain", "json"),
    "metrics": ("local", "token", "off"),
    "oidc_role": ("", "viewer", "reviewer", "admin"),
}
"""What settings may say that say one of a few words."""
BESIDE = frozenset({"settings"})
"""What is called like a setting in the environment and is none."""
ALIKE = 0.8
"""From this likeness on (difflib's ratio) a name is taken for a setting that is written wrong."""
NUMBERS: dict[type, tuple[type, ...]] = {int: (int,), float: (int, float)}
"""What TOML may give for a number; never a bool, which Python takes for one."""


def _convert(name: str, kind: type, raw: object, origin: str) -> Any:
    if kind is bool:
        text = str(raw).strip().lower()
        if text in {"1", "true", "yes", "on"}:
            return True
        if text in {"0", "false", "no", "off"}:
            return False
        raise SettingsError(f"{origin}: {name} must be true or false, not {raw!r}")
    if not isinstance(raw, str) and type(raw) not in NUMBERS.get(kind, ()):
        raise SettingsError(f"{origin}: {name} must be {kind.__name__}, not {raw!r}")
    try:
        value = Path(str(raw)).expanduser() if kind is Path else kind(raw)
    except (TypeError, ValueError, RuntimeError) as error:
        raise SettingsError(f"{origin}: {name} must be {kind.__name__}, not {raw!r}") from error
    if isinstance(value, float) and not math.isfinite(value):
        raise SettingsError(f"{origin}: {name} must be a finite number, not {raw!r}")
    if isinstance(value, int | float) and value < 0:
        raise SettingsError(f"{origin}: {name} must not be negative, but is {raw!r}")
    if name in CHOICES and value not in CHOICES[name]:
        there = ", ".join(choice or "nothing" for choice in CHOICES[name])
        raise SettingsError(f"{origin}: {name} must be one of {there}, not {raw!r}")
    if name == "trusted_proxies":
        _check_networks(str(value), origin)
    return value


def _check_networks(value: str, origin: str) -> None:
    for part in filter(None, value.split(",")):
        try:
            ipaddress.ip_network(part.strip())
        except ValueError as error:
            raise SettingsError(f"{origin}: trusted_proxies must be addresses or networks, not {part!r}") from error


def _alike(name: str, names: Iterable[str]) -> str:
    """Return what a name that is none may stand for, "" where nothing is like it."""
    return next(iter(difflib.get_close_matches(name, names, 1, ALIKE)), "")


def _refuse_misspelt(environ: Mapping[str, str], kinds: Mapping[str, type]) -> None:
    """Raise SettingsError for a variable that is nearly called like a setting; others may have a use of their own."""
    for variable in environ:
        name = variable.removeprefix("TOCSIN_").lower()
        if variable.startswith("TOCSIN_") and name not in kinds and name not in BESIDE:
            meant = _alike(name, kinds)
            if meant:
                raise SettingsError(f"{variable}: there is no such setting; TOCSIN_{meant.upper()} is one")


def settings_file(environ: Mapping[str, str]) -> Path:
    """Return the path of the settings file: $TOCSIN_SETTINGS, else settings.toml in the user's configuration folder."""
    default = Path(platformdirs.user_config_dir("tocsin", appauthor=False)) / "settings.toml"
    return Path(environ.get("TOCSIN_SETTINGS") or default)


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings from file and environment.

    Raises SettingsError for an unknown name, a value of the wrong type, or a file that is not TOML.
    """
    environ = os.environ if environ is None else environ
    kinds: dict[str, type] = {f.name: type(getattr(Settings(), f.name)) for f in fields(Settings)}
    kinds["data_dir"] = Path
    values: dict[str, Any] = {}
    path = settings_file(environ)
    if path.is_file():
        try:
            found = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(f"{path}: cannot be read as TOML: {error}") from error
        for name, raw in found.items():
            if name not in kinds:
                meant = _alike(name, kinds)
                hint = f"did you mean {meant}? " if meant else ""
                raise SettingsError(f"{path}: unknown setting {name!r}; {hint}there are {', '.join(kinds)}")
            values[name] = _convert(name, kinds[name], raw, str(path))
    elif environ.get("TOCSIN_SETTINGS"):
        raise SettingsError(f"TOCSIN_SETTINGS names {path}, which is not a file")
    _refuse_misspelt(environ, kinds)
    for name, kind in kinds.items():
        variable = f"TOCSIN_{name.upper()}"
        if variable in environ:
            values[name] = _convert(name, kind, environ[variable], variable)
    return Settings(**values)
