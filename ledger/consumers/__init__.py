"""How anything follows the log: durable positions, read models rebuilt from streams, and the thread that keeps them at the head."""
