"""The media type of each format of export, the incidents' and the network's."""

from tocsin.tasks.export import format_names
from tocsin.tasks.networking import WRITERS

PAGE = "json"
"""A page of incidents, which is no export."""
KNOWN = {
    "geojson": "application/geo+json",
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
    "kml": "application/vnd.google-earth.kml+xml",
    "excel": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "stix": "application/stix+json",
    "ftm": "application/json+ftm",
    "acled": "text/csv",
    "gtd": "text/csv",
    "hxl": "text/csv",
    "ucdp": "text/csv",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
}
"""Of several with one type, the first is meant by it alone; `text/csv; profile=acled` means another."""
UNKNOWN = "application/octet-stream"


def incident_formats() -> dict[str, str]:
    """Return the media types of what a selection of incidents can be had as, by name; those of plug-ins too."""
    ordered = sorted(format_names(), key=lambda name: list(KNOWN).index(name) if name in KNOWN else len(KNOWN))
    return {PAGE: "application/json"} | {name: KNOWN.get(name, UNKNOWN) for name in ordered}


def network_formats() -> dict[str, str]:
    """Return the media types of what a network can be had as, by name."""
    return {name: KNOWN.get(name, "application/json") for name in WRITERS}
