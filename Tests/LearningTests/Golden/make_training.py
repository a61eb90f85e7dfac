"""Makes Golden/: small models trained by PyTorch, for Misstep's own training to agree with.

    python -m venv env && env/bin/pip install torch==2.13.0 transformers==5.24.0 peft==0.21.2 safetensors numpy
    env/bin/python make_training.py          # writes beside itself; CPU, one thread, seeded

(`pip install --no-deps` with the few packages that are imported spares gigabytes of CUDA libraries.) Each case is a folder:

    model/             the start: config.json, model.safetensors (transformers' layout)
    gradient.safetensors   of the first batch's mean loss, before clipping
    trained.safetensors    weights after 20 steps of AdamW
    expected.json      examples, settings, losses and gradient norms of the steps

The batches of all steps are the same whole set of examples, so that no order has to be agreed on. The losses are
written here once more, from the paper's formulas in plain form: the data stay far from where those lose digits.
"""
import json
import math
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import (LlamaConfig, LlamaForCausalLM, LlamaForTokenClassification, Qwen2Config,
                          Qwen2ForTokenClassification, Qwen3Config, Qwen3ForTokenClassification)

HERE = Path(__file__).resolve().parent
STEPS, RATE, DECAY, WARMUP, LIMIT, FINAL = 20, 1e-3, 0.1, 0.2, 0.5, 0.1
SHAPE = dict(hidden_size=16, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
             intermediate_size=24, vocab_size=32, max_position_embeddings=64, rms_norm_eps=1e-5,
             attn_implementation="eager")


def examples(generator):
    """Texts of different lengths, odd ones included, with read-outs and labels."""
    labels = [("correct", None), ("first_error", 1), ("wrong", None), ("first_error", 0),
              ("correct", None), ("first_error", 3)]
    result = []
    for index, (kind, z) in enumerate(labels):
        count = 7 + 3 * index
        tokens = torch.randint(0, 32, (count,), generator=generator).tolist()
        readouts = sorted(torch.randperm(count, generator=generator)[:4].tolist())
        result.append(dict(tokens=tokens, readouts=readouts, kind=kind, z=z, response_start=2 + index % 3))
    return result


def crm(logits, example):
    reward = torch.nn.functional.logsigmoid(-logits)
    log_survival = reward.sum()
    if example["kind"] == "correct":
        return -log_survival
    loss = -torch.log(-torch.expm1(log_survival))
    if example["z"] is not None:
        z = example["z"]
        loss = loss - torch.nn.functional.logsigmoid(logits[z]) - reward[:z].sum()
    return loss


def head_loss(model, batch):
    total = 0
    for example in batch:
        logits = model(torch.tensor([example["tokens"]])).logits[0, example["readouts"]]
        step = logits[:, 1] - logits[:, 0] if logits.shape[1] == 2 else logits[:, 0]
        total = total + crm(step, example)
    return total / len(batch)


def language_loss(model, batch):
    total, count = 0, 0
    for example in batch:
        tokens, start = torch.tensor(example["tokens"]), example["response_start"]
        logits = model(tokens[None]).logits[0, start - 1:-1]
        total = total + torch.nn.functional.cross_entropy(logits, tokens[start:], reduction="sum")
        count += len(tokens) - start
    return total / count


def rate(step):
    warmup = round(STEPS * WARMUP)
    if step < warmup:
        return RATE * (step + 1) / warmup
    return RATE * (FINAL + (1 - FINAL) * (1 + math.cos(math.pi * (step - warmup) / (STEPS - warmup))) / 2)


def train(model, batch, loss_of):
    named = {n: p for n, p in model.named_parameters() if p.requires_grad}
    decayed = [p for p in named.values() if p.dim() > 1]
    others = [p for p in named.values() if p.dim() <= 1]
    optimizer = torch.optim.AdamW([dict(params=decayed, weight_decay=DECAY), dict(params=others, weight_decay=0.0)],
                                  lr=RATE)
    losses, norms, first = [], [], None
    for step in range(STEPS):
        optimizer.zero_grad()
        loss = loss_of(model, batch)
        loss.backward()
        if first is None:
            first = {n: p.grad.clone() for n, p in named.items() if p.grad is not None}
        norms.append(float(torch.nn.utils.clip_grad_norm_(list(named.values()), LIMIT)))
        losses.append(float(loss.detach()))
        for group in optimizer.param_groups:
            group["lr"] = rate(step)
        optimizer.step()
    return losses, norms, first


def write(folder, model, batch, loss_of, extra=None):
    folder.mkdir(parents=True, exist_ok=True)
    losses, norms, gradient = train(model, batch, loss_of)
    trained = {n: p.detach().clone() for n, p in model.named_parameters() if p.requires_grad}
    save_file({n: g.contiguous() for n, g in gradient.items()}, folder / "gradient.safetensors")
    save_file({n: p.contiguous() for n, p in trained.items()}, folder / "trained.safetensors")
    settings = dict(steps=STEPS, rate=RATE, decay=DECAY, warmup=WARMUP, limit=LIMIT, final=FINAL)
    (folder / "expected.json").write_text(json.dumps(
        dict(settings=settings, examples=batch, losses=losses, norms=norms, **(extra or {})), indent=1) + "\n")
    print(folder.name, losses[0], losses[-1])


def fresh(model):
    """Weights large enough that every part matters, norms and biases not 1 and 0."""
    for parameter in model.parameters():
        with torch.no_grad():
            if parameter.dim() > 1:
                parameter.normal_(0, 0.2)
            else:
                parameter.add_(0.1 * torch.randn(parameter.shape))
    return model.float().eval()


def save_start(folder, model):
    model.save_pretrained(folder / "model", safe_serialization=True)
    for name in ("generation_config.json", "README.md"):
        (folder / "model" / name).unlink(missing_ok=True)


def main():
    torch.set_num_threads(1)
    cases = [
        ("llama-crm", LlamaForTokenClassification, LlamaConfig, dict(num_labels=2), head_loss),
        ("qwen2-crm", Qwen2ForTokenClassification, Qwen2Config, dict(num_labels=2), head_loss),
        ("qwen3-crm", Qwen3ForTokenClassification, Qwen3Config, dict(num_labels=2, head_dim=6), head_loss),
        ("llama-lm", LlamaForCausalLM, LlamaConfig, dict(tie_word_embeddings=True), language_loss),
    ]
    for seed, (name, kind, config, more, loss_of) in enumerate(cases):
        torch.manual_seed(seed)
        batch = examples(torch.Generator().manual_seed(100 + seed))
        model = fresh(kind(config(**SHAPE, **more)))
        save_start(HERE / name, model)
        write(HERE / name, model, batch, loss_of)
    adapter(HERE / "llama-lora")


def adapter(folder):
    """peft's own LoRA on the same kind of model, its head trained whole."""
    from peft import LoraConfig, get_peft_model
    torch.manual_seed(50)
    batch = examples(torch.Generator().manual_seed(150))
    base = fresh(LlamaForTokenClassification(LlamaConfig(**SHAPE, num_labels=2)))
    save_start(folder, base)
    targets = ["q_proj", "v_proj", "o_proj", "gate_proj", "down_proj"]
    model = get_peft_model(base, LoraConfig(task_type="TOKEN_CLS", r=3, lora_alpha=6, lora_dropout=0.0,
                                            target_modules=targets, modules_to_save=["score"]))
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            with torch.no_grad():
                parameter.normal_(0, 0.2)
    model.eval()
    model.save_pretrained(str(folder / "start"))
    (folder / "start" / "README.md").unlink(missing_ok=True)
    write(folder, model, batch, head_loss, dict(rank=3, alpha=6, targets=targets))
    model.save_pretrained(str(folder / "end"))
    (folder / "end" / "README.md").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
