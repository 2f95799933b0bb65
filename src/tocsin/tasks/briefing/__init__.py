"""What goes into a brief, gathered from the other tasks and put into words."""
