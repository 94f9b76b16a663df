"""Background work of many machines; one machine needs none."""
