"""Histories that can be replayed on what was imported."""
