"""The network: which names are one actor, how actors belong together, what is told of them in incidents."""
