"""Makes generation.json: what transformers' greedy generation gives, for ours to be equal token for token.

    env/bin/python make_generation.py CHECKPOINT…   # writes beside itself

Given were rlhflow, qwen2-v-head-plain, qwen2-crm-sharded of TransformerTests/Golden/checkpoints, and llama-plus-minus, qwen2-crm and
implicit-prm/policy of the shared golden folder: all causal models whose tensors have the names that transformers gives them.

Needs torch and transformers (made with 2.13.0 and 5.24.0; float32, CPU, eager attention). Prompts are beginnings of the
checkpoint's own cases. Of each prompt: `tokens`, then `continuation` (48 tokens, end tokens ignored) and its `log_probabilities`
under the model itself, and `gap`, the smallest distance of the likeliest token's logit from the second's: a prompt
whose gap is below 2e-4 is left out, since the last bits of a sum would decide.
"""
import json
import sys
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM

HERE = Path(__file__).resolve().parent
COUNT, LEAST_GAP = 48, 2e-4


def prompts(folder):
    place = folder if (folder / "expected.json").exists() else folder.parent
    cases = json.loads((place / "expected.json").read_text())["cases"]
    for index, case in enumerate(cases[:8]):
        yield case["input_ids"][:7 + 9 * index]


@torch.no_grad()
def continued(model, tokens):
    tokens, chosen, log_probabilities, gap = list(tokens), [], [], float("inf")
    for _ in range(COUNT):
        logits = model(torch.tensor([tokens + chosen])).logits[0, -1].float()
        top = logits.topk(2).values
        gap = min(gap, float(top[0] - top[1]))
        token = int(logits.argmax())
        log_probabilities.append(float(logits.log_softmax(-1)[token]))
        chosen.append(token)
    generated = model.generate(torch.tensor([tokens]), max_new_tokens=COUNT, do_sample=False, eos_token_id=None,
                               pad_token_id=0)[0, len(tokens):].tolist()
    assert generated == chosen or gap < LEAST_GAP, (generated, chosen)
    return dict(tokens=tokens, continuation=chosen, log_probabilities=[round(x, 6) for x in log_probabilities],
                gap=round(gap, 6))


def main():
    torch.set_num_threads(1)
    result = {}
    for argument in sys.argv[1:]:
        folder = Path(argument)
        model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()
        cases = [continued(model, tokens) for tokens in prompts(folder)]
        name = folder.name if (folder / "expected.json").exists() else f"{folder.parent.name}/{folder.name}"
        result[name] = [case for case in cases if case["gap"] >= LEAST_GAP]
        print(name, len(result[name]), "of", len(cases), "prompts")
    (HERE / "generation.json").write_text(json.dumps(result, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
