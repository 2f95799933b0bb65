"""What the API says, as types that check it: the shapes of its JSON, for the server's description and for clients."""
