"""The options that select incidents: the same for every verb that takes a selection.

A verb names one parameter `asked: Asked` and is decorated with `selects`; on the command line it has all options.
"""

import inspect
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli.values import country_code, day
from tocsin.vocabulary.selection import ORDERS
from tocsin.vocabulary.terms import KINDS, STATUSES

if TYPE_CHECKING:  # the task brings the gazetteer along, which --help has no use for
    from tocsin.tasks.selecting import Asked

PARAMETER = "asked"
PANEL = "Selection"


def one_of(known: tuple[str, ...]) -> Callable[[str], str]:
    """Return a parser that takes the terms `known` alone and tells the others by BadParameter."""

    def parse(text: str) -> str:
        if text.strip().lower() not in known:
            raise typer.BadParameter(f"{text!r} is none of {', '.join(known)}")
        return text.strip().lower()

    return parse


def _option(help_: str, *names: str, **more: Any) -> Any:
    return typer.Option(*names, help=help_, rich_help_panel=PANEL, **more)


OPTIONS: dict[str, tuple[Any, Any]] = {
    "since": (
        Annotated[date | None, _option("First day (YYYY-MM-DD).", metavar="DATE", parser=day)],
        None,
    ),
    "until": (Annotated[date | None, _option("Last day, included.", metavar="DATE", parser=day)], None),
    "near": (
        Annotated[str, _option("Around a place: its name, or LAT,LON.", metavar="PLACE", show_default=False)],
        "",
    ),
    "within_km": (
        Annotated[
            float | None,
            _option("How far around it.", "--within", metavar="KM", min=0.001, max=20_100.0, show_default="25"),
        ],
        None,
    ),
    "country": (
        Annotated[str | None, _option("Two letters of ISO 3166, such as IQ.", metavar="CC", parser=country_code)],
        None,
    ),
    "kinds": (
        Annotated[
            list[str] | None,
            _option("Of this kind; may be given more than once.", "--kind", metavar="KIND", parser=one_of(KINDS)),
        ],
        None,
    ),
    "actor": (Annotated[str, _option("By this perpetrator.", metavar="NAME", show_default=False)], ""),
    "statuses": (
        Annotated[
            list[str] | None,
            _option(
                "With this status; may be given more than once.",
                "--status",
                metavar="STATUS",
                parser=one_of(STATUSES),
            ),
        ],
        None,
    ),
    "min_confidence": (
        Annotated[float, _option("At least this sure (0 to 1).", metavar="SHARE", min=0.0, max=1.0)],
        0.0,
    ),
    "disputed": (
        Annotated[
            bool | None,
            _option("Only those that sources contradict each other in, or only the others.", show_default=False),
        ],
        None,
    ),
    "sort": (
        Annotated[
            str,
            _option(f"Sort by {', '.join(o for o in ORDERS if o[0] != '-')}; -NAME turns it round.", metavar="ORDER"),
        ],
        "when",
    ),
    "limit": (Annotated[int | None, _option("At most so many.", metavar="N", min=1)], None),
}
"""Every option by the field of `Asked` that it fills: its annotation and its default."""


def selects(command: Callable[..., None]) -> Callable[..., None]:
    """Return `command` with the options of a selection in place of its parameter `asked`."""
    signature = inspect.signature(command)
    own = [parameter for name, parameter in signature.parameters.items() if name != PARAMETER]
    options = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
        for name, (annotation, default) in OPTIONS.items()
    ]

    @wraps(command)
    def with_options(*args: Any, **given: Any) -> None:
        chosen = {name: given.pop(name) for name in OPTIONS}
        command(*args, **given, **{PARAMETER: _asked(chosen)})

    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own] + options
    with_options.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]  # as inspect asks
    with_options.__annotations__ = {p.name: p.annotation for p in parameters}
    return with_options


def _asked(chosen: dict[str, Any]) -> "Asked":
    from tocsin.tasks.selecting import WITHIN_KM, Asked  # noqa: PLC0415  so that --help is quick

    several = {name: tuple(chosen[name] or ()) for name in ("kinds", "statuses")}
    order = chosen["sort"].strip().lower()
    if order not in ORDERS:
        raise typer.BadParameter(f"cannot sort by {order!r}; there are {', '.join(ORDERS)}", param_hint="--sort")
    since, until, within = chosen["since"], chosen["until"], chosen["within_km"]
    if since and until and since > until:
        raise typer.BadParameter(f"{since} is later than --until {until}", param_hint="--since")
    if within is not None and not chosen["near"].strip():
        raise typer.BadParameter("around what? name a place with --near", param_hint="--within")
    settled = {"country": chosen["country"] or "", "sort": order, "within_km": within or WITHIN_KM}
    return Asked(**chosen | several | settled)
