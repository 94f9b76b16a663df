"""The award ledger; it knows no server and no queue."""
