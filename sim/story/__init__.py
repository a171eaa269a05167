"""A transcript told in a diplomat's words: minutes, tables, the outcome, what was put in."""
