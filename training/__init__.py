"""The learned reader's training: examples, network, training, export. Needs torch; not in the wheel."""
