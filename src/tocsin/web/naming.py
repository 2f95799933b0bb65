"""Under which name decisions are kept where nobody signs in."""

import getpass

from tocsin.settings import Settings


def local_name(settings: Settings) -> str:
    """Return the author of the settings, else the name of the account that the program runs under."""
    try:
        return settings.author or getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in some containers
        return "somebody"
