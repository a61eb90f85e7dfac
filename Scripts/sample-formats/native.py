"""The trajectories that `misstep generate` writes, as the sample files hold them."""

import json
import random
from dataclasses import dataclass
from math import log
from typing import Any, Dict, Iterable, List

Record = Dict[str, Any]


@dataclass(frozen=True)
class Candidate:
    """One solution of one problem; ``label`` is the first wrong step from 0, -1 for none."""

    id: str
    question: int
    generator: str
    fields: Record

    @property
    def problem(self) -> str:
        return self.fields["problem"]

    @property
    def steps(self) -> List[str]:
        return self.fields["steps"]

    @property
    def label(self) -> int:
        return self.fields["label"]

    @property
    def right(self) -> bool:
        return self.fields["final_answer_correct"]

    @property
    def kind(self) -> Any:
        return self.fields["error_kind"]

    @property
    def answer(self) -> str:
        return self.fields["stated_answer"]

    @property
    def reference(self) -> str:
        return self.fields["reference_answer"]


# Invented models, so that the samples have several to compare; the small one is wrong most often.
GENERATORS = [("sample-small", 3.0), ("sample-medium", 2.0), ("sample-large", 1.0), ("sample-math", 1.0)]


def read(lines: Iterable[str]) -> List[List[Candidate]]:
    """The questions of a generated set, each with its candidates."""
    questions: List[List[Candidate]] = []
    for line in lines:
        fields = json.loads(line)
        question, place = (int(part) for part in fields["id"].split("-")[1:])
        if question == len(questions):
            questions.append([])
        name = f"q{question:03d}-{'abcdefgh'[place]}"
        draw = random.Random(sum(map(ord, name)) + 7_919 * question)
        questions[question].append(Candidate(name, question, model(fields["label"] < 0, draw), fields))
    return questions


def model(good: bool, draw: random.Random) -> str:
    """Only ``random()`` is used: it alone gives the same numbers on every Python."""
    weights = [(name, 1 / weight if good else weight) for name, weight in GENERATORS]
    left = draw.random() * sum(weight for _, weight in weights)
    for name, weight in weights:
        left -= weight
        if left < 0:
            return name
    return weights[-1][0]


def record(candidate: Candidate) -> Record:
    """The generated record under the sample's own id and model."""
    return {**candidate.fields, "id": candidate.id, "generator": candidate.generator}


def ratings(candidate: Candidate) -> List[Any]:
    """1 before the first error, -1 at it, nothing after it."""
    count = len(candidate.steps)
    if candidate.label < 0:
        return [1] * count
    return [1] * candidate.label + [-1] + [None] * (count - candidate.label - 1)


def scores(candidate: Candidate, draw: random.Random) -> Record:
    """Hazards of an invented model that is mostly right, and what follows from them."""

    def hundredths(low: int, high: int) -> float:
        return (low + int(draw.random() * (high - low + 1))) / 100

    hazards = [hundredths(1, 12) for _ in candidate.steps]
    if candidate.label >= 0 and draw.random() < 0.8:
        hazards[candidate.label] = hundredths(45, 95)
    elif draw.random() < 0.3:
        hazards[int(draw.random() * len(hazards))] = hundredths(30, 70)
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


def full_record(candidate: Candidate) -> Record:
    """The record, in every fourth question with ratings and in every sixth with recorded scores."""
    fields = record(candidate)
    if candidate.question % 4 == 1:
        fields["ratings"] = ratings(candidate)
    if candidate.question % 6 == 0:
        fields["scores"] = scores(candidate, random.Random(5_000_011 + sum(map(ord, candidate.id))))
    return fields


def lines(records: List[Record]) -> str:
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in records)
