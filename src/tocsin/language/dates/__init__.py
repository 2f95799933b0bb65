"""The date grammar: words of a text to days, with an honest precision. The way in is `find.find_dates`."""
