"""Commands: load, decide, save in one append."""
