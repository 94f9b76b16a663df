"""Reads the log itself: one act opened, a story, a replay."""
