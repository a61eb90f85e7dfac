#!/usr/bin/env python3
"""Writes the sample trajectories: word problems with candidate solutions and exact first errors.

    python3 generate.py                                  the committed files, beside this program
    python3 generate.py --seed 7 --problems 2000 --output DIR    a larger set, to train on
    python3 generate.py --check                          verify the labels instead of writing

The same seed gives the same bytes on every Python from 3.9 on.
"""

import argparse
import sys
from pathlib import Path

sys.dont_write_bytecode = True

from generator.check import check_set  # noqa: E402
from generator.files import contents  # noqa: E402
from generator.sets import draw_set, in_training_half  # noqa: E402

COMMITTED_SEED = 20261123
COMMITTED_PROBLEMS = 80


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=COMMITTED_SEED)
    parser.add_argument("--problems", type=int, default=COMMITTED_PROBLEMS)
    parser.add_argument("--output", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--check", action="store_true", help="verify the set instead of writing it")
    options = parser.parse_args()

    # A set with another seed never repeats a question that the committed files hold out.
    held_out = []
    if options.seed != COMMITTED_SEED:
        committed = draw_set(COMMITTED_SEED, COMMITTED_PROBLEMS)
        held_out = [q[0].story.text for q in committed if not in_training_half(q[0].question)]
    questions = draw_set(options.seed, options.problems, held_out)
    if options.check:
        problems = check_set(questions)
        print("\n".join(problems) or f"{len(questions)} questions, every label verified")
        return 1 if problems else 0
    options.output.mkdir(parents=True, exist_ok=True)
    for name, text in contents(questions, options.seed).items():
        path = options.output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
