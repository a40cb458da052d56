package dev.prose.spark;

import dev.prose.data.LineOrder;
import dev.prose.text.InvalidDataException;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a task needs to read the lines of a slice.
 *
 * @param first [slice], the place of its first line in the list
 * @param ended whether a line end is the last character of the list
 * @param seed of the order
 */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record ListLines(
    Shared<SlicedText> text,
    Shared<TokenizerBox> tokenizer,
    int lineEnd,
    long[] first,
    boolean ended,
    long seed)
    implements Serializable {

  /** Takes a line with its place in the order. */
  @FunctionalInterface
  interface Sink {
    void line(LinePlace place, int[] ids, int size) throws IOException;
  }

  void read(int slice, Sink sink) throws IOException {
    LineOrder order = new LineOrder(seed);
    LineReader.read(
        text.value(),
        slice,
        first[slice],
        tokenizer.value().tokenizer(),
        lineEnd,
        (line, ids, size) -> sink.line(new LinePlace(order.draw(line), line), ids, size));
  }

  List<Integer> slices() {
    return Cluster.upTo(first.length);
  }

  /** A line with its place, to be put in order. */
  // Never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Placed(LinePlace place, int[] ids) implements Serializable {}

  /**
   * The token that ends a line.
   *
   * @param name what messages call the text
   * @throws InvalidDataException if there is none
   */
  static int lineEnd(Tokenizer tokenizer, String name) {
    return tokenizer
        .token("\n")
        .orElseThrow(() ->
            new InvalidDataException(
                name + " has no line end, so that it is one line: leave --lines out"));
  }

  /**
   * Refuses tokens that go across the ends of lines: an added token can, and is found before lines
   * are.
   */
  static void requireWithinLines(Tokenizer tokenizer, int lineEnd) {
    for (int id = 0; id < tokenizer.vocabularySize() && !tokenizer.cuts().any(); id++) {
      if (id != lineEnd && new String(tokenizer.bytes(id), StandardCharsets.UTF_8).contains("\n")) {
        throw new InvalidDataException(
            "the token %s goes across the end of a line, so that lines cannot be texts of their own: leave --lines out, or name a model of --lines or a tokenizer"
                .formatted(tokenizer.quoted(id)));
      }
    }
  }
}
