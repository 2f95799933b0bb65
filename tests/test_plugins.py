import sys
import types
from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest

from tocsin import plugins
from tocsin.errors import PluginError


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three plug-ins of other people: a sound one, one whose module is missing, one that misses its object."""
    module = types.ModuleType("others_plugin")
    module.Reader = "the reader"  # type: ignore[attr-defined]  # a module made for the test
    monkeypatch.setitem(sys.modules, "others_plugin", module)
    table = [
        EntryPoint("sound", "others_plugin:Reader", "tocsin.readers"),
        EntryPoint("gone", "no_such_plugin:Reader", "tocsin.readers"),
        EntryPoint("hollow", "others_plugin:Missing", "tocsin.readers"),
        EntryPoint("sound", "others_plugin:Reader", "tocsin.exporters"),
    ]
    monkeypatch.setattr(plugins, "entry_points", lambda group: [point for point in table if point.group == group])
    plugins.load.cache_clear()
    plugins.names.cache_clear()
    yield
    plugins.load.cache_clear()
    plugins.names.cache_clear()


@pytest.mark.usefixtures("installed")
def test_a_plugin_is_found_by_kind_and_name() -> None:
    assert plugins.load("readers", "sound") == "the reader"


@pytest.mark.usefixtures("installed")
def test_names_are_sorted_and_of_one_kind() -> None:
    assert plugins.names("readers") == ("gone", "hollow", "sound")
    assert plugins.names("extractors") == ()


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("name", ["gone", "hollow"])
def test_a_plugin_that_cannot_be_imported_is_named(name: str) -> None:
    with pytest.raises(PluginError, match=f"plug-in '{name}' of readers cannot be loaded"):
        plugins.load("readers", name)


@pytest.mark.usefixtures("installed")
def test_a_plugin_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(PluginError, match="no reader named 'lost'; installed are: gone, hollow, sound"):
        plugins.load("readers", "lost")
    with pytest.raises(PluginError, match="no extractor named 'lost'; installed are: none"):
        plugins.load("extractors", "lost")


def test_an_unknown_kind_is_named_with_those_that_are() -> None:
    with pytest.raises(PluginError, match="no such kind of plug-in: 'writers'; there are readers"):
        plugins.load("writers", "any")


@pytest.mark.parametrize("kind", plugins.KINDS)
def test_every_built_in_plugin_loads(kind: str) -> None:
    assert plugins.names(kind)
    for name in plugins.names(kind):
        assert callable(plugins.load(kind, name))
