"""What may be wrong with a table of positions."""


class PositionsError(ValueError):
    """A table of positions that cannot be used: one message with every fault, by line."""
