"""What each process of the server starts with: the application, by the settings and what the command line said."""

import os
from dataclasses import replace

from fastapi import FastAPI

from tocsin.settings import load_settings
from tocsin.web.app import create_app
from tocsin.web.site import Site

TRACKER_VARIABLE = "TOCSIN_TRACKER"
LOGIN_VARIABLE = "TOCSIN_SERVE_LOGIN"
"""Says "no" where nobody has to sign in; set by `tocsin serve` alone."""


def start() -> FastAPI:
    """Return the application. Raises SettingsError."""
    settings = load_settings()
    settings = replace(settings, tracker=os.environ.get(TRACKER_VARIABLE) or settings.tracker)
    return create_app(Site(settings, login=os.environ.get(LOGIN_VARIABLE) != "no"))
