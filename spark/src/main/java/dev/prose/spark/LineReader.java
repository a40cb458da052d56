package dev.prose.spark;

import dev.prose.token.Encoder;
import dev.prose.token.Tokenizer;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts the tokens of a slice of a list into lines. */
final class LineReader implements Encoder.Sink {
  private static final int ROOM = 1 << 8; // tokens

  private final int lineEnd;
  private final Sink sink;
  private int[] ids = new int[ROOM];
  private int size;
  private long line;
  private boolean begun; // whether the current line has a character
  private @Nullable IOException failure; // of the sink

  /** Takes the lines of a list, in order. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes a line.
     *
     * @param line its place in the list, from 0 on
     * @param ids the first {@code size} are its tokens, without its end; used again afterwards
     */
    void line(long line, int[] ids, int size) throws IOException;
  }

  private LineReader(int lineEnd, long line, Sink sink) {
    this.lineEnd = lineEnd;
    this.line = line;
    this.sink = sink;
  }

  /**
   * Reads the lines of a slice.
   *
   * @param first the place of its first line in the list
   * @param lineEnd the token that ends a line
   */
  static void read(
      SlicedText text, int slice, long first, Tokenizer tokenizer, int lineEnd, Sink sink)
      throws IOException {
    LineReader reader = new LineReader(lineEnd, first, sink);
    Encoder encoder = tokenizer.encoder();
    text.read(
        Span.whole(slice),
        (codePoints, count) -> {
          reader.begun = codePoints[count - 1] != '\n';
          encoder.encode(codePoints, count, reader);
          reader.throwFailure();
          return true;
        });
    encoder.end(reader);
    if (reader.begun) { // nothing ends the last line
      reader.endLine();
    }
    reader.throwFailure();
  }

  @Override
  public void token(int id, int characters) {
    if (id == lineEnd) {
      endLine();
    } else if (id != LEFT_OUT) {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, 2 * size);
      }
      ids[size++] = id;
    }
  }

  private void endLine() {
    try {
      if (failure == null) {
        sink.line(line, ids, size);
      }
    } catch (IOException e) {
      failure = e;
    }
    line++;
    size = 0;
  }

  private void throwFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }
}
