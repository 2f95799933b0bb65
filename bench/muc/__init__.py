"""The adapter to MUC-4: messages in, what the extractor finds, templates of 25 slots out."""
