"""Gazetteer: place words to places with coordinates and an honest precision, or to none."""
