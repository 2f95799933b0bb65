"""Reading: from bytes (a page, a feed's item, a line of JSON) to reports of clean text."""
