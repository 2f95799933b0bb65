"""Tasks: the verbs of Tocsin, the only place where stages meet; one file a verb, of the verb's name."""
