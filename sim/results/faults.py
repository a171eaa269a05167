"""What may be wrong with a ledger, or with what is asked of one."""


class LedgerError(ValueError):
    """A ledger that cannot be made, read or continued: one message that says what, where, what is allowed."""
