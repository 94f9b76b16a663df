"""What is projected: tables, how a stream becomes rows, and queries."""
