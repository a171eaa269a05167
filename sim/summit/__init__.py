"""The negotiation as Mesa plays it: agents that act by calling rules for their own seat."""
