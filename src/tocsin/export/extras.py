"""Packages that only some formats need: imported when they are, with the way to install them where they are missing."""

from importlib import import_module
from typing import Any

from tocsin.errors import PluginError

EXTRA = "formats"


def needed(module: str, format_name: str, extra: str = EXTRA) -> Any:
    """Return the package `module`, which comes with `extra`.

    Raises PluginError that says how to install it if it is not there.
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        mend = f"python -m pip install 'tocsin[{extra}]'"
        raise PluginError(f"the format {format_name} needs the package {package}; install it with: {mend}") from error
