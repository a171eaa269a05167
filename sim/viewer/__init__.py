"""The page on which a summit is stepped through: a session that knows no browser, and its looks."""
