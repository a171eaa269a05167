"""History: past summits, forecasts held against what happened, parameters weighed by it."""
