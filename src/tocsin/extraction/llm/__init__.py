"""The extractor by language model: any endpoint of chat completions, every value held against the text."""
