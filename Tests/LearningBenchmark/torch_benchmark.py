"""The steps of LearningBenchmark in PyTorch, in turns with it.

    python torch_benchmark.py .build/release/LearningBenchmark small all --turns 3 --seconds 5

transformers' Llama (sdpa attention), its fused AdamW, clipping at norm 1, float32, as many threads as cores. Texts are of
equal length, so that PyTorch has no padding to compute. Every figure is the best step of all turns.
"""
import argparse
import os
import subprocess
import time

parser = argparse.ArgumentParser()
parser.add_argument("program")
parser.add_argument("shape", choices=["small", "smollm2", "tiny"])
parser.add_argument("mode", choices=["all", "lora", "lm"])
parser.add_argument("--turns", type=int, default=3)
parser.add_argument("--seconds", type=float, default=5)
parser.add_argument("--count", type=int, default=8)
parser.add_argument("--length", type=int, default=128)
arguments = parser.parse_args()

import torch
from transformers import LlamaConfig, LlamaForCausalLM, LlamaForTokenClassification

SHAPES = dict(
    small=dict(hidden_size=160, num_hidden_layers=6, num_attention_heads=5, num_key_value_heads=5,
               intermediate_size=432, vocab_size=2048),
    smollm2=dict(hidden_size=576, num_hidden_layers=30, num_attention_heads=9, num_key_value_heads=3,
                 intermediate_size=1536, vocab_size=49152),
    tiny=dict(hidden_size=64, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=4,
              intermediate_size=128, vocab_size=256))
torch.set_num_threads(os.cpu_count())
torch.manual_seed(1)
config = LlamaConfig(**SHAPES[arguments.shape], max_position_embeddings=2048, attn_implementation="sdpa",
                     tie_word_embeddings=True, use_cache=False)
kind = LlamaForCausalLM if arguments.mode == "lm" else LlamaForTokenClassification
model = kind(config).float().train()
if arguments.mode == "lora":
    from peft import LoraConfig, get_peft_model
    model = get_peft_model(model, LoraConfig(
        task_type="TOKEN_CLS", r=16, lora_alpha=32, lora_dropout=0.0, modules_to_save=["score"],
        target_modules=["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]))
trained = [p for p in model.parameters() if p.requires_grad]
optimizer = torch.optim.AdamW(trained, lr=1e-4, weight_decay=0.01, fused=True)
count, length = arguments.count, arguments.length
tokens = torch.tensor([[(i * 7919 + k * 104729 + 1) % config.vocab_size for i in range(length)] for k in range(count)])
readouts = [k * length // 6 - 1 for k in range(1, 7)]


def loss_of():
    if arguments.mode == "lm":
        logits = model(tokens).logits[:, :-1]
        return torch.nn.functional.cross_entropy(logits.reshape(-1, logits.shape[-1]), tokens[:, 1:].reshape(-1))
    logits = model(tokens).logits[:, readouts]
    step = logits[..., 1] - logits[..., 0]
    reward = torch.nn.functional.logsigmoid(-step)
    survival = reward.sum(1)
    total = 0
    for k in range(count):
        if k % 2 == 0:
            total = total - survival[k]
        else:
            z = k % 6
            total = total - torch.log(-torch.expm1(survival[k]))
            total = total - torch.nn.functional.logsigmoid(step[k, z]) - reward[k, :z].sum()
    return total / count


def peak_memory():
    """In kB, as LearningBenchmark says it."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))


def step():
    optimizer.zero_grad(set_to_none=True)
    loss_of().backward()
    torch.nn.utils.clip_grad_norm_(trained, 1.0)
    optimizer.step()


best = dict(ours=[0, 0, 0], torch=[0, 0, 0])
step()
for turn in range(arguments.turns):
    line = subprocess.run(
        [arguments.program, arguments.shape, arguments.mode, str(arguments.seconds), str(count), str(length)],
        capture_output=True, text=True, check=True).stdout.split()
    figures = [int(line[1]), int(line[5]), int(line[10])]
    best["ours"] = [max(a, b) for a, b in zip(best["ours"], figures)]
    start, done = time.perf_counter(), 0
    while done < 3 or time.perf_counter() - start < arguments.seconds:
        wall, processor = time.perf_counter(), time.process_time()
        step()
        done += 1
        figures = [int(count * length / (time.perf_counter() - wall)),
                   int(count * length / ((time.process_time() - processor) / os.cpu_count())),
                   peak_memory() // 1000]
        best["torch"] = [max(a, b) for a, b in zip(best["torch"], figures)]
for name, (wall, processor, memory) in best.items():
    print(f"{name:6s} {wall:7d} tokens/s, by processor time {processor:7d}, peak {memory} MB")
print(f"ratio  {best['ours'][0] / best['torch'][0]:.2f}, by processor time {best['ours'][1] / best['torch'][1]:.2f}")
