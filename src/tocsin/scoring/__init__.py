"""Scoring: how well what was read agrees with what people annotated; figures out of plain records."""
