"""More layouts of others: graded solutions, outputs of evaluations, preferences and conversations.

As in `formats.py`, every function takes a few questions and returns the records of one file.
"""

from typing import Any, Callable, Dict, List

from formats import (
    Questions,
    Record,
    answer,
    each,
    numbered,
    on_one_line,
    reference,
    response,
)
from native import Candidate


def first_error(candidate: Candidate) -> Any:
    """From 1, or "N/A"."""
    return "N/A" if candidate.label < 0 else candidate.label + 1


def gold(question: List[Candidate]) -> str:
    """A right solution, as data sets come with one beside what models wrote."""
    return response(next(candidate for candidate in question if candidate.label < 0))


def mr_math(questions: Questions) -> List[Record]:
    return [
        {
            "id": place,
            "question": candidate.problem,
            "ground_truth_answer": reference(candidate),
            "generator": candidate.generator,
            "model_output": response(candidate),
            "model_output_step_format": [step.split("\n") for step in candidate.steps],
            "model_output_answer_correctness": "correct" if candidate.right else "wrong",
            "model_output_solution_correctness": "correct" if candidate.label < 0 else "wrong",
            "model_output_solution_first_error_step": first_error(candidate),
        }
        for place, candidate in enumerate(each(questions))
    ]


def mr_ben(questions: Questions) -> Record:
    """One object: a list of graded solutions for each question."""
    return {
        f"sample-{place}": [
            {
                "Question_UUID": f"sample-{place}",
                "Subject": "sample",
                "Question": candidate.problem,
                "Options": "",
                "Ground_Truth_Answer": reference(candidate),
                "Sampled_Model": candidate.generator,
                "Model_Solution_Steps": numbered(candidate),
                "Model_Solution_Correctness": "correct" if candidate.label < 0 else "incorrect",
                "Model_Solution_First_Error_Step": str(first_error(candidate)),
            }
            for candidate in question
        ]
        for place, question in enumerate(questions)
    }


def deltabench(questions: Questions) -> List[Record]:
    """Sections after the first error are not rated."""
    records = []
    for question in questions:
        for candidate in question:
            ratings = [
                "" if 0 <= candidate.label < index else "1" if index == candidate.label else "0"
                for index in range(len(candidate.steps))
            ]
            records.append(
                {
                    "id": f"sample-{candidate.id}",
                    "question": candidate.problem,
                    "solution": gold(question),
                    "answer": reference(candidate),
                    "long_cot": response(candidate),
                    "sections": [
                        {"start": place, "end": place, "description": "", "content": step}
                        for place, step in enumerate(candidate.steps, 1)
                    ],
                    "sections_labeled_info": [
                        {"section_number": place, "reasoning_correctness": rating}
                        for place, rating in enumerate(ratings, 1)
                    ],
                    "final_correct": int(candidate.right),
                    "reason_error_section_numbers": (
                        [] if candidate.label < 0 else [candidate.label + 1]
                    ),
                }
            )
    return records


def agent_process_bench(questions: Questions) -> List[Record]:
    """Each step is a turn; the first one also asks a tool for the problem's words."""
    records = []
    for place, candidate in enumerate(each(questions)):
        messages: List[Record] = [{"role": "user", "content": candidate.problem}]
        labels: Dict[str, int] = {}
        for index, step in enumerate(candidate.steps):
            wrong = 0 <= candidate.label <= index
            labels[str(len(messages))] = -1 if wrong else 1
            messages.append({"role": "assistant", "content": step})
            if index == 0:
                call = {"name": "count_words", "arguments": '{"of": "problem"}'}
                messages[-1]["tool_calls"] = [{"id": "c1", "type": "function", "function": call}]
                words = str(len(candidate.problem.split()))
                messages.append({"role": "tool", "content": words, "tool_call_id": "c1"})
        records.append(
            {
                "query_index": place // 4,
                "sample_index": place % 4,
                "question": candidate.problem,
                "ground_truth": {"target": [reference(candidate)]},
                "answer_text": answer(candidate),
                "messages": messages,
                "step_labels": labels,
                "final_label": 1 if candidate.right else -1,
            }
        )
    return records


def step_rows(questions: Questions) -> List[Record]:
    records = []
    for candidate in each(questions):
        steps = numbered(candidate)
        for index, step in enumerate(steps):
            records.append(
                {
                    "id": len(records),
                    "origin_id": f"sample-{candidate.id}",
                    "question": candidate.problem,
                    "previous_steps": "\n".join(steps[:index]) or "none",
                    "now_step": step,
                    "label": candidate.label,
                }
            )
    return records


def step_lists(questions: Questions) -> List[Record]:
    return [
        {
            "id": place,
            "question": question[0].problem,
            "steps": [candidate.steps for candidate in question],
            "labels": [candidate.right for candidate in question],
        }
        for place, question in enumerate(questions)
    ]


def autorace(questions: Questions) -> List[Record]:
    return [
        {
            "question": candidate.problem,
            "reasoning_chain": "".join(
                f"\nStep {index} - {on_one_line(step)}"
                for index, step in enumerate(candidate.steps, 1)
            ),
            "answer": reference(candidate),
            "human_label": candidate.label < 0,
        }
        for candidate in each(questions)
    ]


def math_evaluation(questions: Questions) -> List[Record]:
    return [
        {
            "idx": place,
            "question": question[0].problem,
            "gt_cot": gold(question),
            "gt": reference(question[0]),
            "solution": gold(question),
            "answer": reference(question[0]),
            "code": [response(candidate) for candidate in question],
            "pred": [answer(candidate) for candidate in question],
            "score": [candidate.right for candidate in question],
        }
        for place, question in enumerate(questions)
    ]


def openr1(questions: Questions) -> List[Record]:
    return [
        {
            "problem": question[0].problem,
            "solution": gold(question),
            "answer": reference(question[0]),
            "uuid": f"sample-{place}",
            "generations": [
                f"<think>\n{response(candidate)}\n</think>\n\n{answer(candidate)}"
                for candidate in question
            ],
            "correctness_math_verify": [candidate.right for candidate in question],
        }
        for place, question in enumerate(questions)
    ]


def mmlu_pro(questions: Questions) -> List[Record]:
    records = []
    for place, candidate in enumerate(each(questions)):
        options = sorted({answer(candidate), reference(candidate), "none of these"})
        records.append(
            {
                "question_id": place,
                "question": candidate.problem,
                "options": options,
                "answer": "ABC"[options.index(reference(candidate))],
                "pred": "ABC"[options.index(answer(candidate))],
                "model_outputs": response(candidate),
            }
        )
    return records


def preference(questions: Questions) -> List[Record]:
    return [
        {
            "conversations": [{"from": "human", "value": question[0].problem}],
            "chosen": {"from": "gpt", "value": gold(question)},
            "rejected": {
                "from": "gpt",
                "value": response(next(c for c in question if c.label >= 0)),
            },
        }
        for question in questions
    ]


def batch_output(questions: Questions) -> List[Record]:
    """The last request failed."""
    records = []
    for place, candidate in enumerate(each(questions)):
        message = {
            "role": "assistant",
            "reasoning_content": "\n\n".join(candidate.steps[:-1]),
            "content": candidate.steps[-1],
        }
        body = {"model": candidate.generator, "choices": [{"index": 0, "message": message}]}
        failed = place == len(each(questions)) - 1
        records.append(
            {
                "id": f"batch-{place}",
                "custom_id": f"request-{place}",
                "response": None if failed else {"status_code": 200, "body": body},
                "error": {"code": "batch_expired", "message": "too late"} if failed else None,
            }
        )
    return records


def batch_requests(questions: Questions) -> List[Record]:
    return [
        {
            "custom_id": f"request-{place}",
            "method": "POST",
            "url": "/v1/chat/completions",
            "body": {
                "model": candidate.generator,
                "messages": [{"role": "user", "content": candidate.problem}],
            },
        }
        for place, candidate in enumerate(each(questions))
    ]


FILES: Dict[str, Callable[[Questions], Any]] = {
    "mr-math.jsonl": mr_math,
    "mr-ben.json": mr_ben,
    "deltabench.jsonl": deltabench,
    "agent-process-bench.jsonl": agent_process_bench,
    "r-prm-steps.jsonl": step_rows,
    "r-prm-samples.json": step_lists,
    "autorace.jsonl": autorace,
    "math-evaluation.jsonl": math_evaluation,
    "openr1.jsonl": openr1,
    "mmlu-pro.json": mmlu_pro,
    "preference.jsonl": preference,
    "openai-batch/output.jsonl": batch_output,
}
# A file that another one needs, made of the same questions.
COMPANIONS: Dict[str, Dict[str, Callable[[Questions], Any]]] = {
    "openai-batch/output.jsonl": {"openai-batch/requests.jsonl": batch_requests},
}
