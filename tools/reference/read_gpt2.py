"""Reads a GPT-2 as Prose keeps it, from nothing but the description of its files, and scores a text.

The model is computed with NumPy in double precision, as Transformers' GPT2LMHeadModel computes it. Prints the surprisal
of each character after the first, in nats, and their mean: what `prose score` and `prose evaluate` say of that text.

Usage: python3 tools/reference/read_gpt2.py CHECKPOINT TEXT

CHECKPOINT is a checkpoint's own folder, of a model of characters; TEXT has no more of them than the model has positions.
"""

import json
import pathlib
import struct
import sys

import numpy


def tensors(file):
    """The tensors of a safetensors file, by name."""
    data = file.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    numbers = data[8 + length :]
    result = {}
    for name, described in header.items():
        begin, end = described["data_offsets"]
        values = numpy.frombuffer(numbers[begin:end], dtype="<f4")
        result[name] = values.reshape(described["shape"]).astype(numpy.float64)
    return result


class Gpt2:
    def __init__(self, folder):
        self.config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.weights = tensors(folder / "model.safetensors")

    def norm(self, x, name):
        mean = x.mean(-1, keepdims=True)
        variance = ((x - mean) ** 2).mean(-1, keepdims=True)
        x = (x - mean) / numpy.sqrt(variance + self.config["layer_norm_epsilon"])
        return x * self.weights[name + ".weight"] + self.weights[name + ".bias"]

    def conv1d(self, x, name):
        return x @ self.weights[name + ".weight"] + self.weights[name + ".bias"]

    def attention(self, x, name):
        heads = self.config["n_head"]
        size = self.config["n_embd"] // heads
        queries, keys, values = numpy.split(self.conv1d(x, name + ".c_attn"), 3, -1)
        later = numpy.triu_indices(len(x), 1)
        result = numpy.empty_like(queries)
        for head in range(heads):
            part = slice(head * size, (head + 1) * size)
            scores = queries[:, part] @ keys[:, part].T / numpy.sqrt(size)
            scores[later] = -numpy.inf
            result[:, part] = numpy.exp(log_softmax(scores)) @ values[:, part]
        return self.conv1d(result, name + ".c_proj")

    def perceptron(self, x, name):
        x = self.conv1d(x, name + ".c_fc")
        x = 0.5 * x * (1 + numpy.tanh(numpy.sqrt(2 / numpy.pi) * (x + 0.044715 * x**3)))
        return self.conv1d(x, name + ".c_proj")

    def logits(self, tokens):
        embeddings = self.weights["transformer.wte.weight"]
        x = embeddings[tokens] + self.weights["transformer.wpe.weight"][: len(tokens)]
        for layer in range(self.config["n_layer"]):
            name = f"transformer.h.{layer}"
            x = x + self.attention(self.norm(x, name + ".ln_1"), name + ".attn")
            x = x + self.perceptron(self.norm(x, name + ".ln_2"), name + ".mlp")
        return self.norm(x, "transformer.ln_f") @ embeddings.T


def log_softmax(x):
    x = x - x.max(-1, keepdims=True)
    return x - numpy.log(numpy.exp(x).sum(-1, keepdims=True))


def main(checkpoint, text):
    folder = pathlib.Path(checkpoint)
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    characters = pathlib.Path(text).read_text(encoding="utf-8")
    tokens = [tokenizer["model"]["vocab"][character] for character in characters]
    expected = log_softmax(Gpt2(folder).logits(tokens))
    surprisals = [-expected[i, token] for i, token in enumerate(tokens[1:])]
    for character, surprisal in zip(characters[1:], surprisals):
        print(f"{character!r} {surprisal:.6f}")
    print(f"mean {numpy.mean(surprisals):.6f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
