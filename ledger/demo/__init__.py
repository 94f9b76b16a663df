"""A fictional show, recorded through the same commands that everybody uses."""
