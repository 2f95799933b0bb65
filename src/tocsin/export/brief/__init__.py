"""A brief for people: its parts, and the forms that it is written in."""
