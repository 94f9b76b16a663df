"""The log on SQLite and on PostgreSQL, what an event looks like in it, and the keys that seal personal texts."""
