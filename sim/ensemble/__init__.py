"""Many negotiations: the loop over runs, compiled from the rulebook's own functions."""
