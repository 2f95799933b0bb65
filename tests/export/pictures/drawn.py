"""What a picture holds, read back from its SVG."""

from xml.etree import ElementTree

from tocsin.export.pictures.marks import Shown
from tocsin.export.pictures.svg import Picture

SVG = "{http://www.w3.org/2000/svg}"


class Drawn:
    """A picture as a tree: it has to be sound XML, and every text and link in it can be asked for."""

    def __init__(self, picture: Picture) -> None:
        self.root = ElementTree.fromstring(picture.alone())  # noqa: S314 - our own picture

    def all(self, name: str, class_: str = "") -> list[ElementTree.Element]:
        found = self.root.iter(f"{SVG}{name}")
        return [one for one in found if set(class_.split()) <= set(one.get("class", "").split())]

    @property
    def texts(self) -> list[str]:
        return ["".join(one.itertext()) for one in self.all("text")]

    @property
    def links(self) -> dict[str, str]:
        """The places that are led to, with what a pointer is shown."""
        return {one.get("href", ""): one.findtext(f"{SVG}title", "") for one in self.all("a")}


def spot(id_: str, lat: float | None = 33.3, lon: float | None = 44.4, km: float = 3.0, **more: object) -> Shown:
    given = {"label": f"rocket {id_}", "kind": "rocket", "status": "reported", "country": "IQ"} | more
    return Shown(id=id_, lat=lat, lon=lon, precision_km=km, **given)  # type: ignore[arg-type]  # as the test gives it


def first(ids: object) -> str:
    """Give a picture an anchor that names all of the incidents."""
    return "+".join(sorted(ids))  # type: ignore[call-overload]  # a list of words


__all__ = ["Drawn", "first", "spot"]
