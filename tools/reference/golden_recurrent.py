"""Passes windows through PyTorch's nn.RNN, nn.GRU and nn.LSTM and writes down loss and gradients.

The Java tests pass the same windows with the same weights and compare. See README.md.
"""

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F

VOCABULARY = 7
WIDTH = 5
LAYERS = 2
WINDOWS = 3
LENGTH = 6
SEED = 20251127

CASES = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}


def main():
    repository = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--output",
        type=Path,
        default=repository / "core/src/test/resources/dev/prose/neural/recurrent",
        help="the folder to write to (default: where the Java tests read)",
    )
    output = parser.parse_args().output
    output.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    for name, module in CASES.items():
        path = output / f"{name}.json"
        path.write_text(record(name, module), encoding="utf-8")
        print(path)


def record(name, module):
    """Passes a batch forward and backward; returns the golden file's text."""
    torch.manual_seed(SEED)
    network = module(VOCABULARY, WIDTH, num_layers=LAYERS, batch_first=True)
    head = torch.nn.Linear(WIDTH, VOCABULARY)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.mul_(3)  # so that everything curves
        for layer in range(LAYERS):
            # PyTorch has two biases that are only ever added, but for the GRU's candidate.
            bias = getattr(network, f"bias_hh_l{layer}")
            bias[: 2 * WIDTH if name == "gru" else None] = 0
    inputs = torch.randint(VOCABULARY, (WINDOWS, LENGTH))
    targets = torch.randint(VOCABULARY, (WINDOWS, LENGTH))
    states = [torch.rand(LAYERS, WINDOWS, WIDTH) - 0.5 for _ in range(2 if name == "lstm" else 1)]
    before = tuple(states) if name == "lstm" else states[0]
    one_hot = F.one_hot(inputs, VOCABULARY).float()
    features, after = network(one_hot, before)
    loss = F.cross_entropy(head(features).flatten(0, 1), targets.flatten())
    loss.backward()
    after = list(after) if name == "lstm" else [after]
    weights, gradients = {}, {}
    for layer in range(LAYERS):
        put(weights, gradients, f"layers.{layer}.input", getattr(network, f"weight_ih_l{layer}"))
        put(weights, gradients, f"layers.{layer}.hidden", getattr(network, f"weight_hh_l{layer}"))
        bias = getattr(network, f"bias_ih_l{layer}")
        put(weights, gradients, f"layers.{layer}.bias", bias)
        if name == "gru":
            bias = getattr(network, f"bias_hh_l{layer}")
            weights[f"layers.{layer}.candidate_bias"] = bias[2 * WIDTH :]
            gradients[f"layers.{layer}.candidate_bias"] = bias.grad[2 * WIDTH :]
    weights["output.weight"], gradients["output.weight"] = head.weight, head.weight.grad
    weights["output.bias"], gradients["output.bias"] = head.bias, head.bias.grad
    members = [
        f'"madeBy": "tools/reference/golden_recurrent.py, PyTorch {torch.__version__}"',
        f'"vocabularySize": {VOCABULARY}',
        f'"width": {WIDTH}',
        f'"layers": {LAYERS}',
        f'"windows": {WINDOWS}',
        f'"length": {LENGTH}',
        f'"inputs": {inputs.flatten().tolist()}',
        f'"targets": {targets.flatten().tolist()}',
        f'"before": {numbers(by_window(states))}',
        f'"after": {numbers(by_window(after))}',
        f'"loss": {number(loss)}',
        '"weights": ' + members_of(weights),
        '"gradients": ' + members_of(gradients),
    ]
    return "{\n" + ",\n".join(members) + "\n}\n"


def put(weights, gradients, name, parameter):
    """Matrices go from rows to columns in Prose, from columns to rows in PyTorch."""
    weights[name] = parameter.t()
    gradients[name] = parameter.grad.t()


def by_window(states):
    """[window][layer][h, then c]"""
    return torch.stack(states, dim=1).permute(2, 0, 1, 3)


def number(value):
    return "%.9g" % value  # nine digits tell every float32 from its neighbours


def numbers(tensor):
    return "[" + ", ".join(number(value) for value in tensor.flatten().tolist()) + "]"


def members_of(tensors):
    return "{\n  " + ",\n  ".join(f'"{name}": {numbers(t)}' for name, t in tensors.items()) + "\n}"


if __name__ == "__main__":
    main()
