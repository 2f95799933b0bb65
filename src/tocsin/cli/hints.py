"""Options by which a person says of inputs what these do not say themselves, and who reads them."""

from datetime import date
from typing import Annotated

import typer

from tocsin.cli.values import country_code, day

Published = Annotated[
    date | None,
    typer.Option(metavar="DATE", parser=day, help="Day of publication (YYYY-MM-DD); replaces what the inputs say."),
]
Country = Annotated[
    str | None,
    typer.Option(metavar="CC", parser=country_code, help="Country that the reports are mostly about, such as IQ."),
]
ExtractorName = Annotated[
    str, typer.Option("--extractor", metavar="NAME", help="Extractor plug-in to use.", show_default="the setting's")
]
