"""A log in which each confidential field of each event holds a word of its own, and who may meet which."""
