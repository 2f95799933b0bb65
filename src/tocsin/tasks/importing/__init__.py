"""Import of existing trackers: rows of tables become reports, mentions and claims, each with the words of its cell."""
