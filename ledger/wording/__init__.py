"""Codes and parameters into sentences; the only place that words anything."""
