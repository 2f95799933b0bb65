"""Language: normalisers from words to values, each with its place in the text."""
