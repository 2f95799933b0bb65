"""The colours of pictures, by day and by night, and the style that uses them.

The hues are those of M. Okabe and K. Ito, Color Universal Design (2008), lighter or darker where paper and night ask
for it. No colour ever stands alone: shape, hatching or words say the same, so that grey loses nothing.
"""

import re

LIGHT: dict[str, str] = {
    "ink": "#211f1b", "soft": "#6a655b", "faint": "#9a9488", "rule": "#e2dccf", "paper": "#faf8f3", "card": "#fffefb",
    "sea": "#e4edf2", "land": "#f6f2e8", "border": "#a9a08d", "accent": "#8a5a00", "lit": "#fff0c2",
    "far": "#d55e00", "air": "#2f96d0", "bomb": "#e69f00", "shot": "#0072b2", "taken": "#b4588f", "other": "#7a766c",
    "calm": "#00875f",
}  # fmt: skip
DARK: dict[str, str] = {
    "ink": "#e8e4db", "soft": "#a29c90", "faint": "#77736a", "rule": "#33353c", "paper": "#15161a", "card": "#1d1f24",
    "sea": "#1a2730", "land": "#2a2c30", "border": "#666a72", "accent": "#e3b04b", "lit": "#3c3212",
    "far": "#f0894a", "air": "#7cc7ee", "bomb": "#f0b03c", "shot": "#58a9e0", "taken": "#e09ac4", "other": "#9b968a",
    "calm": "#35c79b",
}  # fmt: skip
FONTS = (
    '"IBM Plex Sans", "IBM Plex Sans Arabic", system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, "DejaVu Sans", '
    "sans-serif"
)
HUES = ("far", "air", "bomb", "shot", "taken", "other", "calm")

STYLE = (
    f".t{{font-family:{FONTS};font-size:13px;fill:var(--ink)}}"
    ".t.s{font-size:11.5px;fill:var(--soft)}.t.b{font-weight:600}.t.xs{font-size:10.5px;fill:var(--soft)}"
    ".t.country{font-size:12px;fill:var(--soft);letter-spacing:2.2px}.t.water{fill:var(--faint);font-style:italic}"
    ".t.halo{stroke:var(--land);stroke-width:3px;paint-order:stroke;stroke-linejoin:round}"
    ".t.count{font-weight:600;font-size:13px;fill:var(--ink)}"
    ".t.on{fill:var(--card);font-weight:600;font-size:12px}.t.net{stroke:var(--card);stroke-width:3.5px;paint-order:stroke;stroke-linejoin:round}"
    ".t.now{fill:var(--accent);font-weight:600;font-size:11.5px}"
    ".sea{fill:var(--sea)}.land{fill:var(--land)}.border{fill:none;stroke:var(--border);stroke-width:1.1px}"
    ".frame{fill:none;stroke:var(--rule);stroke-width:1px}.card{fill:var(--card)}.plate{fill:var(--card);stroke:var(--rule)}"
    ".rule{stroke:var(--rule);stroke-width:1px;fill:none}.axis{stroke:var(--soft);stroke-width:1px;fill:none}"
    ".ink{fill:var(--ink)}.line{stroke:var(--ink);stroke-width:2px;fill:none}.soft{fill:var(--soft)}"
    ".period{fill:var(--lit)}.band{fill:var(--shot);fill-opacity:.2}.middle{stroke:var(--shot);stroke-width:2.5px;fill:none}"
    ".bar{fill:var(--ink);fill-opacity:.62}.bar.old{fill-opacity:.3}"
    ".change{stroke:var(--far);stroke-width:2px;stroke-dasharray:6 4;fill:none}"
    ".window{fill:var(--far);fill-opacity:.13}.flag{fill:var(--calm)}.pole{stroke:var(--calm);stroke-width:1.4px;fill:none}"
    ".hatch{stroke:var(--border);stroke-width:1px;stroke-opacity:.7;fill:none}.sure{stroke:var(--ink);stroke-width:1.6px;fill:none}"
    ".town{fill:var(--soft)}.capital{fill:none;stroke:var(--soft);stroke-width:1.2px}"
    ".tie{stroke:var(--soft);stroke-width:1.6px;fill:none}.tie.suspected{stroke-dasharray:6 4}"
    ".tie.denied{stroke-dasharray:1.5 4}.tie.disputed{stroke-dasharray:8 3 2 3}.arrow{fill:var(--soft)}"
    + "".join(
        f".{hue}{{--hue:var(--{hue});fill:var(--{hue})}}"
        f".ring.{hue}{{fill:var(--{hue});fill-opacity:.1;stroke:var(--{hue});stroke-width:1.2px}}"
        f".mark.{hue}{{fill:var(--{hue});stroke:var(--card);stroke-width:1.2px}}"
        f".mark.open.{hue}{{fill:var(--card);stroke:var(--{hue});stroke-width:2.2px}}"
        f".range.{hue}{{fill:var(--{hue});fill-opacity:.25;stroke:var(--{hue});stroke-width:1px}}"
        f".slice.{hue}{{fill:none;stroke:var(--{hue})}}"
        for hue in HUES
    )
    + ".mark.old{opacity:.45}.ring.old{fill-opacity:.04;stroke-opacity:.35}.range.old{opacity:.5}"
    ".cluster.old{opacity:.65}"
    ".struck{stroke:var(--ink);stroke-width:1.8px;fill:none}"
)  # fmt: skip


def variables(night: bool) -> str:
    """Return the colours as declarations of custom properties."""
    return "".join(f"--{name}:{value};" for name, value in (DARK if night else LIGHT).items())


def concrete(style: str, night: bool = False) -> str:
    """Return `style` with each colour in place of its name, for viewers that know no custom properties."""
    colours = DARK if night else LIGHT
    return re.sub(r"var\(--(\w+)\)", lambda found: colours[found[1]], re.sub(r"--hue:var\(--\w+\);", "", style))
