"""Elements of SVG, and a picture made of them: inline in a page that colours it, or alone with colours of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import bidirectional

from markupsafe import Markup, escape

from tocsin.export.pictures.inks import STYLE, concrete
from tocsin.export.visible import one_line

Child = Markup | str


def element(name: str, *children: Child, **attributes: object) -> Markup:
    """Return `<name ...>children</name>`; text is escaped, `class_` is class, `stroke_width` stroke-width.

    Attributes that are None are left out, and numbers are written to two decimals.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(str(escape(child)) for child in children)
    return Markup(f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>")  # noqa: S704  all of it escaped


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(escape(str(value)))


def join(parts: Iterable[Markup]) -> Markup:
    """Return elements one after another."""
    return Markup("").join(parts)


def group(*children: Child, **attributes: object) -> Markup:
    """Return a group of elements."""
    return element("g", *children, **attributes)


HALOS = frozenset({"halo", "net"})
"""Classes of words with a halo."""


def words(text: str, x: float, y: float, class_: str = "", anchor: str = "start", **attributes: object) -> Markup:
    """Return `text` at a point; what would act in it is made visible.

    Letters that join have no halo: some viewers draw that of each over the one before.
    """
    joins = any(bidirectional(letter) == "AL" for letter in text)
    classes = [one for one in class_.split() if not (joins and one in HALOS)]
    return element(
        "text", one_line(text), x=x, y=y, class_=" ".join(["t", *classes]),
        text_anchor=None if anchor == "start" else anchor, **attributes,
    )  # fmt: skip


def linked(target: str, label: str, *children: Child) -> Markup:
    """Return elements that lead to `target` on the page, "" for nowhere, and show `label` to a pointer."""
    inside = (element("title", one_line(label)), *children)
    return element("a", *inside, href=f"#{target}") if target else group(*inside)


def path_of(points: Iterable[tuple[float, float]], closed: bool = False) -> str:
    """Return the data of a path through `points`."""
    data = "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f"M{data}{'Z' if closed else ''}" if data else ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: `key` is its name on a page, `title` what it shows in a few words, `telling` the same at length.

    `width` and `height` are in units that are pixels on a page of its full width.
    """

    key: str
    title: str
    telling: str
    width: int
    height: int
    body: Markup

    def inline(self) -> Markup:
        """Return the picture for a page that has the style of pictures."""
        return self._drawn(Markup(""))

    def alone(self, dark: bool = False) -> str:
        """Return the picture as a file of its own, with a style that any viewer can read."""
        return str(self._drawn(element("style", Markup(concrete(STYLE, dark)))))  # noqa: S704  our own style

    def _drawn(self, style: Markup) -> Markup:
        label = element("title", self.title), element("desc", self.telling)
        return element(
            "svg", *label, style, self.body, xmlns="http://www.w3.org/2000/svg", class_="picture", role="img",
            viewBox=f"0 0 {self.width} {self.height}", aria_label=f"{self.title}. {self.telling}",
        )  # fmt: skip
