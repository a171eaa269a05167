"""What the adopted text buys, per ally, in shares of GDP and in money (ODD 7.12).

Between the summit and the deadline, an ally's core spending would grow evenly from its present
share to where its own course leads; the text adds its gap to that, growing evenly too, as far as it is kept.
"""


def base_share(defence: float, own_plan: float, year: int, years: float) -> float:
    """Return the core share without a new text, ``year`` years after the summit (% of GDP)."""
    return defence + (own_plan - defence) * year / years


def added_share(gap: float, kept: float, year: int, years: float) -> float:
    """Return what the text adds by then, if a share ``kept`` of it is delivered (% of GDP)."""
    return kept * gap * year / years


def money(share: float, gdp: float, growth: float, year: int) -> float:
    """Return a share of GDP in constant US$ bn of the base year; ``growth`` in % a year."""
    size = gdp
    for _ in range(year):
        size = size * (1.0 + growth / 100.0)
    return share / 100.0 * size
