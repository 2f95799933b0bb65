"""Export: records to formats, one a file."""
