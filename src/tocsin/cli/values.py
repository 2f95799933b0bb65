"""The values of options, checked before anything is read; a wrong one is told with its mend."""

from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import typer

from tocsin.export.saving import is_ours

DAY = "write the day as year-month-day, such as 2020-08-15"


def day(text: str) -> date:
    """Return the day that `text` names (ISO 8601); raises BadParameter."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        reason = f": {error}" if "range" in str(error) else ""
        raise typer.BadParameter(f"{text!r} is not a day{reason}; {DAY}") from error


def country_code(text: str) -> str:
    """Return the two capital letters of ISO 3166 that `text` gives; raises BadParameter, with the code for a name."""
    known = countries()
    code = text.strip().upper()
    if code in known:
        return code
    meant = [f"{key} for {name}" for key, name in known.items() if code and code in name.upper()][:3]
    mend = f"did you mean {' or '.join(meant)}?" if meant else "give two letters of ISO 3166, such as IQ for Iraq"
    raise typer.BadParameter(f"{text!r} is not the code of a country; {mend}")


@cache
def countries() -> dict[str, str]:
    """Return the names of countries by ISO 3166 alpha-2 code, from the time zone database's own table."""
    table = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {code: name for code, name, *_ in rows}


def page_path(text: str) -> Path:
    """Return where a page is to be saved; raises BadParameter if it cannot be, before the work is done in vain."""
    path = Path(text)
    if path.is_dir():
        raise typer.BadParameter(f"{path} is a folder; name a file in it, such as {path / 'report.html'}")
    if not path.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {path.parent}; make it first")
    if path.exists() and not is_ours(path):
        raise typer.BadParameter(f"{path} is there and is not a page saved by Tocsin; choose another name or remove it")
    return path
