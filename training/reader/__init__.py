"""The reader at run time, as it will stand in tocsin.extraction: encoder, heads, graph, incidents, mentions."""
