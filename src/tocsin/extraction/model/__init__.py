"""The learned reader: encoder, heads, graph, incidents, mentions."""
