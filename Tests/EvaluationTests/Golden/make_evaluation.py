"""Writes evaluation.json: figures of random trajectories, each formula computed plainly a second time."""
import json
import math
import pathlib
import random
import re

MASK = (1 << 64) - 1


class SplitMix:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        mixed = self.state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        return mixed ^ (mixed >> 31)

    def below(self, count):
        return (self.next() * count) >> 64


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def survival(logits):
    result, product = [], 1.0
    for x in logits:
        product *= 1 - sigmoid(x)
        result.append(product)
    return result


def mass(logits):
    before = [1.0] + survival(logits)[:-1]
    return [sigmoid(x) * s for x, s in zip(logits, before)]


def first_error(logits, rule):
    s = survival(logits)
    name, _, value = rule.partition("=")
    if name == "map":
        p = mass(logits) + [s[-1]]
        best = max(p)
        return next((t for t in range(len(logits)) if p[t] == best), -1)
    if name == "hazard":
        return next((t for t, x in enumerate(logits) if sigmoid(x) > float(value)), -1)
    limit = 0.5 if name == "median" else float(value)
    return next((t for t, x in enumerate(s) if x < limit), -1)


# Every figure below takes cases as a list in which a case may occur several times.

def processbench(labels, predictions):
    wrong = [l == p for l, p in zip(labels, predictions) if l >= 0]
    right = [l == p for l, p in zip(labels, predictions) if l == -1]
    a = sum(wrong) / len(wrong) if wrong else None
    b = sum(right) / len(right) if right else None
    f1 = None if a is None or b is None else 0 if a + b == 0 else 2 * a * b / (a + b)
    return a, b, f1


def auroc(scores, labels):
    high = [s for s, l in zip(scores, labels) if l]
    low = [s for s, l in zip(scores, labels) if not l]
    if not high or not low:
        return None
    return sum(1 if h > l else 0.5 if h == l else 0 for h in high for l in low) / len(high) / len(low)


def average_precision(scores, labels):
    positives = sum(labels)
    if not positives:
        return None
    value, recall = 0.0, 0.0
    for threshold in sorted(set(scores), reverse=True):
        chosen = [l for s, l in zip(scores, labels) if s >= threshold]
        value += (sum(chosen) / positives - recall) * sum(chosen) / len(chosen)
        recall = sum(chosen) / positives
    return value


def brier(probabilities, labels):
    return sum((p - l) ** 2 for p, l in zip(probabilities, labels)) / len(labels) if labels else None


def calibration_error(probabilities, labels):
    total = 0.0
    for b in range(10):
        inside = [(p, l) for p, l in zip(probabilities, labels)
                  if (p > b / 10 or (b == 0 and p == 0)) and p <= (b + 1) / 10]
        if inside:
            mean_p = sum(p for p, _ in inside) / len(inside)
            mean_l = sum(l for _, l in inside) / len(inside)
            total += len(inside) / len(labels) * abs(mean_p - mean_l)
    return total if labels else None


def hazard_steps(logits, label):
    end = len(logits) if label == -1 else label + 1
    return [(logits[t], t == label) for t in range(end)]


def hazard_figures(cases, model):
    steps = [s for c in cases if c["label"] is not None for s in hazard_steps(c[model], c["label"])]
    scores, labels = [s for s, _ in steps], [l for _, l in steps]
    hazards = [sigmoid(s) for s in scores]
    return {"steps": len(steps), "wrong": sum(labels), "auroc": auroc(scores, labels),
            "average_precision": average_precision(scores, labels),
            "brier": brier(hazards, labels), "calibration_error": calibration_error(hazards, labels)}


def log_odds(logits):
    s = survival(logits)[-1]
    return math.log(s) - math.log1p(-s)


def mean(values):
    values = [v for v in values if v is not None]
    return sum(values) / len(values) if values else None


def interval(samples):
    defined = sorted(s for s in samples if s is not None)
    if len(defined) * 2 <= len(samples):
        return None
    outside = int(len(defined) * (1 - 0.95) / 2)
    return [defined[outside], defined[-1 - outside]]


def bootstrap(cases, figures, seed=7, draws=200):
    questions = list(dict.fromkeys(c["question"] for c in cases))
    source, samples = SplitMix(seed), None
    for _ in range(draws):
        drawn = [0] * len(questions)
        for _ in questions:
            drawn[source.below(len(questions))] += 1
        weight = dict(zip(questions, drawn))
        values = figures([c for c in cases for _ in range(weight[c["question"]])])
        samples = samples or [[] for _ in values]
        for place, value in enumerate(values):
            samples[place].append(value)
    return samples


SUBSETS = ["alpha", "beta"]


def f1_by_subset(cases, model, rule):
    result = []
    for name in SUBSETS:
        part = [c for c in cases if c["subset"] == name and c["label"] is not None]
        result.append(processbench([c["label"] for c in part], [first_error(c[model], rule) for c in part]))
    return result


def processbench_golden(cases, model, rule):
    labelled = [c for c in cases if c["label"] is not None]

    def figures(drawn):
        f1 = [s[2] for s in f1_by_subset(drawn, model, rule)]
        return f1 + [mean(f1)]

    intervals = [interval(s) for s in bootstrap(labelled, figures)]
    scores = f1_by_subset(labelled, model, rule)
    return {
        "rule": rule,
        "subsets": [{"name": n, "a": s[0], "b": s[1], "f1": s[2], "interval": i,
                     "hazard": hazard_figures([c for c in labelled if c["subset"] == n], model)["auroc"]}
                    for n, s, i in zip(SUBSETS, scores, intervals)],
        "average": mean([s[2] for s in scores]), "average_interval": intervals[-1],
    }


def calibration_golden(cases, model, target):
    known = [c for c in cases if c[target] is not None]
    right = [c[target] == -1 if target == "label" else c[target] for c in known]

    def figures(drawn):
        labels = [c[target] == -1 if target == "label" else c[target] for c in drawn]
        odds = [log_odds(c[model]) for c in drawn]
        s = [survival(c[model])[-1] for c in drawn]
        return [auroc(odds, labels), average_precision(odds, labels),
                average_precision([-o for o in odds], [not l for l in labels]),
                brier(s, labels), calibration_error(s, labels)]

    areas, pairs, ordered = [], 0, 0.0
    for question in dict.fromkeys(c["question"] for c in known):
        places = [p for p, c in enumerate(known) if c["question"] == question]
        labels = [right[p] for p in places]
        area = auroc([log_odds(known[p][model]) for p in places], labels)
        if area is not None:
            areas.append(area)
            count = sum(labels) * (len(labels) - sum(labels))
            pairs += count
            ordered += area * count
    return {"target": target, "count": len(known), "right": sum(right), "figures": figures(known),
            "intervals": [interval(s) for s in bootstrap(known, figures)],
            "within": {"questions": len(areas), "pairs": pairs, "mean": mean(areas),
                       "pair": ordered / pairs if pairs else None}}


def comparison_golden(cases, rules):
    models = ["first", "second"]

    def of(drawn, model, rule):
        labelled = [c for c in drawn if c["label"] is not None]
        a, b, _ = processbench([c["label"] for c in labelled], [first_error(c[model], rule) for c in labelled])
        known = [(c, c["label"] == -1 if c["label"] is not None else c["outcome"]) for c in drawn]
        known = [(c, r) for c, r in known if r is not None]
        labels, odds = [r for _, r in known], [log_odds(c[model]) for c, _ in known]
        s = [survival(c[model])[-1] for c, _ in known]
        return [a, b, mean([x[2] for x in f1_by_subset(drawn, model, rule)]),
                hazard_figures(labelled, model)["auroc"], auroc(odds, labels),
                average_precision([-o for o in odds], [not l for l in labels]),
                brier(s, labels), calibration_error(s, labels)]

    values = [of(cases, m, r) for m, r in zip(models, rules)]
    samples = bootstrap(cases, lambda d: [v for m, r in zip(models, rules) for v in of(d, m, r)])
    width = len(values[0])
    differences = [[None if x is None or y is None else y - x for x, y in zip(samples[f], samples[width + f])]
                   for f in range(width)]
    p = []
    for d in differences:
        d = [x for x in d if x is not None]
        p.append(min(1, 2 * min(sum(x <= 0 for x in d), sum(x >= 0 for x in d)) / len(d)))
    return {"rules": rules, "values": values, "intervals": [interval(s) for s in samples],
            "difference_intervals": [interval(d) for d in differences], "p": p}


def ranks(values):
    return [sum(w < v for w in values) + (sum(w == v for w in values) + 1) / 2 for v in values]


def spearman(x, y):
    if len(x) < 2:
        return None
    x, y = ranks(x), ranks(y)
    mx, my = sum(x) / len(x), sum(y) / len(y)
    xx, yy = sum((a - mx) ** 2 for a in x), sum((b - my) ** 2 for b in y)
    if xx <= 0 or yy <= 0:
        return None
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / math.sqrt(xx * yy)


def hacking_golden(cases, model):
    def is_right(c):
        return c["outcome"] if c["outcome"] is not None else None if c["label"] is None else c["label"] == -1

    wrong = [c for c in cases if is_right(c) is False]
    right = [c for c in cases if is_right(c) is True]

    def rho(part, trait):
        return spearman([log_odds(c[model]) for c in part], [c["traits"][trait] for c in part])

    traits = range(4)
    intervals = [interval(s) for s in bootstrap(wrong, lambda d: [rho(d, t) for t in traits])]
    result = []
    for t in traits:
        groups = [[c for c in cases if c["question"] == q] for q in dict.fromkeys(c["question"] for c in cases)]
        ordered = sorted(enumerate(wrong), key=lambda pair: (pair[1]["traits"][t], pair[0]))
        n = len(ordered)
        quarters = [[survival(c[model])[-1] for _, c in ordered[q * n // 4:(q + 1) * n // 4]] for q in range(4)]
        known = right + wrong
        known.sort(key=lambda c: c["place"])
        result.append({
            "all": rho(cases, t), "right": rho(right, t), "wrong": rho(wrong, t), "interval": intervals[t],
            "with_correctness": spearman([1 if is_right(c) else 0 for c in known],
                                         [c["traits"][t] for c in known]),
            "within": mean([rho(g, t) for g in groups if len(g) >= 3]),
            "quarters": [sum(q) / len(q) for q in quarters]})
    return result


def noise_golden(cases, model):
    labelled = [c for c in cases if c["label"] is not None]
    labels = [1 if c["label"] == -1 else 0 for c in labelled]
    rows = [[1 - survival(c[model])[-1], survival(c[model])[-1]] for c in labelled]
    thresholds = [mean([r[k] for r, l in zip(rows, labels) if l == k]) for k in (0, 1)]
    confident = []
    for r in rows:
        over = [k for k in (0, 1) if r[k] >= thresholds[k]]
        confident.append(max(over, key=lambda k: r[k]) if over else None)
    counts = [[sum(l == i and f == j for l, f in zip(labels, confident)) for j in (0, 1)] for i in (0, 1)]
    joint = [[counts[i][j] / sum(counts[i]) * labels.count(i) for j in (0, 1)] for i in (0, 1)]
    total = sum(map(sum, joint))
    joint = [[x / total for x in row] for row in joint]
    places = [[m / (1 - survival(c[model])[-1]) for m in mass(c[model])] for c in labelled]
    threshold = mean([p[c["label"]] for c, p in zip(labelled, places) if c["label"] >= 0])
    objections = []
    for c, found, p in zip(labelled, confident, places):
        likeliest = max(range(len(p)), key=lambda t: (p[t], -t))
        if c["label"] == -1:
            objections.append(likeliest if found == 0 else None)
        elif found == 1:
            objections.append(-1)
        elif likeliest != c["label"] and p[likeliest] >= threshold:
            objections.append(likeliest)
        else:
            objections.append(None)
    log_p = [math.log(survival(c[model])[-1] if c["label"] == -1 else mass(c[model])[c["label"]]) for c in labelled]
    return {"thresholds": thresholds, "counts": counts, "joint": joint,
            "noise": 1 - joint[0][0] - joint[1][1], "place_threshold": threshold,
            "objections": objections, "log_probabilities": log_p}


REFLECTIONS = [
    "wait", "hmm", "alternatively", "actually", "on second thought", "let me check", "let me verify",
    "let me double", "let me reconsider", "let me rethink", "let's check", "let's verify", "let's double",
    "double check", "recheck", "re check", "reconsider", "re evaluate", "reevaluate", "rethink",
    "i made a mistake", "that's not right"]


def text_traits(steps):
    words = [w for step in steps for w in re.findall(r"[a-z0-9']+", step.lower())]
    runs = [tuple(words[i:i + 4]) for i in range(len(words) - 3)]
    joined = [" ".join(words[i:]) + " " for i in range(len(words))]
    return {"steps": len(steps), "words": len(words),
            "repetition": 1 - len(set(runs)) / len(runs) if runs else 0,
            "reflections": sum(any(j.startswith(p + " ") for p in REFLECTIONS) for j in joined)}


TEXTS = [
    [], [""], ["one two three"], ["Wait, let me check that. Let's double-check: 2 + 2 = 4."],
    ["so the answer is 5", "so the answer is 5", "so the answer is 5"],
    ["Hmm. On second thought, I made a mistake; re-evaluate it.", "Waiting is no reflection.", "ACTUALLY fine"],
    ["That's not right: 3 apples and 4 apples make 7 apples and 4 apples make 7."]]


def prm_golden(generator):
    items = []
    for place in range(40):
        steps = generator.randint(1, 7)
        name = ["circular", "deception", "multi_solutions", "correct"][place % 4]
        right = [name in ("multi_solutions", "correct") or generator.random() < 0.7 for _ in range(steps)]
        items.append({"name": name, "question": place // 3, "is_right": right,
                      "logits": [round(generator.gauss(-1, 2), 3) for _ in range(steps)]})

    def valid(item, rule):
        name, _, value = rule.partition("=")
        p = [1 - sigmoid(x) for x in item["logits"]]
        if name == "survival":
            return [s > float(value) for s in survival(item["logits"])]
        if name == "difference":
            return [p[0] > float(value)] + [b - a > float(value) for a, b in zip(p, p[1:])]
        return [x > float(value) for x in p]

    def f1(pairs, positive):
        hit = sum(r == positive and v == positive for r, v in pairs)
        called = sum(v == positive for _, v in pairs)
        real = sum(r == positive for r, _ in pairs)
        precision, recall = hit / called if called else 0, hit / real if real else 0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0

    def score(chosen, rule):
        pairs = [p for i in chosen for p in zip(i["is_right"], valid(i, rule))]
        return 0.5 * f1(pairs, True) + 0.5 * f1(pairs, False) if pairs else None

    results = []
    for rule in ["probability=0.5", "difference=-0.05", "survival=0.5"]:
        classes = []
        for name in sorted({i["name"] for i in items}):
            part = [i for i in items if i["name"] == name]
            pairs = [p for i in part for p in zip(i["is_right"], valid(i, rule))]
            first = [not valid(i, rule)[i["is_right"].index(False)] for i in part if False in i["is_right"]]
            classes.append({
                "name": name, "f1": f1(pairs, True), "negative_f1": f1(pairs, False),
                "score": f1(pairs, True) if False not in [r for r, _ in pairs] else score(part, rule),
                "first_error": mean(first)})
        counted = [i for i in items if i["name"] != "correct"]
        samples = bootstrap(items, lambda d: [score([i for i in d if i["name"] != "correct"], rule)])
        results.append({"rule": rule, "classes": classes, "total": score(counted, rule),
                        "interval": interval(samples[0])})
    return {"items": items, "results": results}


def main():
    generator = random.Random(20261130)
    cases = []
    for place in range(72):
        steps = generator.randint(1, 8)
        label = generator.choice([None, -1, -1, -1] + [generator.randrange(steps) for _ in range(5)])
        logits = {}
        for model, skill in [("first", 3), ("second", 1)]:
            logits[model] = [round(generator.gauss(-2, 1.5) + (skill if t == label else 0), 3) for t in range(steps)]
        cases.append({
            "place": place, "question": place // 4, "subset": SUBSETS[(place // 4) % 2], "label": label,
            "outcome": generator.choice([None, True, False]) if label is None else
            generator.random() < (0.9 if label == -1 else 0.2),
            "traits": [steps, generator.randint(5, 60), round(generator.random(), 1), generator.randint(0, 3)],
            **logits})
    golden = {
        "seed": 7, "draws": 200, "cases": cases,
        "processbench": [processbench_golden(cases, m, r)
                         for m in ("first", "second") for r in ("map", "median", "threshold=0.9", "hazard=0.5")],
        "hazards": [hazard_figures([c for c in cases if c["label"] is not None], m) for m in ("first", "second")],
        "calibration": [calibration_golden(cases, m, t) for m in ("first", "second") for t in ("label", "outcome")],
        "comparison": comparison_golden(cases, ["median", "map"]),
        "hacking": hacking_golden(cases, "first"),
        "noise": [noise_golden(cases, m) for m in ("first", "second")],
        "texts": [{"steps_of_text": t, **text_traits(t)} for t in TEXTS],
        "prm": prm_golden(generator),
    }
    path = pathlib.Path(__file__).with_name("evaluation.json")
    path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


main()
