"""Every file of the set, by name: the native ones, and a few records in each foreign format."""

import json
from typing import Any, Dict, List

from . import formats, formats_graded
from .native import full_record, lines
from .sets import Candidate, in_training_half

Questions = List[List[Candidate]]


def contents(questions: Questions, seed: int) -> Dict[str, str]:
    everyone = [candidate for question in questions for candidate in question]
    train = [candidate for candidate in everyone if in_training_half(candidate.question)]
    heldout = [candidate for candidate in everyone if not in_training_half(candidate.question)]
    files = {
        name: lines([full_record(candidate, seed) for candidate in chosen])
        for name, chosen in (
            ("native.jsonl", everyone),
            ("train.jsonl", train),
            ("heldout.jsonl", heldout),
        )
    }
    writers = {**formats.FILES, **formats_graded.FILES}
    for place, (name, write) in enumerate(writers.items()):
        few = [questions[(2 * place + offset) % len(questions)] for offset in (0, 1)]
        files[name] = text(name, write(few))
        for other, write_other in formats_graded.COMPANIONS.get(name, {}).items():
            files[other] = text(other, write_other(few))
    return files


def text(name: str, records: Any) -> str:
    if isinstance(records, dict):
        return json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    return lines(records) if name.endswith(".jsonl") else array(records)


def array(records: List[Dict[str, Any]]) -> str:
    """A JSON array with one record to a line."""
    return "[\n" + ",\n".join(json.dumps(item, ensure_ascii=False) for item in records) + "\n]\n"
