"""How the site is set: every setting with its value, for admins to look up; secrets are none of them, or hidden."""

import re
from dataclasses import fields

from fastapi import Request
from fastapi.responses import HTMLResponse

from tocsin.settings import Settings
from tocsin.web.depends import SettingsOf
from tocsin.web.pages.routing import page_router
from tocsin.web.rendering import render

router = page_router("admin")
PASSWORD = re.compile(r"(?<=://)([^/@\s:]*):[^/@\s]*@")


@router.get("/settings")
def show_settings(request: Request, settings: SettingsOf) -> HTMLResponse:
    """Show every setting, its value, and whether it is the one that comes with Tocsin."""
    plain = Settings()
    rows = [
        (
            field.name,
            hidden(str(getattr(settings, field.name))),
            getattr(settings, field.name) == getattr(plain, field.name),
        )
        for field in fields(Settings)
    ]
    return render(request, "settings.html.j2", {"rows": rows})


def hidden(value: str) -> str:
    """Return `value` without the password of an address in it."""
    return PASSWORD.sub(r"\1:…@", value)
