"""What an assistant may ask of a tracker, by the Model Context Protocol: it looks, and changes nothing."""
