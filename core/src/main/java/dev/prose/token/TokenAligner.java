package dev.prose.token;

/**
 * Takes a text in pieces, gives its tokens one by one, each with what of the text ends with it. Not
 * safe for use by several threads.
 */
public final class TokenAligner {
  /** Takes the tokens of a text, in order. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes the next token.
     *
     * @param id the token, or {@link Encoder.Sink#LEFT_OUT}
     * @param text what stands in the text, also where the token is put in its place: a character or
     *     several; empty if the token ends in the middle of one
     */
    void token(int id, String text);
  }

  private final Encoder encoder;
  private final Sink sink;
  private final StringBuilder pending = new StringBuilder(); // text that no token has taken yet
  private int taken; // of it, in UTF-16 units

  /** An aligner at the start of a text. */
  public TokenAligner(Tokenizer tokenizer, Sink sink) {
    this.encoder = tokenizer.encoder();
    this.sink = sink;
  }

  /**
   * Goes on with the first {@code count} code points of an array.
   *
   * @throws UnknownCharacterException if no token covers one of them
   */
  public void encode(int[] codePoints, int count) {
    pending.delete(0, taken);
    taken = 0;
    for (int i = 0; i < count; i++) {
      pending.appendCodePoint(codePoints[i]);
    }
    encoder.encode(codePoints, count, this::take);
  }

  /** Gives the tokens that are held back; the text is at its end. */
  public void end() {
    encoder.end(this::take);
  }

  /** How many of the code points so far no token covers. */
  public long unknown() {
    return encoder.unknown();
  }

  private void take(int id, int characters) {
    int end = pending.offsetByCodePoints(taken, characters);
    String text = pending.substring(taken, end);
    taken = end;
    sink.token(id, text);
  }
}
