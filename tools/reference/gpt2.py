"""GPT-2's loss and gradients with PyTorch, for a tiny network whose weights follow from a formula.

The Java test computes the same weights and compares. See README.md.
"""

import argparse
import math
from pathlib import Path

import torch
import torch.nn.functional as F

VOCABULARY, LAYERS, HEADS, WIDTH, POSITIONS, WINDOWS = 11, 2, 3, 12, 10, 2


def main():
    repository = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--output",
        type=Path,
        default=repository / "core/src/test/resources/dev/prose/neural/transformer/gpt2.golden",
        help="the file to write (default: where the Java test reads)",
    )
    output = parser.parse_args().output
    torch.set_num_threads(1)
    weights = make_weights()
    inputs = tokens(0)
    loss = F.cross_entropy(logits(weights, inputs).flatten(0, 1), tokens(5).flatten(), reduction="sum")
    loss.backward()
    lines = [f"loss {loss.item():.9g}"]
    for name, weight in weights.items():
        numbers = " ".join(f"{value:.9g}" for value in weight.grad.flatten().tolist())
        lines.append(f"{name} {numbers}")
    output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(output)


def tokens(offset):
    """Token i of all windows is (7 i² + 3 i + offset) mod the vocabulary's size."""
    numbers = [(7 * i * i + 3 * i + offset) % VOCABULARY for i in range(WINDOWS * POSITIONS)]
    return torch.tensor(numbers).reshape(WINDOWS, POSITIONS)


def make_weights():
    """Weights by the names and in the shapes of GPT2LMHeadModel, from a running number."""
    shapes = {"transformer.wte.weight": (VOCABULARY, WIDTH), "transformer.wpe.weight": (POSITIONS, WIDTH)}
    for layer in range(LAYERS):
        name = f"transformer.h.{layer}"
        shapes |= norm(f"{name}.ln_1")
        shapes |= linear(f"{name}.attn.c_attn", WIDTH, 3 * WIDTH)
        shapes |= linear(f"{name}.attn.c_proj", WIDTH, WIDTH)
        shapes |= norm(f"{name}.ln_2")
        shapes |= linear(f"{name}.mlp.c_fc", WIDTH, 4 * WIDTH)
        shapes |= linear(f"{name}.mlp.c_proj", 4 * WIDTH, WIDTH)
    shapes |= norm("transformer.ln_f")
    weights, count = {}, 0
    for name, shape in shapes.items():
        size = math.prod(shape)
        numbers = [number(i) for i in range(count, count + size)]
        count += size
        weights[name] = torch.tensor(numbers, dtype=torch.float32).reshape(shape).requires_grad_()
    return weights


def number(i):
    """Number i: a hash of i, spread over [-0.5, 0.5)."""
    return (i * 2654435761 % 2**32) / 2**32 - 0.5


def norm(name):
    return {f"{name}.weight": (WIDTH,), f"{name}.bias": (WIDTH,)}


def linear(name, inputs, outputs):
    return {f"{name}.weight": (inputs, outputs), f"{name}.bias": (outputs,)}


def logits(weights, inputs):
    def layer_norm(x, name):
        return F.layer_norm(x, (WIDTH,), weights[f"{name}.weight"], weights[f"{name}.bias"], eps=1e-5)

    def conv1d(x, name):
        return x @ weights[f"{name}.weight"] + weights[f"{name}.bias"]

    def split(x):
        return x.reshape(WINDOWS, POSITIONS, HEADS, WIDTH // HEADS).transpose(1, 2)

    unseen = torch.triu(torch.ones(POSITIONS, POSITIONS, dtype=torch.bool), diagonal=1)
    x = weights["transformer.wte.weight"][inputs] + weights["transformer.wpe.weight"]
    for layer in range(LAYERS):
        name = f"transformer.h.{layer}"
        q, k, v = conv1d(layer_norm(x, f"{name}.ln_1"), f"{name}.attn.c_attn").split(WIDTH, dim=2)
        scores = split(q) @ split(k).transpose(2, 3) / math.sqrt(WIDTH // HEADS)
        mixed = F.softmax(scores.masked_fill(unseen, -math.inf), dim=3) @ split(v)
        x = x + conv1d(mixed.transpose(1, 2).flatten(2), f"{name}.attn.c_proj")
        hidden = F.gelu(conv1d(layer_norm(x, f"{name}.ln_2"), f"{name}.mlp.c_fc"), approximate="tanh")
        x = x + conv1d(hidden, f"{name}.mlp.c_proj")
    return layer_norm(x, "transformer.ln_f") @ weights["transformer.wte.weight"].T


if __name__ == "__main__":
    main()
