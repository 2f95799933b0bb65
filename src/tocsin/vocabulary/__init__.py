"""The nouns of Tocsin: frozen dataclasses that every stage speaks in; import them from their modules."""
