"""Links for parties without an account: one module for every purpose, and the party's own page."""
