"""Trains a tiny bigram model with PyTorch and writes down everything that happened.

The Java tests replay the same batches and compare losses, gradients and weights. See README.md.
"""

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F

VOCABULARY = 7
UNUSED_INPUT = 6  # occurs as a target only, so that its row of the table does nothing but decay
BATCH_SIZE = 4
BLOCK_SIZE = 5
STEPS = 50
GRADIENTS_AT = (1, 30)  # steps, from 1
WEIGHTS_AFTER = (1, 10, 50)
SEED = 20250925

CASES = {
    # What AdamW does when it is told nothing.
    "defaults": dict(learningRate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8, weightDecay=0.01),
    # Every option far from its default, so that none can be wired in unnoticed.
    "unusual": dict(learningRate=0.05, beta1=0.8, beta2=0.95, epsilon=1e-3, weightDecay=0.3),
}


def main():
    repository = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--output",
        type=Path,
        default=repository / "core/src/test/resources/dev/prose/train",
        help="the folder to write to (default: where the Java tests read)",
    )
    output = parser.parse_args().output
    torch.set_num_threads(1)
    for name, options in CASES.items():
        path = output / f"bigram-adamw-{name}.json"
        path.write_text(record(options), encoding="utf-8")
        print(path)


def record(options):
    """Trains with these options; returns the golden file's text."""
    random = torch.Generator().manual_seed(SEED)
    initial = torch.randn(VOCABULARY, VOCABULARY, generator=random, dtype=torch.float32)
    table = initial.clone().requires_grad_()  # row i: the logits of the token after token i
    optimizer = torch.optim.AdamW(
        [table],
        lr=options["learningRate"],
        betas=(options["beta1"], options["beta2"]),
        eps=options["epsilon"],
        weight_decay=options["weightDecay"],
    )
    steps, gradients, weights = [], [], []
    for step in range(1, STEPS + 1):
        inputs, targets = draw_batch(random)
        loss = F.cross_entropy(F.embedding(inputs, table).flatten(0, 1), targets.flatten())
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        if step in GRADIENTS_AT:
            gradients.append(f'{{"step": {step}, "values": {numbers(table.grad)}}}')
        optimizer.step()
        if step in WEIGHTS_AFTER:
            weights.append(f'{{"step": {step}, "values": {numbers(table)}}}')
        steps.append(
            f'{{"inputs": {integers(inputs)}, "targets": {integers(targets)}, "loss": {number(loss)}}}'
        )
    members = [
        f'"madeBy": "tools/reference/golden_bigram.py, PyTorch {torch.__version__}"',
        '"options": {' + ", ".join(f'"{key}": {value!r}' for key, value in options.items()) + "}",
        f'"vocabularySize": {VOCABULARY}',
        f'"unusedInput": {UNUSED_INPUT}',
        f'"batchSize": {BATCH_SIZE}',
        f'"blockSize": {BLOCK_SIZE}',
        f'"initial": {numbers(initial)}',
        '"steps": ' + lines(steps),
        '"gradients": ' + lines(gradients),
        '"weights": ' + lines(weights),
    ]
    return "{\n" + ",\n".join(members) + "\n}\n"


def draw_batch(random):
    """Windows of random tokens; their last token is a target only, and so may be any."""
    windows = torch.randint(UNUSED_INPUT, (BATCH_SIZE, BLOCK_SIZE + 1), generator=random)
    windows[:, -1] = torch.randint(VOCABULARY, (BATCH_SIZE,), generator=random)
    return windows[:, :-1], windows[:, 1:]


def number(value):
    return "%.9g" % value  # nine digits tell every float32 from its neighbours


def numbers(tensor):
    return "[" + ", ".join(number(value) for value in tensor.flatten().tolist()) + "]"


def integers(tensor):
    return str(tensor.flatten().tolist())


def lines(items):
    return "[\n  " + ",\n  ".join(items) + "\n]"


if __name__ == "__main__":
    main()
