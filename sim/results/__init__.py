"""What a negotiation leaves behind: the transcript of one, the ledger of many."""
