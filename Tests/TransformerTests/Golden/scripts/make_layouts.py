"""Writes ../checkpoints/{pqm,rlhflow,qwen2-reward,pure}: small models of public layouts with the figures of reference code.

Usage: make_layouts.py. The reference code says how each author's own script feeds and reads the model.
"""
import json
import shutil

import numpy as np
import torch
from torch import nn
from transformers import AutoConfig, LlamaForCausalLM, LlamaModel, PreTrainedTokenizerFast
from transformers.models.qwen2.modeling_qwen2 import Qwen2Model

import golden_parts as g

CHATML = ("{% if messages[0]['role'] != 'system' %}{{ '<|im_start|>system\\nPlease reason step by step, and put your final answer within \\\\boxed{}.<|im_end|>\\n' }}{% endif %}"
          "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}{% endfor %}"
          "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}")
# What Llama 3.1's template makes of turns of user and assistant.
LLAMA31 = ("{{ bos_token }}{{ '<|start_header_id|>system<|end_header_id|>\\n\\nCutting Knowledge Date: December 2023\\nToday Date: 26 Jul 2024\\n\\n<|eot_id|>' }}"
           "{% for message in messages %}{{ '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' + message['content'] | trim + '<|eot_id|>' }}{% endfor %}"
           "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}{% endif %}")
QWEN_ADDED = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
LLAMA_ADDED = ["<|begin_of_text|>", "<|end_of_text|>", "<|eot_id|>", "<|start_header_id|>", "<|end_header_id|>"]


def fresh(name):
    folder = g.ROOT / name
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def loaded(model_class, folder, body):
    config = AutoConfig.from_pretrained(str(folder))
    config._attn_implementation = "eager"
    model = model_class(config).eval()
    model.load_state_dict(body, strict=True)
    return lambda ids: model(input_ids=torch.tensor([ids]), use_cache=False).last_hidden_state[0]


def pqm():
    """PQM: a value head over a deepseek-math body, as TRL's wrapper saves both; the raw Q at each `[PRM]`."""
    folder = fresh("pqm")
    rng = np.random.default_rng(601)
    data = g.tokenizer("llama-token-classification", 60, LLAMA_ADDED[:2] + ["[PRM]"])
    tokenizer = g.write_tokenizer(folder, data, {"bos_token": LLAMA_ADDED[0], "eos_token": LLAMA_ADDED[1]})
    config = g.configuration("llama", "LlamaForCausalLM", tokenizer.get_vocab_size())
    body = g.body(config, rng)
    summary = {"weight": g.head(1, 32, rng, 1.5), "bias": torch.tensor([0.3])}
    stored = {"pretrained_model.model." + k: v for k, v in body.items()}
    stored["pretrained_model.lm_head.weight"] = g.head(config["vocab_size"], 32, rng)
    stored.update({"v_head.summary." + k: v for k, v in summary.items()})
    g.save(folder, config, stored)
    hidden = loaded(LlamaModel, folder, body)
    cases = []
    for name, problem, steps in g.CASES:
        text = f"[INST] {problem} [/INST]\n" + "".join(f"Step {i + 1}: {step} [PRM]\n" for i, step in enumerate(steps))
        ids = tokenizer.encode(text).ids
        positions = [i for i, t in enumerate(ids) if t == tokenizer.token_to_id("[PRM]")]
        assert len(positions) == len(steps)
        q = [float(x @ summary["weight"][0] + summary["bias"][0]) for x in hidden(ids)[positions]]
        cases.append(g.case(name, problem, steps, ids, positions, [[x] for x in q], [g.sigmoid(x) for x in q],
                            values=q, hazards=[g.sigmoid(-x) for x in q]))
    g.write_expected(folder, "pqm", cases)


def rlhflow():
    """RLHFlow: each step a user's turn, `+` as the answer; softmax over `+` and `-` three tokens before the end."""
    folder = fresh("rlhflow")
    rng = np.random.default_rng(602)
    data = g.tokenizer("llama-token-classification", 60, LLAMA_ADDED)
    g.write_tokenizer(folder, data, {"bos_token": LLAMA_ADDED[0], "eos_token": "<|eot_id|>", "chat_template": LLAMA31,
                                     "tokenizer_class": "PreTrainedTokenizerFast"})
    config = g.configuration("llama", "LlamaForCausalLM", len(data["model"]["vocab"]) + len(data["added_tokens"]))
    stored = {"model." + k: v for k, v in g.body(config, rng).items()}
    stored["lm_head.weight"] = g.head(config["vocab_size"], 32, rng)
    g.save(folder, config, stored)
    model = LlamaForCausalLM.from_pretrained(str(folder), attn_implementation="eager", dtype=torch.float32).eval()
    tokenizer = PreTrainedTokenizerFast.from_pretrained(str(folder))
    words = [tokenizer.encode(w)[-1] for w in "+-"]
    cases = []
    for name, problem, steps in g.CASES:
        conversation, positions, logits = [], [], []
        for i, step in enumerate(steps):
            conversation.append({"role": "user", "content": problem + " " + step if i == 0 else step})
            conversation.append({"role": "assistant", "content": "+"})
            ids = tokenizer.apply_chat_template(conversation, return_dict=False)
            positions.append(len(ids) - 3)
            logits.append(model(input_ids=torch.tensor([ids])).logits[0, -3, words].tolist())
        p = [g.softmax_first(z) for z in logits]
        cases.append(g.case(name, problem, steps, ids, positions, logits, p, probabilities=p))
    g.write_expected(folder, "rlhflow", cases)


def qwen_reward():
    """Qwen2.5-Math-RM: the chat as its template writes it, one number at the last token."""
    folder = fresh("qwen2-reward")
    rng = np.random.default_rng(603)
    data = g.tokenizer("qwen2-v-head-plain", 60, QWEN_ADDED)
    g.write_tokenizer(folder, data, {"bos_token": None, "eos_token": "<|im_end|>", "chat_template": CHATML,
                                     "tokenizer_class": "PreTrainedTokenizerFast"})
    config = g.configuration("qwen2", "Qwen2ForRewardModel", len(data["model"]["vocab"]) + len(data["added_tokens"]))
    body = g.body(config, rng)
    score = nn.Sequential(nn.Linear(32, 32), nn.ReLU(), nn.Linear(32, 1))
    with torch.no_grad():
        for parameter in score.parameters():
            parameter.copy_(torch.tensor(rng.standard_normal(parameter.shape) * 0.25))
    stored = {"model." + k: v for k, v in body.items()}
    stored.update({"score." + k: v for k, v in score.state_dict().items()})
    g.save(folder, config, stored)
    hidden = loaded(Qwen2Model, folder, body)
    tokenizer = PreTrainedTokenizerFast.from_pretrained(str(folder))
    cases = []
    for name, problem, steps in g.CASES:
        chat = [{"role": "system", "content": "Please reason step by step, and put your final answer within \\boxed{}."},
                {"role": "user", "content": problem}, {"role": "assistant", "content": "\n\n".join(steps)}]
        text = tokenizer.apply_chat_template(chat, tokenize=False, add_generation_prompt=False)
        ids = tokenizer.encode(text, add_special_tokens=False)
        z = score(hidden(ids)[-1]).tolist()
        cases.append(g.case(name, problem, steps, ids, [len(ids) - 1], [z], [g.sigmoid(z[0])],
                            values=z, outcome_probability=g.sigmoid(z[0])))
    g.write_expected(folder, "qwen2-reward", cases)


def pure():
    """PURE: steps cut at blank lines, which go; `\\n` behind each, encoded apart and read; none behind the prompt."""
    folder = fresh("pure")
    rng = np.random.default_rng(604)
    data = g.tokenizer("qwen2-v-head-plain", 60, QWEN_ADDED)
    tokenizer = g.write_tokenizer(folder, data, {"bos_token": None, "eos_token": "<|im_end|>"})
    config = g.configuration("qwen2", "Qwen2ForTokenClassification", tokenizer.get_vocab_size(),
                             id2label={"0": "LABEL_0", "1": "LABEL_1"}, label2id={"LABEL_0": 0, "LABEL_1": 1})
    body = g.body(config, rng)
    weight, bias = g.head(2, 32, rng, 1.2), torch.tensor([0.1, -0.2])
    g.save(folder, config, {**{"model." + k: v for k, v in body.items()}, "score.weight": weight, "score.bias": bias})
    hidden = loaded(Qwen2Model, folder, body)
    encode = lambda text: tokenizer.encode(text, add_special_tokens=False).ids
    cases = []
    for name, problem, steps in g.CASES:
        response = "\n\n".join(steps)
        ids, positions = encode(problem), []
        for step in response.split("\n\n"):
            ids = ids + encode(step) + encode("\n")
            positions.append(len(ids) - 1)
        z = (hidden(ids)[positions] @ weight.T + bias).tolist()
        p = [1 - g.softmax_first(row) for row in z]
        cases.append(g.case(name, problem, steps, ids, positions, z, p, probabilities=p))
    g.write_expected(folder, "pure", cases)


if __name__ == "__main__":
    pqm()
    rlhflow()
    qwen_reward()
    pure()
