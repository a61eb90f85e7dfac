"""Writes ../checkpoints/lora-*: a base and LoRA adapters as peft saves them, with the figures of peft's own merge.

Usage: make_adapters.py. The figures are those of `merge_and_unload()`; the script checks that the adapter
unmerged gives the same, and that each thing that a reader could forget changes a probability by 0.01 or more.
"""
import json
import shutil

import numpy as np
import peft
import torch
from peft import LoraConfig, PeftModel, get_peft_model
from torch import nn
from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForTokenClassification
from transformers.models.qwen2.modeling_qwen2 import Qwen2Model, Qwen2PreTrainedModel

import golden_parts as g

ALL = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
BASE = g.ROOT / "lora-base"
TAG = " \n\n\n\n\n"
PSA_MERGES = [("Ċ", "Ċ"), ("ĊĊ", "ĊĊ"), ("ĊĊĊĊ", "Ċ"), ("Ġ", "ĊĊĊĊĊ"), ("Ġ", "+"), ("Ġ", "-")]
ADDED = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<step>"]
TOKENIZER_CONFIG = {"bos_token": None, "eos_token": "<|im_end|>", "pad_token": "<|endoftext|>", "tokenizer_class": "Qwen2Tokenizer"}


class ValueHead(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.summary = nn.Linear(d, 1)


class Qwen2WithValueHead(Qwen2PreTrainedModel):
    """A conditional reward model: logits of hazards behind the body."""

    def __init__(self, config):
        super().__init__(config)
        self.model = Qwen2Model(config)
        self.v_head = ValueHead(config.hidden_size)
        self.post_init()

    def forward(self, input_ids=None, **more):
        return self.v_head.summary(self.model(input_ids=input_ids, use_cache=False).last_hidden_state)


def make_base():
    rng = np.random.default_rng(501)
    shutil.rmtree(BASE, ignore_errors=True)
    tokenizer = g.write_tokenizer(BASE, g.tokenizer("qwen2-v-head-plain", 60, ADDED, PSA_MERGES), TOKENIZER_CONFIG)
    config = g.configuration("qwen2", "Qwen2ForCausalLM", tokenizer.get_vocab_size())
    weights = {"model." + k: v for k, v in g.body(config, rng).items()}
    weights["lm_head.weight"] = g.head(config["vocab_size"], config["hidden_size"], rng)
    g.save(BASE, config, weights)
    return tokenizer


def randomize(model, seed, size):
    """Trained numbers for everything that an adapter holds: peft begins with B = 0."""
    rng = np.random.default_rng(seed)
    for name, parameter in sorted(model.named_parameters()):
        if "lora_" in name:
            parameter.copy_(torch.tensor(rng.standard_normal(parameter.shape) * size, dtype=parameter.dtype))
        elif "modules_to_save" in name:
            parameter.copy_(torch.tensor(rng.standard_normal(parameter.shape) * (0.25 if "score" in name else 0.6), dtype=parameter.dtype))


def save_adapter(model, folder):
    shutil.rmtree(folder, ignore_errors=True)
    model.save_pretrained(str(folder))
    (folder / "README.md").unlink(missing_ok=True)
    # The name on the hub; the folder beside this one is what a reader finds.
    path = folder / "adapter_config.json"
    config = json.loads(path.read_text())
    config["base_model_name_or_path"] = "example/lora-base"
    path.write_text(json.dumps(config, indent=1, sort_keys=True) + "\n")


def figures(load, folder, fed, read):
    """Of peft's merge; the same adapter unmerged must agree."""
    both = []
    for merges in (False, True):
        model = PeftModel.from_pretrained(load(), str(folder)).eval()
        model = model.merge_and_unload() if merges else model
        both.append([read(model, ids)[positions] for ids, positions in fed])
    for a, b in zip(*both):
        assert torch.allclose(a, b, atol=2e-5), (a - b).abs().max()
    return both[1]


def check_mutations(load, folder, fed, read, want, mutations):
    """Each changed configuration must give other figures."""
    original = (folder / "adapter_config.json").read_text()
    for name, change in mutations.items():
        config = json.loads(original)
        change(config)
        (folder / "adapter_config.json").write_text(json.dumps(config))
        model = PeftModel.from_pretrained(load(), str(folder)).eval()
        got = [read(model, ids)[positions] for ids, positions in fed]
        moved = max((torch.sigmoid(a) - torch.sigmoid(b)).abs().max().item() for a, b in zip(got, want))
        print(f"  {name}: {moved:.3f}")
        assert moved > 0.01, name
    (folder / "adapter_config.json").write_text(original)


def segments(tokenizer, problem, steps, separator="\n"):
    """TRL's and PURE's: prompt, each step and each separator encoded apart."""
    encode = lambda text: tokenizer.encode(text, add_special_tokens=False).ids
    ids, positions = encode(problem), []
    for step in steps:
        ids = ids + encode(step) + encode(separator)
        positions.append(len(ids) - 1)
    return ids, positions


def tagged(tokenizer, prompt, steps, tag, between):
    """One text, read at each tag."""
    text, positions = prompt, []
    for i, step in enumerate(steps):
        text += (between if i else "") + step + tag
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        assert ids[-1] == tokenizer.token_to_id(tag.replace(" ", "Ġ").replace("\n", "Ċ")), step
        positions.append(len(ids) - 1)
    return ids, positions


def make_all(tokenizer):
    """A token classifier: all seven projections, patterns of ranks and alphas, the head in modules_to_save."""
    folder = g.ROOT / "lora-token-classification"
    torch.manual_seed(1)
    load = lambda: AutoModelForTokenClassification.from_pretrained(str(BASE), num_labels=2, attn_implementation="eager", dtype=torch.float32)
    config = LoraConfig(task_type="TOKEN_CLS", r=4, lora_alpha=6, target_modules=ALL,
                        rank_pattern={"q_proj": 2, r"model\.layers\.1\.mlp\.(up|down)_proj": 3, "^model.layers.0.self_attn.o_proj": 1},
                        alpha_pattern={"down_proj": 9, r"layers\.\d\.self_attn\.k_proj": 2})
    model = get_peft_model(load(), config)
    randomize(model, 502, 0.35)
    save_adapter(model, folder)
    read = lambda m, ids: m(input_ids=torch.tensor([ids])).logits[0]
    fed = [segments(tokenizer, p, s) for _, p, s in g.CASES]
    logits = figures(load, folder, fed, read)
    check_mutations(load, folder, fed, read, logits, {
        "no alpha pattern": lambda c: c.update(alpha_pattern={}),
        "only plain alphas": lambda c: c.update(alpha_pattern={"down_proj": 9}),
        "rslora": lambda c: c.update(use_rslora=True)})
    cases = []
    for (name, problem, steps), (ids, positions), z in zip(g.CASES, fed, logits):
        p = [1 - g.softmax_first(row) for row in z]
        cases.append(g.case(name, problem, steps, ids, positions, z.tolist(), p, probabilities=p))
    g.write_expected(folder, "lora-token-classification", cases, peft=peft.__version__)


def make_rslora(tokenizer):
    """A conditional reward model: rslora, some layers only, fan_in_fan_out, a value head in modules_to_save."""
    folder = g.ROOT / "lora-crm"

    def load():
        torch.manual_seed(2)
        return Qwen2WithValueHead.from_pretrained(str(BASE), attn_implementation="eager", dtype=torch.float32)

    config = LoraConfig(r=3, lora_alpha=5, use_rslora=True, target_modules=["q_proj", "v_proj", "up_proj"], layers_to_transform=[1],
                        layers_pattern="layers", fan_in_fan_out=True, modules_to_save=["v_head"])
    model = get_peft_model(load(), config)
    randomize(model, 503, 0.5)
    save_adapter(model, folder)
    path = folder / "adapter_config.json"
    saved = json.loads(path.read_text())
    saved["fan_in_fan_out"] = True  # older versions leave it as it was given
    path.write_text(json.dumps(saved, indent=1, sort_keys=True) + "\n")
    (folder / "reward_model.json").write_text(
        '{"kind":"crm","head":"v_head.summary","readout":"hazard","step_tag":"<step>","prompt_template":"{problem}\\n","step_template":"{step}<step>"}\n')
    read = lambda m, ids: m(input_ids=torch.tensor([ids]))[0]
    fed = []
    for _, problem, steps in g.CASES:
        fed.append(tagged(tokenizer, problem + "\n", steps, "<step>", ""))
    logits = figures(load, folder, fed, read)
    check_mutations(load, folder, fed, read, logits, {"no rslora": lambda c: c.update(use_rslora=False)})
    cases = []
    for (name, problem, steps), (ids, positions), z in zip(g.CASES, fed, logits):
        h = [g.sigmoid(row[0]) for row in z]
        survival = np.cumprod([1 - x for x in h]).tolist()
        cases.append(g.case(name, problem, steps, ids, positions, z.tolist(), h, hazards=h, survival=survival))
    g.write_expected(folder, "lora-crm", cases, peft=peft.__version__)


def make_psa():
    """openr's math-psa: a causal language model whose adapter also resized the embedding and lm_head."""
    folder = g.ROOT / "lora-math-psa"
    more = g.tokenizer("qwen2-v-head-plain", 60, ADDED + ["<new>", "<newer>"], PSA_MERGES)
    size = len(more["model"]["vocab"]) + len(more["added_tokens"])

    def load():
        torch.manual_seed(3)
        model = AutoModelForCausalLM.from_pretrained(str(BASE), attn_implementation="eager", dtype=torch.float32)
        model.resize_token_embeddings(size + 4, mean_resizing=False)
        return model

    config = LoraConfig(task_type="CAUSAL_LM", r=4, lora_alpha=8, target_modules=r".*self_attn\.(q|v)_proj", modules_to_save=["embed_tokens", "lm_head"])
    model = get_peft_model(load(), config)
    rng = np.random.default_rng(504)
    for name, parameter in sorted(model.named_parameters()):
        if "lora_" in name:
            parameter.copy_(torch.tensor(rng.standard_normal(parameter.shape) * 0.3, dtype=parameter.dtype))
        elif "modules_to_save" in name:
            parameter += torch.tensor(rng.standard_normal(parameter.shape) * (0.3 if "lm_head" in name else 0.05), dtype=parameter.dtype)
    save_adapter(model, folder)
    tokenizer = g.write_tokenizer(folder, more, TOKENIZER_CONFIG)
    words = [tokenizer.token_to_id("Ġ+"), tokenizer.token_to_id("Ġ-")]
    read = lambda m, ids: m(input_ids=torch.tensor([ids])).logits[0][:, words]
    fed = [tagged(tokenizer, p + " ", s, TAG, " ") for _, p, s in g.CASES]
    logits = figures(load, folder, fed, read)
    cases = []
    for (name, problem, steps), (ids, positions), z in zip(g.CASES, fed, logits):
        p = [g.softmax_first(row) for row in z]
        cases.append(g.case(name, problem, steps, ids, positions, z.tolist(), p, probabilities=p))
    g.write_expected(folder, "lora-math-psa", cases, peft=peft.__version__)


if __name__ == "__main__":
    words = make_base()
    make_all(words)
    make_rslora(words)
    make_psa()
