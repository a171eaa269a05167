"""What many negotiations say, and how surely: shares and means with their intervals, the summary of a ledger."""
