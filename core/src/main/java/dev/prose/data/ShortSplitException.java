package dev.prose.data;

import dev.prose.text.InvalidDataException;

/** A split of a text has too few tokens for one window and the token after it. */
public final class ShortSplitException extends InvalidDataException {
  private final long tokens;

  ShortSplitException(String name, long tokens, int blockSize) {
    super(
        "the %s split has %,d tokens, but a block size of %,d needs at least %,d"
            .formatted(name, tokens, blockSize, blockSize + 1L));
    this.tokens = tokens;
  }

  /** How many tokens the split has. */
  public long tokens() {
    return tokens;
  }
}
