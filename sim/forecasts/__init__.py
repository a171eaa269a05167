"""The rivals: what other theories say of the same summit, on the same inputs.

Each theory is a function of plain arrays (positions, weights, payoffs), in a file by its kind; ``inputs`` turns
a scenario into those arrays by calling the rules, and ``reference`` asks every theory once.
"""
