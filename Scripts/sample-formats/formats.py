"""The same trajectories in the formats that others use, in each one's smallest real shape.

Every function takes a few questions, each with its candidates, and returns the records of one file.
"""

from math import log
from typing import Any, Callable, Dict, List

from native import Candidate, record

Record = Dict[str, Any]
Questions = List[List[Candidate]]
TAG = "ки"


def each(questions: Questions) -> List[Candidate]:
    return [candidate for question in questions for candidate in question]


def good_steps(candidate: Candidate) -> List[bool]:
    """One mark per step: those from the first error on are bad."""
    return [candidate.label < 0 or index < candidate.label for index in range(len(candidate.steps))]


def response(candidate: Candidate) -> str:
    """The whole solution as one text, steps parted by blank lines."""
    return "\n\n".join(candidate.steps)


def answer(candidate: Candidate) -> str:
    return candidate.answer


def reference(candidate: Candidate) -> str:
    return candidate.reference


def on_one_line(step: str) -> str:
    return " ".join(step.split())


def numbered(candidate: Candidate) -> List[str]:
    """Each step under its number; some are written with it already."""
    marked = []
    for index, step in enumerate(candidate.steps):
        mark = f"Step {index + 1}: "
        marked.append(mark + on_one_line(step.removeprefix(mark)))
    return marked


def plus_minus(candidate: Candidate) -> List[str]:
    return ["+" if good else "-" for good in good_steps(candidate)]


def probabilities(candidate: Candidate) -> List[float]:
    """Made-up step scores that know the label: high before the first error, low from it on."""
    return [
        round(0.97 - 0.02 * index if good else 0.12 + 0.01 * index, 2)
        for index, good in enumerate(good_steps(candidate))
    ]


def processbench(questions: Questions) -> List[Record]:
    names = ("id", "generator", "problem", "steps", "final_answer_correct", "label")
    return [{name: record(candidate)[name] for name in names} for candidate in each(questions)]


def prm800k(questions: Questions) -> List[Record]:
    """Rated step by step until the first error; one record is given up on, and so not labelled."""
    records = []
    for place, candidate in enumerate(each(questions)):
        given_up = place == len(each(questions)) - 1
        end = len(candidate.steps) if candidate.label < 0 else candidate.label + 1
        steps: List[Record] = []
        for index, text in enumerate(candidate.steps[: 1 if given_up else end]):
            rating = -1 if index == candidate.label else 1
            completions = [{"text": text, "rating": rating, "flagged": None}]
            chosen = 0 if rating > 0 else None
            steps.append(
                {"completions": completions, "human_completion": None, "chosen_completion": chosen}
            )
        if given_up:
            steps[-1]["chosen_completion"] = None
            steps[-1]["completions"][0]["rating"] = None
        reason = "give_up" if given_up else "solution" if candidate.label < 0 else "found_error"
        records.append(
            {
                "labeler": "sample-labeler",
                "timestamp": f"2026-11-23T09:{place:02d}:00.000000",
                "generation": 1,
                "is_quality_control_question": False,
                "is_initial_screening_question": False,
                "question": {
                    "problem": candidate.problem,
                    "ground_truth_solution": None,
                    "ground_truth_answer": reference(candidate),
                    "pre_generated_steps": candidate.steps,
                    "pre_generated_answer": answer(candidate),
                    "pre_generated_verifier_score": 0.5,
                },
                "label": {
                    "steps": steps,
                    "total_time": 1000 * (place + 20),
                    "finish_reason": reason,
                },
            }
        )
    return records


def math_shepherd(questions: Questions) -> List[Record]:
    def text(candidate: Candidate, marks: List[str]) -> str:
        parts = [f"{step} {mark}" for step, mark in zip(numbered(candidate), marks)]
        return candidate.problem + " " + "\n".join(parts)

    return [
        {
            "input": text(candidate, [TAG] * len(candidate.steps)),
            "label": text(candidate, plus_minus(candidate)),
            "task": "sample",
        }
        for candidate in each(questions)
    ]


def trl(questions: Questions) -> List[Record]:
    return [
        {
            "prompt": candidate.problem,
            "completions": candidate.steps,
            "labels": good_steps(candidate),
        }
        for candidate in each(questions)
    ]


def prmbench(questions: Questions) -> List[Record]:
    """Each erroneous candidate beside a correct one of its question; `error_steps` count from 1."""
    records = []
    for question in questions:
        original = next(candidate for candidate in question if candidate.label < 0)
        for candidate in question:
            errors = [] if candidate.label < 0 else [candidate.label + 1]
            records.append(
                {
                    "original_question": candidate.problem,
                    "modified_question": candidate.problem,
                    "original_process": original.steps,
                    "modified_process": candidate.steps,
                    "modified_steps": errors,
                    "error_steps": errors,
                    "reason": candidate.kind or "",
                    "idx": f"sample_{candidate.id}",
                    "question": candidate.problem,
                    "classification": "sample",
                }
            )
    return records


def bigbench_mistake(questions: Questions) -> List[Record]:
    return [
        {
            "input": candidate.problem,
            "steps": candidate.steps,
            "target": reference(candidate),
            "answer": answer(candidate),
            "mistake_index": None if candidate.label < 0 else candidate.label,
        }
        for candidate in each(questions)
    ]


def mr_gsm8k(questions: Questions) -> List[Record]:
    """The first error step counts from 1 and is "N/A" for a correct solution."""
    return [
        {
            "uuid": f"sample-{candidate.id}",
            "question": candidate.problem,
            "ground_truth_answer": reference(candidate),
            "model_output_steps": numbered(candidate),
            "model_output_answer_correctness": "correct" if candidate.right else "wrong",
            "model_output_solution_correctness": "correct" if candidate.label < 0 else "wrong",
            "model_output_solution_first_error_step": (
                "N/A" if candidate.label < 0 else candidate.label + 1
            ),
            "model_output_solution_first_error_reason": candidate.kind or "N/A",
            "question_type": "original",
        }
        for candidate in each(questions)
    ]


def openr(questions: Questions) -> List[Record]:
    return [
        {
            "question": candidate.problem,
            "process": "\n".join(
                f"Step: {step.removeprefix('Step ')} {TAG}" for step in numbered(candidate)
            ),
            "labels": [int(good) for good in good_steps(candidate)],
        }
        for candidate in each(questions)
    ]


def math_aps(questions: Questions) -> List[Record]:
    """One record per question: the prefixes of all its candidates, with a rollout value each."""
    records = []
    for question in questions:
        problem = question[0].problem
        prefixes: List[Record] = [{"solution_prefix": problem, "mc_value": 0.5}]
        for candidate in question:
            prefix = problem
            for step, good in zip(candidate.steps, good_steps(candidate)):
                prefix += "\n\n" + step
                value = 0.75 if good else 0.0
                if all(prefix != other["solution_prefix"] for other in prefixes):
                    prefixes.append({"solution_prefix": prefix, "mc_value": value})
        records.append(
            {
                "question": problem,
                "final_answer": reference(question[0]),
                "reasoning_steps": prefixes,
            }
        )
    return records


def math_aps_tree(questions: Questions) -> List[Record]:
    """The same as a tree: every candidate is a branch; those that start alike share their start."""
    records = []
    for question in questions:
        root: Record = {"text": question[0].problem, "mc_value": 0.5, "children": []}
        for candidate in question:
            node = root
            for step, good in zip(candidate.steps, good_steps(candidate)):
                value = 0.75 if good else 0.0
                same = [child for child in node["children"] if child["text"] == step]
                if not same:
                    same = [{"text": step, "mc_value": value, "children": []}]
                    node["children"].append(same[0])
                node = same[0]
        records.append(
            {
                "question": root["text"],
                "final_answer": reference(question[0]),
                "reasoning_steps": root,
            }
        )
    return records


def search_tree(questions: Questions) -> List[Record]:
    """A search that keeps everything: every candidate is a branch, figures are made-up S(t)."""
    return [one_search(place, question) for place, question in enumerate(questions)]


def one_search(place: int, question: List[Candidate]) -> Record:
    nodes: List[Record] = [{"parent": None, "fate": "kept"}]
    # What goes on: its node, and the candidates that begin with it.
    going = [(0, question)]
    depth, solutions = 0, 0
    while going and solutions < len(question):
        depth += 1
        proposed = []
        for parent, candidates in going:
            for step in dict.fromkeys(candidate.steps[depth - 1] for candidate in candidates):
                same = [candidate for candidate in candidates if candidate.steps[depth - 1] == step]
                node = step_node(parent, depth, same[0])
                if node["fate"] == "finished":
                    solutions += 1
                else:
                    proposed.append((len(nodes), same, node["figure"]))
                nodes.append(node)
        proposed.sort(key=lambda one: (-one[2], one[0]))
        for rank, (node, _, _) in enumerate(proposed):
            nodes[node].update(rank=rank, of=len(proposed))
        going = [(node, [one for one in same if len(one.steps) > depth]) for node, same, _ in proposed]
    done = [place for place, node in enumerate(nodes) if node["fate"] == "finished"]
    return {
        "id": f"q{place:03d}",
        "problem": question[0].problem,
        "reference_answer": reference(question[0]),
        "generator": "sample-policy",
        "search": {
            "method": "beam", "beams": len(question), "width": 1, "rounds": 40,
            "model": "sample-judge", "kind": "crm", "rule": "own", "choice": "best",
            "figure": "S(t)", "scale": "log_probability",
        },
        "chosen": max(done, key=lambda one: (nodes[one]["figure"], -one)),
        "nodes": nodes,
    }


def step_node(parent: int, depth: int, candidate: Candidate) -> Record:
    """A beginning of one candidate; log S(t) and the logit of h(t), both of the made-up scores."""
    shares = probabilities(candidate)[:depth]
    is_last = depth == len(candidate.steps)
    node: Record = {
        "parent": parent,
        "steps": [candidate.steps[depth - 1]],
        "round": depth,
        "figure": round(sum(log(share) for share in shares), 6),
        "fate": "finished" if is_last else "kept",
        "logits": [round(log(1 - shares[-1]) - log(shares[-1]), 6)],
    }
    if is_last:
        node.update(complete=True, answer=answer(candidate), right=candidate.right)
    return node


def rlhflow(questions: Questions) -> List[Record]:
    records = []
    for candidate in each(questions):
        turns: List[Record] = []
        for index, (step, mark) in enumerate(zip(numbered(candidate), plus_minus(candidate))):
            said = f"{candidate.problem} {step}" if index == 0 else step
            turns += [{"role": "user", "content": said}, {"role": "assistant", "content": mark}]
        records.append({"conversations": turns})
    return records


def openrlhf(questions: Questions) -> List[Record]:
    return [
        {
            "input": candidate.problem
            + " "
            + "\n".join(f"{step} {TAG}" for step in numbered(candidate)),
            "value": plus_minus(candidate),
        }
        for candidate in each(questions)
    ]


def versaprm(questions: Questions) -> List[Record]:
    """One chain in the file has no labels."""
    records = []
    for question in questions:
        chains: List[Record] = [
            {
                "steps": candidate.steps,
                "labels": [1 if good else -1 for good in good_steps(candidate)],
                "augs": [],
            }
            for candidate in question
        ]
        if question is questions[-1]:
            chains[-1]["labels"] = None
        records.append(
            {
                "domain": "sample",
                "source": "sample",
                "question": question[0].problem,
                "answer": reference(question[0]),
                "chain_of_thoughts": chains,
            }
        )
    return records


def verl_rollout(step: int) -> Callable[[Questions], List[Record]]:
    """Records of one training step; a file is named after its step."""

    def write(questions: Questions) -> List[Record]:
        return [
            {
                "input": candidate.problem,
                "output": response(candidate),
                "gts": reference(candidate),
                "score": 1.0 if candidate.right else 0.0,
                "step": step,
            }
            for candidate in each(questions)
        ]

    return write


def best_of_n(questions: Questions) -> List[Record]:
    return [
        {
            "question": question[0].problem,
            "answer": reference(question[0]),
            "responses": [
                {"text": response(candidate), "model_name": candidate.generator}
                for candidate in question
            ],
        }
        for question in questions
    ]


def best_of_n_rlhflow(questions: Questions) -> List[Record]:
    return [
        {
            "prompt": question[0].problem,
            "answers": [response(candidate) for candidate in question],
            "label": [int(candidate.right) for candidate in question],
            "step_scores": [probabilities(candidate) for candidate in question],
        }
        for question in questions
    ]


def search_and_learn(questions: Questions) -> List[Record]:
    """`agg_scores` holds each completion's last score; `pred` is the answer of the best one."""
    records = []
    for question in questions:
        scores = [probabilities(candidate) for candidate in question]
        last = [values[-1] for values in scores]
        records.append(
            {
                "problem": question[0].problem,
                "answer": reference(question[0]),
                "completions": [response(candidate) for candidate in question],
                "scores": scores,
                "agg_scores": last,
                "pred": answer(question[last.index(max(last))]),
            }
        )
    return records


def gsm8k_solutions(questions: Questions) -> List[Record]:
    names = ("sample_small", "sample_small_verified", "sample_large", "sample_large_verified")
    return [
        {
            "question": question[0].problem,
            "ground_truth": reference(question[0]),
            **{
                name: {"is_correct": candidate.right, "solution": response(candidate)}
                for name, candidate in zip(names, question)
            },
        }
        for question in questions
    ]


def evaluation_harness(questions: Questions) -> List[Record]:
    return [
        {
            "doc_id": place,
            "doc": {"question": candidate.problem, "answer": reference(candidate)},
            "target": reference(candidate),
            "arguments": {"gen_args_0": {"arg_0": f"Question: {candidate.problem}\nAnswer:"}},
            "resps": [[response(candidate)]],
            "filtered_resps": [answer(candidate)],
            "filter": "strict-match",
            "exact_match": 1.0 if candidate.right else 0.0,
        }
        for place, candidate in enumerate(each(questions))
    ]


def chat(questions: Questions) -> List[Record]:
    """Whole answers, and last one conversation with an assistant turn for each step."""
    records: List[Record] = [
        {
            "messages": [
                {"role": "user", "content": candidate.problem},
                {"role": "assistant", "content": response(candidate)},
            ]
        }
        for candidate in each(questions)
    ]
    last = each(questions)[-1]
    turns = [{"role": "user", "content": last.problem}]
    turns += [{"role": "assistant", "content": step} for step in last.steps]
    return records[:-1] + [{"messages": turns}]


def plain(questions: Questions) -> List[Record]:
    return [
        {
            "problem": candidate.problem,
            "response": response(candidate),
            "correct": candidate.right,
        }
        for candidate in each(questions)
    ]


def unlabelled(questions: Questions) -> List[Record]:
    """Native records that nobody has labelled: no label, or null."""
    records = []
    for place, candidate in enumerate(each(questions)):
        fields = {key: value for key, value in record(candidate).items() if key != "error_kind"}
        if place % 2:
            fields["label"] = None
        else:
            del fields["label"]
        records.append(fields)
    return records


FILES: Dict[str, Callable[[Questions], List[Record]]] = {
    "unlabelled.jsonl": unlabelled,
    "processbench.json": processbench,
    "prm800k.jsonl": prm800k,
    "math-shepherd.jsonl": math_shepherd,
    "trl.jsonl": trl,
    "prmbench.jsonl": prmbench,
    "bigbench-mistake.jsonl": bigbench_mistake,
    "mr-gsm8k.json": mr_gsm8k,
    "openr.json": openr,
    "math-aps.jsonl": math_aps,
    "math-aps-tree.jsonl": math_aps_tree,
    "rlhflow.json": rlhflow,
    "openrlhf.jsonl": openrlhf,
    "versaprm.json": versaprm,
    "verl/1.jsonl": verl_rollout(1),
    "verl/2.jsonl": verl_rollout(2),
    "best-of-n.json": best_of_n,
    "best-of-n-rlhflow.jsonl": best_of_n_rlhflow,
    "search-and-learn.jsonl": search_and_learn,
    "gsm8k-solutions.jsonl": gsm8k_solutions,
    "lm-evaluation-harness.jsonl": evaluation_harness,
    "chat.jsonl": chat,
    "plain.jsonl": plain,
}
