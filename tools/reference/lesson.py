"""The lesson's job in PyTorch: learn a character bigram model from a text, then write some text.

This is the peer that Prose is checked and timed against, written as a PyTorch user would write it.
See README.md.
"""

import argparse

import torch
import torch.nn.functional as F
from torch import nn

TRAIN_SHARE = 0.9
BATCH_SIZE = 32
BLOCK_SIZE = 8
EVAL_INTERVAL = 500
EVAL_BATCHES = 200
SAMPLE_LENGTH = 500


class Bigram(nn.Module):
    """A table whose row i holds the logits of the character after character i."""

    def __init__(self, vocabulary_size):
        super().__init__()
        self.table = nn.Embedding(vocabulary_size, vocabulary_size)

    def forward(self, tokens):
        return self.table(tokens)  # [batch][block][vocabulary]

    def loss(self, inputs, targets):
        return F.cross_entropy(self(inputs).flatten(0, 1), targets.flatten())

    @torch.no_grad()
    def sample(self, token, length):
        """The tokens that follow ``token``, each drawn from the model's own prediction."""
        drawn = []
        for _ in range(length):
            probabilities = F.softmax(self(torch.tensor([token])), dim=-1)
            token = torch.multinomial(probabilities, num_samples=1).item()
            drawn.append(token)
        return drawn


integer_starts = False  # --integer-starts


def random_batch(tokens):
    """Windows from random places, and the same windows one place further on."""
    starts = torch.randint(len(tokens) - BLOCK_SIZE, (BATCH_SIZE,))
    if integer_starts:
        starts = starts.tolist()
    inputs = torch.stack([tokens[s : s + BLOCK_SIZE] for s in starts])
    targets = torch.stack([tokens[s + 1 : s + 1 + BLOCK_SIZE] for s in starts])
    return inputs, targets


@torch.no_grad()
def mean_loss(model, tokens):
    model.eval()
    losses = torch.empty(EVAL_BATCHES)
    for i in range(EVAL_BATCHES):
        losses[i] = model.loss(*random_batch(tokens))
    model.train()
    return losses.mean().item()


def train(model, optimizer, train_tokens, validation_tokens, max_iters):
    for iteration in range(max_iters + 1):
        if iteration % EVAL_INTERVAL == 0 or iteration == max_iters:
            print(
                f"step {iteration}: train {mean_loss(model, train_tokens):.4f},"
                f" validation {mean_loss(model, validation_tokens):.4f}",
                flush=True,
            )
        if iteration < max_iters:
            loss = model.loss(*random_batch(train_tokens))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", help="the file to learn from, UTF-8")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--max-iters", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1337)
    parser.add_argument("--sample-length", type=int, default=SAMPLE_LENGTH)
    parser.add_argument(
        "--integer-starts",
        action="store_true",
        help="slice with Python integers, not with the elements of a tensor as the lesson does",
    )
    arguments = parser.parse_args()

    global integer_starts
    integer_starts = arguments.integer_starts
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)

    with open(arguments.text, encoding="utf-8", newline="") as file:
        text = file.read()
    vocabulary = sorted(set(text))
    token_of = {character: token for token, character in enumerate(vocabulary)}
    tokens = torch.tensor([token_of[character] for character in text])
    cut = int(TRAIN_SHARE * len(tokens))

    model = Bigram(len(vocabulary))
    optimizer = torch.optim.AdamW(model.parameters(), lr=arguments.learning_rate)
    train(model, optimizer, tokens[:cut], tokens[cut:], arguments.max_iters)
    print("".join(vocabulary[token] for token in model.sample(0, arguments.sample_length)))


if __name__ == "__main__":
    main()
