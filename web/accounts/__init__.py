"""Accounts: who may sign in, and with what. Credentials stand apart from the log, in a database of their own."""
