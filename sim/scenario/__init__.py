"""Scenario files: read, checked, said in full, and turned into a table of seats."""
