"""The native records: a superset of ProcessBench."""

import json
from math import log
from typing import Any, Dict, List

from .draw import Draw
from .sets import Candidate


def answer_text(candidate: Candidate, value: Any) -> str:
    return candidate.story.nodes[-1].unit.show(value)


def record(candidate: Candidate) -> Dict[str, Any]:
    """The fields the program reads, and three it keeps: `error_kind`, `family`, `style`."""
    fields: Dict[str, Any] = {
        "id": candidate.id,
        "generator": candidate.generator,
        "problem": candidate.story.text,
        "steps": candidate.steps,
        "final_answer_correct": candidate.right,
        "label": candidate.label,
        "reference_answer": answer_text(candidate, candidate.reference),
        "error_kind": candidate.solution.kind,
        "family": candidate.story.family,
        "style": candidate.voice,
    }
    return fields


def ratings(candidate: Candidate) -> List[Any]:
    """1 before the first error, −1 at it, nothing after it."""
    count = len(candidate.steps)
    if candidate.label < 0:
        return [1] * count
    return [1] * candidate.label + [-1] + [None] * (count - candidate.label - 1)


def scores(candidate: Candidate, d: Draw) -> Dict[str, Any]:
    """Hazards of an invented model that is mostly right, and what follows from them."""
    hazards = [d.integer(1, 12) / 100 for _ in candidate.steps]
    if candidate.label >= 0 and d.chance(0.8):
        hazards[candidate.label] = d.integer(45, 95) / 100
    elif d.chance(0.3):
        hazards[d.integer(0, len(hazards) - 1)] = d.integer(30, 70) / 100
    survival, left, masses = [], 1.0, []
    for hazard in hazards:
        masses.append(left * hazard)
        left *= 1 - hazard
        survival.append(round(left, 6))
    masses.append(left)
    best = max(range(len(masses)), key=lambda index: masses[index])
    return {
        "model": "sample-judge",
        "kind": "crm",
        "hazards": hazards,
        "rewards": [round(log(1 - hazard), 6) for hazard in hazards],
        "survival": survival,
        "first_error": best if best < len(hazards) else -1,
        "none_probability": round(left, 6),
        "rule": "map",
        "seconds": 0,
    }


def full_record(candidate: Candidate, seed: int) -> Dict[str, Any]:
    """The record, in every fourth question with ratings and in every sixth with recorded scores."""
    fields = record(candidate)
    if candidate.question % 4 == 1:
        fields["ratings"] = ratings(candidate)
    if candidate.question % 6 == 0:
        fields["scores"] = scores(candidate, Draw(seed * 5_000_011 + sum(map(ord, candidate.id))))
    return fields


def lines(records: List[Dict[str, Any]]) -> str:
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in records)
