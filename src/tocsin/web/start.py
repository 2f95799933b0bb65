"""What each process of the server starts with: the application, by the settings and what the command line said."""

import gc
import os
import sys
from dataclasses import replace

from fastapi import FastAPI

from tocsin.settings import load_settings
from tocsin.web.app import create_app
from tocsin.web.site import Site

TRACKER_VARIABLE = "TOCSIN_TRACKER"
LOGIN_VARIABLE = "TOCSIN_SERVE_LOGIN"
"""Says "no" where nobody has to sign in; set by `tocsin serve` alone."""


COLLECTED = (20_000, 20, 100)
"""How many objects are made between two searches for those that hold one another only."""


SWITCH_S = 0.001
"""How long a thread goes on while others wait: short answers are not held up by long ones."""


def start() -> FastAPI:
    """Return the application. Raises SettingsError."""
    # A page of incidents is tens of thousands of objects, none of them in a circle: looking for circles as often as
    # Python does by itself takes a third of the time in which they are read.
    gc.freeze()
    gc.set_threshold(*COLLECTED)
    sys.setswitchinterval(SWITCH_S)
    settings = load_settings()
    settings = replace(settings, tracker=os.environ.get(TRACKER_VARIABLE) or settings.tracker)
    return create_app(Site(settings, login=os.environ.get(LOGIN_VARIABLE) != "no"))
