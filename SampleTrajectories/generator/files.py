"""Every file of the set, by name."""

from typing import Dict, List

from .native import full_record, lines
from .sets import Candidate, in_training_half


def contents(questions: List[List[Candidate]], seed: int) -> Dict[str, str]:
    everyone = [candidate for question in questions for candidate in question]
    train = [candidate for candidate in everyone if in_training_half(candidate.question)]
    heldout = [candidate for candidate in everyone if not in_training_half(candidate.question)]
    files = {
        name: lines([full_record(candidate, seed) for candidate in chosen])
        for name, chosen in (("native.jsonl", everyone), ("train.jsonl", train), ("heldout.jsonl", heldout))
    }
    return files
