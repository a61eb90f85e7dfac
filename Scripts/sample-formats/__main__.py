"""Writes the sample files from what `misstep generate` prints:

    misstep generate --seed 20261123 --count 320 -o - | python3 Scripts/sample-formats FOLDER

The native files, and a few records in each format of others, in its smallest real shape. It makes up no
problem and no solution; it only puts them into layouts that the program reads but does not write.
"""

import json
import sys
from pathlib import Path
from typing import Any, Dict, List

sys.dont_write_bytecode = True

import formats  # noqa: E402
import formats_graded  # noqa: E402
from native import Candidate, full_record, lines, read  # noqa: E402

Questions = List[List[Candidate]]


def contents(questions: Questions) -> Dict[str, str]:
    everyone = [candidate for question in questions for candidate in question]
    # Questions alternate between the training half and the held-out half.
    halves = [[c for c in everyone if c.question % 2 == half] for half in (0, 1)]
    native = {"native.jsonl": everyone, "train.jsonl": halves[0], "heldout.jsonl": halves[1]}
    files = {name: lines([full_record(c) for c in chosen]) for name, chosen in native.items()}
    # New files come last, so that the others keep their questions.
    writers = {**formats.FILES, **formats_graded.FILES, "search-tree.jsonl": formats.search_tree}
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


def main() -> None:
    folder = Path(sys.argv[1])
    for name, content in contents(read(sys.stdin)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8"))


main()
