from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import SettingsError
from tocsin.settings import CHOICES, Settings, load_settings, settings_file


@pytest.fixture
def nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment in which the user has no settings file."""
    monkeypatch.setattr("platformdirs.user_config_dir", lambda *_, **__: str(tmp_path / "none"))
    return {}


def with_file(folder: Path, text: str) -> dict[str, str]:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return {"TOCSIN_SETTINGS": str(path)}


def test_without_file_and_environment_the_defaults_hold(nothing: dict[str, str]) -> None:
    assert load_settings(nothing) == Settings()


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().country = "IQ"  # type: ignore[misc]  # the point of the test


def test_the_file_goes_before_the_defaults(tmp_path: Path) -> None:
    text = 'country = "NG"\nfetch_timeout_s = 3\nallow_private = true\nmax_redirects = 0\ndata_dir = "/srv/tocsin"\n'
    settings = load_settings(with_file(tmp_path, text))
    assert settings.country == "NG"
    assert settings.fetch_timeout_s == 3.0
    assert settings.allow_private is True
    assert settings.max_redirects == 0
    assert settings.data_dir == Path("/srv/tocsin")
    assert settings.extractor == Settings().extractor


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    environ = with_file(tmp_path, 'country = "NG"\nextractor = "mine"\n')
    settings = load_settings({**environ, "TOCSIN_COUNTRY": "IQ"})
    assert (settings.country, settings.extractor) == ("IQ", "mine")


def test_every_setting_can_be_given_by_the_environment(nothing: dict[str, str]) -> None:
    for field in fields(Settings):
        default = getattr(Settings(), field.name)
        given = {bool: "no" if default else "yes", int: "7", float: "7.5"}.get(type(default), "10.0.0.1")
        given = CHOICES.get(field.name, (given,))[-1]
        settings = load_settings({**nothing, f"TOCSIN_{field.name.upper()}": given})
        assert getattr(settings, field.name) != default
        assert type(getattr(settings, field.name)) is type(default)


@pytest.mark.parametrize(
    ("raw", "value"),
    [("1", True), ("TRUE", True), ("yes", True), (" on ", True), ("0", False), ("False", False), ("no", False)],
)
def test_yes_and_no_are_understood(raw: str, value: bool, nothing: dict[str, str]) -> None:
    assert load_settings({**nothing, "TOCSIN_ALLOW_PRIVATE": raw}).allow_private is value


def test_a_home_folder_is_written_out(nothing: dict[str, str]) -> None:
    assert load_settings({**nothing, "TOCSIN_DATA_DIR": "~/tocsin"}).data_dir == Path.home() / "tocsin"


@pytest.mark.parametrize(
    ("variable", "raw", "complaint"),
    [
        ("TOCSIN_MAX_BYTES", "many", "TOCSIN_MAX_BYTES: max_bytes must be int, not 'many'"),
        ("TOCSIN_MAX_BYTES", "-1", "max_bytes must not be negative"),
        ("TOCSIN_FETCH_TIMEOUT_S", "soon", "fetch_timeout_s must be float"),
        ("TOCSIN_FETCH_TIMEOUT_S", "nan", "fetch_timeout_s must be a finite number, not 'nan'"),
        ("TOCSIN_FETCH_TIMEOUT_S", "inf", "fetch_timeout_s must be a finite number, not 'inf'"),
        ("TOCSIN_DATA_DIR", "~nobody-of-that-name/x", "data_dir must be Path"),
        ("TOCSIN_TRUSTED_PROXIES", "10.0.0.1,proxy", "trusted_proxies must be addresses or networks, not 'proxy'"),
        ("TOCSIN_RESPECT_ROBOTS", "maybe", "respect_robots must be true or false, not 'maybe'"),
    ],
)
def test_a_value_of_the_wrong_type_is_named(variable: str, raw: str, complaint: str, nothing: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=complaint):
        load_settings({**nothing, variable: raw})


@pytest.mark.parametrize(
    "line", ["max_bytes = 3.7", "max_bytes = true", "fetch_timeout_s = false", "country = 5", "data_dir = ['a']"]
)
def test_a_value_of_the_wrong_type_in_the_file_is_named(line: str, tmp_path: Path) -> None:
    name = line.split(maxsplit=1)[0]
    with pytest.raises(SettingsError, match=rf"settings\.toml: {name} must be \w+, not "):
        load_settings(with_file(tmp_path, line))


def test_an_unknown_setting_in_the_file_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(
        SettingsError, match=r"settings\.toml: unknown setting 'contry'; did you mean country\? there are .*country"
    ):
        load_settings(with_file(tmp_path, 'contry = "IQ"\n'))


def test_a_misspelt_setting_is_named_with_the_one_that_is_meant(tmp_path: Path, nothing: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=r"unknown setting 'log_levl'; did you mean log_level\?"):
        load_settings(with_file(tmp_path, 'log_levl = "info"\n'))
    with pytest.raises(SettingsError, match="TOCSIN_LOG_LEVL: there is no such setting; TOCSIN_LOG_LEVEL is one"):
        load_settings({**nothing, "TOCSIN_LOG_LEVL": "info"})
    others = {
        "TOCSIN_LLM_KEY": "x",
        "TOCSIN_OIDC_SECRET": "x",
        "TOCSIN_TEST_POSTGRESQL": "x",
        "TOCSIN_SERVE_LOGIN": "x",
    }
    assert load_settings({**nothing, **others}) == load_settings(nothing)


@pytest.mark.parametrize("name", CHOICES)
def test_a_word_that_is_none_of_a_few_is_refused_with_those_there_are(name: str, nothing: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=f"TOCSIN_{name.upper()}: {name} must be one of .*, not 'loud'"):
        load_settings({**nothing, f"TOCSIN_{name.upper()}": "loud"})
    for choice in CHOICES[name]:
        assert getattr(load_settings({**nothing, f"TOCSIN_{name.upper()}": choice}), name) == choice


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"settings\.toml: cannot be read as TOML"):
        load_settings(with_file(tmp_path, "country IQ"))


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    environ = with_file(tmp_path, "")
    (tmp_path / "settings.toml").write_bytes('user_agent = "é"'.encode("latin-1"))
    with pytest.raises(SettingsError, match="cannot be read as TOML"):
        load_settings(environ)


def test_a_file_that_is_named_but_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"TOCSIN_SETTINGS names .*gone\.toml, which is not a file"):
        load_settings({"TOCSIN_SETTINGS": str(tmp_path / "gone.toml")})


def test_the_file_lies_in_the_users_folder_unless_named() -> None:
    assert settings_file({}).name == "settings.toml"
    assert settings_file({"TOCSIN_SETTINGS": "mine.toml"}) == Path("mine.toml")


def setting_or_complaint(environ: dict[str, str]) -> Settings | str:
    try:
        return load_settings(environ)
    except SettingsError as error:
        return str(error)


@given(st.dictionaries(st.sampled_from([f.name for f in fields(Settings)]), st.text(max_size=12)))
def test_no_environment_gives_anything_but_settings_or_a_complaint_that_names_one(values: dict[str, str]) -> None:
    found = setting_or_complaint({f"TOCSIN_{name.upper()}": raw for name, raw in values.items()})
    assert isinstance(found, Settings) or any(f"TOCSIN_{name.upper()}" in found for name in values)
