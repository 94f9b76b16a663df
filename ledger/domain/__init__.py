"""The domain, pure: events, times, the fold."""
