"""Measurements of quality and speed; run the scripts, import nothing from here in the package."""
