"""The quality gate: gold sets, predictions through the public path, figures, floors, and the table."""
