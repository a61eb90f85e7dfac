#!/usr/bin/env python3
"""Writes selection.json: figures, choices and curves in plain Python, by the words of docs/selection.md.

    python3 make_selection.py

Seeded: a second run writes the same bytes. Nothing but the standard library; no code is shared with the program.
"""
import json
import math
import pathlib
import random

RULES = ["own", "min", "product", "last", "mean", "soft-min", "sum", "min-sum"]
OWN = {"crm": "product", "orm": "last", "prm": "min", "pqm": "min", "iprm": "min"}


def log_sigmoid(x):
    return x - math.log1p(math.exp(x)) if x < 0 else -math.log1p(math.exp(-x))


def soft_minimum(rewards, temperature=0.1):
    least = min(rewards)
    powers = [math.exp((least - r) / temperature) for r in rewards]
    return sum(p * r for p, r in zip(powers, rewards)) / sum(powers)


def figure(kind, steps, rule):
    """(rank, logarithm of the weight): the figure candidates are ordered by, and log of its probability."""
    if rule == "own":
        rule = OWN[kind]
    if kind == "orm":
        return (log_sigmoid(steps[0]),) * 2
    if kind in ("crm", "prm"):
        # crm: logits of hazards; prm: probabilities of steps.
        logs = [log_sigmoid(-x) for x in steps] if kind == "crm" else [math.log(p) for p in steps]
        shares = [math.exp(x) for x in logs]
        if rule == "min":
            rank = min(logs)
        elif rule == "last":
            rank = logs[-1]
        elif rule == "mean":
            rank = sum(shares) / len(shares)
            return rank, math.log(rank)
        elif rule == "soft-min":
            rank = soft_minimum([2 * p - 1 for p in shares])
            return rank, math.log((1 + rank) / 2)
        else:
            rank = math.fsum(logs)
        return rank, rank
    if rule == "product":
        return (math.fsum(log_sigmoid(x) for x in steps),) * 2
    rank = {
        "min": min(steps), "last": steps[-1], "mean": sum(steps) / len(steps),
        "soft-min": soft_minimum(steps), "sum": sum(steps),
        "min-sum": min(sum(steps[: t + 1]) for t in range(len(steps))),
    }[rule]
    return rank, log_sigmoid(rank)


def most(totals):
    """The key with the largest total, the first where several have it; whether several have it."""
    if not totals:
        return None, False
    largest = max(totals.values())
    keys = [k for k, v in totals.items() if v == largest]
    return keys[0], len(keys) > 1


def best(candidates, places, rule):
    scored = [(i, candidates[i]["figures"][rule][0]) for i in places if candidates[i]["figures"]]
    if not scored:
        return None
    largest = max(rank for _, rank in scored)
    equal = [i for i, rank in scored if rank == largest]
    return equal[0], len(equal) > 1


def choose(candidates, rule, count):
    """(place, tied) or None."""
    places = range(min(count, len(candidates)))
    if rule == "first":
        return (0, False) if places else None
    if rule == "oracle":
        return next(((i, False) for i in places if candidates[i]["right"]), None)
    if rule == "majority":
        counts = {}
        for i in places:
            if candidates[i]["value"] is not None:
                counts[candidates[i]["value"]] = counts.get(candidates[i]["value"], 0) + 1
        winner, tied = most(counts)
        if winner is None:
            return None
        return next(i for i in places if candidates[i]["value"] == winner), tied
    if rule == "vote" or rule.startswith("vote-"):
        rule = rule[5:] or "own"
        totals = {}
        for i in places:
            if candidates[i]["value"] is not None and candidates[i]["figures"]:
                weight = math.exp(candidates[i]["figures"][rule][1])
                totals[candidates[i]["value"]] = totals.get(candidates[i]["value"], 0) + weight
        winner, tied = most(totals)
        if winner is None:
            return None
        place, _ = best(candidates, [i for i in places if candidates[i]["value"] == winner], rule)
        return place, tied
    return best(candidates, places, rule)


def spelled(chance, value):
    return chance.choice([f"{value}", f"{value}.0", f"\\frac{{{3 * value}}}{{3}}", f"{value} eggs"])


def question(chance, kind, count):
    right = chance.randint(10, 900)
    wrong = [right + d for d in (1, 2, 10)]
    candidates = []
    for _ in range(count):
        value = None if chance.random() < 0.1 else right if chance.random() < 0.5 else chance.choice(wrong)
        length = 1 if kind == "orm" else chance.randint(1, 7)
        if kind == "prm":
            steps = [chance.randint(1, 63) / 64 for _ in range(length)]
        else:
            # Multiples of 1/8, so that figures tie and sums are exact.
            steps = [chance.randint(-24, 24) / 8 for _ in range(length)]
        missing = chance.random() < 0.08
        candidates.append({
            "answer": None if value is None else spelled(chance, value), "value": value,
            "right": value == right, "steps": None if missing else steps,
            "figures": None if missing else {r: figure(kind, steps, r) for r in RULES},
        })
    return {"kind": kind, "reference": str(right), "candidates": candidates}


class SplitMix64:
    def __init__(self, seed):
        self.state = seed

    def below(self, count):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return ((z ^ (z >> 31)) * count) >> 64


def interval(values, seed, resamples, level):
    draws = SplitMix64(seed)
    means = sorted(
        sum(values[draws.below(len(values))] for _ in values) / len(values) for _ in range(resamples))
    outside = min(int(resamples * (1 - level) / 2), (resamples - 1) // 2)
    return means[outside], means[resamples - 1 - outside]


def main():
    chance = random.Random(20261130)
    every = RULES + ["majority"] + ["vote"] + [f"vote-{r}" for r in RULES[1:]] + ["first", "oracle"]
    questions = []
    for kind in ("crm", "prm", "pqm", "iprm", "orm"):
        for count in (1, 2, 4, 8, 8, 16, 5):
            item = question(chance, kind, count)
            # None where Python's sum of weights and the program's could round a tie apart.
            item["choices"] = {
                rule: [choose(item["candidates"], rule, n) for n in range(count + 1)] for rule in every}
            questions.append(item)
    curves = []
    for rule in ("own", "majority", "vote-product", "oracle", "first"):
        counts = [1, 2, 4, 8, 16]
        rows = []
        for item in questions:
            picks = [choose(item["candidates"], rule, n) for n in counts]
            rows.append([1.0 if p and item["candidates"][p[0]]["right"] else 0.0 for p in picks])
        columns = list(zip(*rows))
        curves.append({
            "rule": rule, "counts": counts, "seed": 17, "resamples": 200, "level": 0.9,
            "accuracy": [sum(c) / len(c) for c in columns],
            "intervals": [interval(c, 17, 200, 0.9) for c in columns],
        })
    folder = pathlib.Path(__file__).resolve().parent
    out = {"made": "make_selection.py", "questions": questions, "curves": curves}
    (folder / "selection.json").write_text(json.dumps(out, indent=None, separators=(",", ":")) + "\n")


main()
