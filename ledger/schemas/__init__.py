"""One schema per command and per view."""
