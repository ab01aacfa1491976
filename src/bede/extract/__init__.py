"""Parse -> Report: one subject a module."""
