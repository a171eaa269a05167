"""Talks and incidents that move how threatened allies feel (ODD 7.7)."""

from sim.rules.arithmetic import clip
from sim.rules.terms import Terms


def outcome_of_talks(draw: float, terms: Terms) -> int:
    """Return which outcome of the talks a uniform draw stands for (the last takes what is left)."""
    reached = 0.0
    last = terms.events.talks_outcomes - 1
    for outcome in range(last):
        reached += terms.talks_chance[outcome]
        if draw < reached:
            return outcome
    return last


def happens(draw: float, terms: Terms) -> bool:
    """Return whether a uniform draw stands for an incident this round."""
    return draw < terms.events.incident_chance


def shift(round_: int, talks_draw: float, incident_draw: float, terms: Terms) -> tuple[float, float]:
    """Return this round's changes of threat: by the talks, and by an incident (0 if none)."""
    talks = 0.0
    if round_ == terms.events.talks_round and terms.events.talks_outcomes > 0:
        talks = terms.talks_threat[outcome_of_talks(talks_draw, terms)]
    return talks, terms.events.incident_threat if happens(incident_draw, terms) else 0.0


def crisis(draw: float, terms: Terms) -> int:
    """Return 1 if a crisis elsewhere claims the president's attention, given a uniform draw."""
    return 1 if draw < terms.us.crisis_chance else 0


def feel(threat: float, change: float, terms: Terms) -> float:
    """Return θ after an event: the distant relax or worry more than the front line does."""
    return clip(threat + change * (terms.events.ceiling - threat), 0.0, 1.0)
