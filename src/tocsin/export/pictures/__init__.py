"""Pictures of incidents: map, timeline, rate and network, as SVG."""
