package dev.prose.token.chars;

import dev.prose.token.Encoder;

/** Encodes each character as it comes; nothing is held back. */
final class CharEncoder implements Encoder {
  private final CharTokenizer tokenizer;
  private final Vocabulary vocabulary;
  private long position; // in code points
  private long unknown;

  CharEncoder(CharTokenizer tokenizer) {
    this.tokenizer = tokenizer;
    this.vocabulary = tokenizer.vocabulary();
  }

  @Override
  public void encode(int[] codePoints, int count, Sink sink) {
    for (int i = 0; i < count; i++, position++) {
      int id = vocabulary.stoi(codePoints[i]);
      if (id == Vocabulary.UNKNOWN) {
        unknown++;
        id = tokenizer.unknown(codePoints[i], position);
      }
      sink.token(id == Vocabulary.UNKNOWN ? Sink.LEFT_OUT : id, 1);
    }
  }

  @Override
  public void end(Sink sink) {
    // Nothing is held back.
  }

  @Override
  public long unknown() {
    return unknown;
  }
}
