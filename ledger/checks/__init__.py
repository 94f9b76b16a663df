"""Reconciling what is shown with what was recorded."""
