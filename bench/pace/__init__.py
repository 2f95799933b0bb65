"""What speed is measured with: the readers that are timed, each in a process of its own."""
