"""Analysis: what incidents come to, as pure functions; one method a file."""
