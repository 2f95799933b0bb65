"""Tempo: whether attacks become more frequent, since when, and whether it could be an artefact of reporting."""
