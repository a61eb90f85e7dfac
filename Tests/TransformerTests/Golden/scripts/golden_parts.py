"""What the scripts of this folder share: small tokenizers, random decoders, and the texts.

Needs torch, transformers, tokenizers, safetensors, numpy; see README.md for versions.
"""
import json
import math
from pathlib import Path

import numpy as np
import torch
import transformers
from safetensors.torch import save_file
from tokenizers import Tokenizer

torch.set_num_threads(2)
torch.set_grad_enabled(False)
transformers.logging.set_verbosity_error()

ROOT = Path(__file__).resolve().parent.parent / "checkpoints"

CASES = [
    ("ascii", "Ann has 3 apples and buys 4 more. How many has she?",
     ["She starts with 3 apples.", "She buys 4, so 3 + 4 = 7.", "The answer is 7."]),
    ("latex", "Solve $x^2 = 9$ for $x > 0$.", ["$x = \\pm\\sqrt{9}$, so", "$x = 3$."]),
    ("lines", "What is 12 - 5?", ["First line,\nsecond line: 12 - 5", "= 7", "so the answer is \\boxed{7}"]),
    ("accents", "Combien font 2 + 2 ? é e\u0301 数 🙂", ["Deux et deux font 4 — voilà.", "4"]),
    ("one", "1 + 1?", ["2"]),
]


def r9(x):
    """Nine digits: every float32 survives the trip through decimal."""
    return float(f"{float(x):.9g}")


# ---------------------------------------------------------------- tokenizers

def tokenizer(source, merges, added, extra_merges=()):
    """The golden tokenizer of `source` with its first `merges` merges, some more, and `added` tokens."""
    t = json.loads((ROOT / source / "tokenizer.json").read_text(encoding="utf-8"))
    model = t["model"]
    pairs = [p.split(" ") if isinstance(p, str) else p for p in model["merges"]][:merges]
    pairs += [list(p) for p in extra_merges]
    vocab = {w: i for w, i in model["vocab"].items() if i < 256}
    assert len(vocab) == 256
    for left, right in pairs:
        vocab.setdefault(left + right, len(vocab))
    model["vocab"], model["merges"] = vocab, pairs
    old = t["added_tokens"][0]
    t["added_tokens"] = [dict(old, id=len(vocab) + i, content=w, special=True) for i, w in enumerate(added)]
    if "TemplateProcessing" in json.dumps(t["post_processor"]):
        for part in t["post_processor"]["processors"]:
            for token in part.get("special_tokens", {}).values():
                token["ids"] = [len(vocab) + added.index(token["id"])]
    return t


def write_tokenizer(folder, t, config):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tokenizer.json").write_text(json.dumps(t, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=1) + "\n")
    return Tokenizer.from_file(str(folder / "tokenizer.json"))


# ---------------------------------------------------------------- decoders

def configuration(kind, architecture, vocab, d=32, inter=72, layers=2, heads=4, kv=2, **more):
    c = {"architectures": [architecture], "attention_dropout": 0.0, "hidden_act": "silu", "hidden_size": d,
         "initializer_range": 0.02, "intermediate_size": inter, "max_position_embeddings": 2048, "model_type": kind,
         "num_attention_heads": heads, "num_hidden_layers": layers, "num_key_value_heads": kv, "rms_norm_eps": 1e-6,
         "rope_theta": 10000.0, "tie_word_embeddings": False, "torch_dtype": "float32",
         "transformers_version": "4.45.2", "use_cache": True, "vocab_size": vocab}
    if kind == "llama":
        c.update({"attention_bias": False, "mlp_bias": False})
    if kind == "qwen2":
        c.update({"use_sliding_window": False, "sliding_window": None, "max_window_layers": layers})
    c.update(more)
    return dict(sorted(c.items()))


def body(c, rng):
    """Random weights of a decoder, so large that attention and all parts matter."""
    d, inter = c["hidden_size"], c["intermediate_size"]
    hd = d // c["num_attention_heads"]
    k = hd * c["num_key_value_heads"]
    n = lambda *shape, std: torch.tensor(rng.standard_normal(shape) * std, dtype=torch.float32)
    norm = lambda m: torch.tensor(np.clip(1 + 0.3 * rng.standard_normal(m), 0.2, None), dtype=torch.float32)
    w = {"embed_tokens.weight": n(c["vocab_size"], d, std=0.08)}
    for i in range(c["num_hidden_layers"]):
        p = f"layers.{i}."
        w[p + "input_layernorm.weight"] = norm(d)
        w[p + "self_attn.q_proj.weight"] = n(d, d, std=1.5 / math.sqrt(d))
        w[p + "self_attn.k_proj.weight"] = n(k, d, std=1.5 / math.sqrt(d))
        w[p + "self_attn.v_proj.weight"] = n(k, d, std=1 / math.sqrt(d))
        if c["model_type"] == "qwen2":
            for part, size in (("q", d), ("k", k), ("v", k)):
                w[p + f"self_attn.{part}_proj.bias"] = n(size, std=0.4)
        w[p + "self_attn.o_proj.weight"] = n(d, d, std=1 / math.sqrt(d))
        w[p + "post_attention_layernorm.weight"] = norm(d)
        w[p + "mlp.gate_proj.weight"] = n(inter, d, std=1.3 / math.sqrt(d))
        w[p + "mlp.up_proj.weight"] = n(inter, d, std=1 / math.sqrt(d))
        w[p + "mlp.down_proj.weight"] = n(d, inter, std=0.9 / math.sqrt(inter))
    w["norm.weight"] = norm(d)
    return w


def head(outputs, d, rng, scale=1.0):
    return torch.tensor(rng.standard_normal((outputs, d)) * scale / math.sqrt(d), dtype=torch.float32)


def save(folder, config, tensors, name="model.safetensors"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    save_file({k: v.contiguous() for k, v in tensors.items()}, str(folder / name), metadata={"format": "pt"})


# ---------------------------------------------------------------- figures

def softmax_first(logits):
    return 1 / (1 + math.exp(float(logits[1]) - float(logits[0])))


def sigmoid(x):
    return 1 / (1 + math.exp(-float(x)))


def case(name, problem, steps, ids, positions, logits, probability, **figures):
    """One entry of expected.json; logits has one row a read-out."""
    reads = [{"step": i, "position": p, "token_id": ids[p], "logits": [r9(x) for x in z], "probability": r9(q)}
             for i, (p, z, q) in enumerate(zip(positions, logits, probability))]
    return {"name": name, "problem": problem, "steps": steps, "input_ids": ids, "readouts": reads,
            **{k: [r9(x) for x in v] if isinstance(v, list) else r9(v) for k, v in figures.items()}}


def write_expected(folder, kind, cases, **more):
    text = json.dumps({"kind": kind, **more}, ensure_ascii=False, indent=1)[:-2]
    text += ',\n "cases": [\n' + ",\n".join("  " + json.dumps(c, separators=(",", ":")) for c in cases) + "\n ]\n}\n"
    json.loads(text)
    (folder / "expected.json").write_text(text, encoding="utf-8")
    spread = [r["probability"] for c in cases for r in c["readouts"]]
    print(f"{folder.name}: {sum(f.stat().st_size for f in folder.iterdir())} bytes, probabilities "
          f"{min(spread):.3f} to {max(spread):.3f}")
