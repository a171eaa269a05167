"""One forecast held against what happened: every score, by name (``sim.forecasts.scores`` has the formulas)."""

from __future__ import annotations

from collections.abc import Mapping

from sim.forecasts import scores
from sim.forecasts.belief import Belief
from sim.history.case import Case
from sim.rules.outcome import BELOW, FLAT, NONE, REAFFIRM, SPLIT, SPLIT_HIGH, SPLIT_LOW

AMBITION = (NONE, REAFFIRM, BELOW, SPLIT_LOW, SPLIT, SPLIT_HIGH, FLAT)
"""Classes of endings from the least to the most that is asked of allies: what the ranked score goes by."""
SCALE = (5.0, 2.0, 15.0, 1.0)
"""What core, related (% of GDP), years and firmness are divided by before distances are taken."""
MEANINGS = {
    "new target": "Brier score of the chance of a new target, 0 to 1",
    "new target, log": "−ln of the chance given to what happened, 6.9 at most",
    "class": "Brier score over the classes of endings, 0 to 2",
    "class, log": "−ln of the chance given to the class that happened",
    "class, ranked": "ranked probability score, classes by ambition, 0 to 1",
    "core": "CRPS of the core target that stands, % of GDP",
    "headline": "CRPS of core and related together, % of GDP",
    "deadline": "CRPS of the years to the deadline",
    "vector": "energy score of core/5, related/2, years/15 and firmness",
    "allies": "mean Brier score over allies: a letter or a broken silence, or neither",
    "dissenter": "reciprocal rank of who did dissent, among all by suspicion: 1 is best",
}
"""Every score and what it measures; 0 is best for all but the last."""
HIGH_IS_GOOD = ("dissenter",)
Scores = dict[str, float | None]


def judge(belief: Belief, case: Case) -> Scores:
    """Return a forecast's scores; None where it, or the record, says nothing of the matter."""
    true, weights = case.happened, belief.weights
    p, kinds = belief.p_new_target, belief.class_chances
    ordered = [float(kinds[kind]) for kind in AMBITION]
    vector = (true.core, true.related, true.years, true.firmness)
    return {
        "new target": scores.brier(p, true.new_target),
        "new target, log": scores.log_score([1.0 - p, p], int(true.new_target)),
        "class": scores.brier_classes(kinds, true.kind),
        "class, log": scores.log_score(kinds, true.kind),
        "class, ranked": scores.ranked(ordered, AMBITION.index(true.kind)),
        "core": scores.crps(belief.core, true.core, weights),
        "headline": scores.crps(belief.headline, true.headline, weights),
        "deadline": scores.crps(belief.years, true.years, weights),
        "vector": scores.energy(belief.vector, vector, weights, SCALE),
        **of_allies(belief.objects, case),
    }


def of_allies(objects: Mapping[str, float] | None, case: Case) -> Scores:
    """Return what a forecast's suspicions are worth; None if it has none."""
    if objects is None:
        return {"allies": None, "dissenter": None}
    codes, true = list(objects), case.happened
    suspicion = [objects[code] for code in codes]
    places = [codes.index(code) for code in true.dissenters]
    return {
        "allies": scores.brier_each(suspicion, [code in true.stood_out for code in codes]),
        "dissenter": scores.reciprocal_rank(suspicion, places) if places else None,
    }


def skill(score: float | None, baseline: float | None) -> float | None:
    """Return 1 − score / baseline, None where either is missing or the baseline is perfect."""
    return None if score is None or baseline is None else scores.skill(score, baseline)
