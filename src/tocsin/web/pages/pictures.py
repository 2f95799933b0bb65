"""Pictures on pages: drawn by the server, so that they are there without a script, and every mark leads on."""

from markupsafe import Markup

from tocsin.export.pictures.svg import Picture


def inline(picture: Picture) -> Markup:
    """Return `picture` for a page: what leads to a place on a page leads to a page, and so is more than an image."""
    led = str(picture.inline()).replace('href="#/', 'href="/').replace('role="img"', 'role="group" lang="en"', 1)
    return Markup(led)  # noqa: S704  all text in it is escaped, so that it has no quotes
