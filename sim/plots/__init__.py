"""Pictures of one negotiation: its course, the alliance, one ally's balance.

Each takes a transcript and its scenario and returns a new matplotlib figure; nothing is shown, saved
or shared, so that figures may be drawn in several threads at once.
"""
