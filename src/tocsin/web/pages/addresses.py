"""The addresses of pages; ids are those of others and may hold anything."""

from urllib.parse import quote, urlencode


def incident_path(incident_id: str, **query: str) -> str:
    """Return the address of an incident's page."""
    return f"/incidents/{quote(incident_id, safe='')}" + (f"?{urlencode(query)}" if query else "")


def report_path(report_id: str, start: int | None = None, end: int | None = None) -> str:
    """Return the address of a report's page, of the words at `start` to `end` of it where they are given."""
    return f"/reports/{quote(report_id, safe='')}" + (f"#c{start}-{end}" if start is not None else "")


def original_path(report_id: str) -> str:
    """Return the address of the bytes that a report was read from."""
    return f"/api/v1/originals/{quote(report_id, safe='')}"


def web_address(address: str | None) -> str:
    """Return `address` where it is one of the web, else "": nothing else is ever made a link."""
    return address if address and address.startswith(("http://", "https://")) else ""


def actor_path(actor_id: str) -> str:
    """Return the address of an actor's page."""
    return f"/actors/{quote(actor_id, safe='')}"
