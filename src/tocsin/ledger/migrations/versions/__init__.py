"""One module a step, named by the number of the format that it leads to."""
