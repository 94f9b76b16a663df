"""Random legal and illegal acts from several people through the front door, and what must always hold."""
