"""The Academy Awards: the mapping of their record, and what its notes tell."""
