package dev.prose.data;

import dev.prose.random.SplitMix64;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The lines of a list in an order drawn from a seed. A list is often sorted, by name or by date:
 * cut by position, it would be validated with lines that are unlike all that trained.
 *
 * <p>Each line draws a number from the seed and its place in the list, and the lines go by these
 * numbers. So the order depends on nothing but the seed and how many lines there are, whether the
 * list is on the heap or in a file. Line ends stand where they stood, between the lines: where the
 * last line of the list has none, the last one of the new order has none either.
 */
public final class LineOrder {
  private static final long PURPOSE =
      5; // of the seed, beside those of Trainer, BigramEstimator, MixtureTrainer

  // A number that was drawn, and below it the position of the line's first token, in one long.
  private static final int POSITION_BITS = 39;
  private static final long DRAWS = 1L << (Long.SIZE - 1 - POSITION_BITS); // 16 million
  private static final long POSITION = (1L << POSITION_BITS) - 1;

  private static final int SHARE_OF_HEAP = 16;
  private static final int CHUNK = 1 << 12; // tokens

  private final long seed;
  private final int linesAtOnce;

  /**
   * @param seed the run's
   */
  public LineOrder(long seed) {
    this(
        seed,
        (int)
            Math.min(
                Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / Long.BYTES,
                Integer.MAX_VALUE / 2));
  }

  /**
   * @param linesAtOnce about how many lines have their positions on the heap; more take more passes
   *     over the list, and end in the same order
   */
  LineOrder(long seed, int linesAtOnce) {
    this.seed = SplitMix64.derive(seed, PURPOSE);
    this.linesAtOnce = linesAtOnce;
  }

  /** How many numbers a line may draw: those from 0 on, below this one. */
  public static int draws() {
    return (int) DRAWS;
  }

  /**
   * The number that a line draws. Lines go by these; of equal ones the one that was first goes
   * first.
   *
   * @param line its place in the list, from 0 on
   */
  public int draw(long line) {
    return (int) (SplitMix64.derive(seed, line) & (DRAWS - 1));
  }

  /** Puts the lines of a text in order; they end at line feeds. */
  public String of(String text) {
    int[] codePoints = text.codePoints().toArray();
    Tokens ordered = of(Tokens.of(codePoints, Character.MAX_CODE_POINT + 1), '\n');
    return new String(ordered.toArray(), 0, codePoints.length);
  }

  /**
   * Puts the lines of a list in order.
   *
   * @param lineEnd the token that ends a line
   * @return as many tokens, on the heap
   * @throws ArithmeticException if they are more than an array can hold
   */
  public Tokens of(Tokens tokens, int lineEnd) {
    int[] ordered = new int[Math.toIntExact(tokens.size())];
    int[] size = {0};
    try {
      write(
          tokens,
          lineEnd,
          (ids, count) -> {
            System.arraycopy(ids, 0, ordered, size[0], count);
            size[0] += count;
          });
    } catch (IOException e) {
      throw new AssertionError("nothing was written to a file", e);
    }
    return Tokens.of(ordered, tokens.vocabularySize());
  }

  /**
   * Puts the lines of a text in order, and keeps its tokens where they were: on the heap or in a
   * file. The given text is closed.
   *
   * @param lineEnd the token that ends a line
   * @throws IOException if the file cannot be written or mapped; it names which
   */
  public TokenizedText of(TokenizedText text, int lineEnd) throws IOException {
    if (text.file().isEmpty()) {
      return text.with(of(text.tokens(), lineEnd), Optional.empty());
    }
    TokenFile ordered;
    try {
      ordered = text.file().get().another(text.tokens().vocabularySize());
    } catch (IOException | RuntimeException e) {
      text.close();
      throw e;
    }
    try {
      try (text) {
        write(text.tokens(), lineEnd, ordered::append);
      }
      return text.with(ordered.tokens(), Optional.of(ordered));
    } catch (IOException | RuntimeException e) {
      ordered.close();
      throw e;
    }
  }

  /** Takes ids in their new order. */
  @FunctionalInterface
  private interface Sink {
    void append(int[] ids, int count) throws IOException;
  }

  private void write(Tokens tokens, int lineEnd, Sink sink) throws IOException {
    Output output = new Output(tokens, lineEnd, sink);
    long passes = Math.ceilDiv(new Lines(tokens, lineEnd).count(), linesAtOnce);
    for (long pass = 0; pass < passes; pass++) {
      long[] places = places(tokens, lineEnd, DRAWS * pass / passes, DRAWS * (pass + 1) / passes);
      for (long place : places) {
        output.line(place & POSITION);
      }
    }
    output.end();
  }

  /** The lines whose draws are in [from, to), in their order: {@code draw, position} each. */
  private long[] places(Tokens tokens, int lineEnd, long from, long to) {
    Lines lines = new Lines(tokens, lineEnd);
    long[] places = new long[CHUNK];
    int size = 0;
    for (long line = 0; lines.next(); line++) {
      long draw = draw(line);
      if (draw >= from && draw < to) {
        if (size == places.length) {
          places = Arrays.copyOf(places, size + size / 2);
        }
        places[size++] = draw << POSITION_BITS | lines.start();
      }
    }
    Arrays.sort(places, 0, size);
    return Arrays.copyOf(places, size);
  }

  /** Goes from line to line. */
  private static final class Lines {
    private final Tokens tokens;
    private final int lineEnd;
    private final int[] chunk = new int[CHUNK];
    private long start;
    private long next; // position after the line

    Lines(Tokens tokens, int lineEnd) {
      this.tokens = tokens;
      this.lineEnd = lineEnd;
    }

    /** Goes on to the next line, if there is one. */
    boolean next() {
      start = next;
      while (next < tokens.size()) {
        int inChunk = (int) (next % CHUNK);
        if (inChunk == 0) {
          tokens.copyTo(next, chunk, 0, (int) Math.min(CHUNK, tokens.size() - next));
        }
        next++;
        if (chunk[inChunk] == lineEnd) {
          return true;
        }
      }
      return start < next;
    }

    /** The position of the line's first token. */
    long start() {
      return start;
    }

    long count() {
      long count = 0;
      while (next()) {
        count++;
      }
      return count;
    }
  }

  /** Writes lines with line ends between them. */
  private static final class Output {
    private final Tokens tokens;
    private final int lineEnd;
    private final Sink sink;
    private final int[] chunk = new int[CHUNK];
    private int size;
    private boolean begun;

    Output(Tokens tokens, int lineEnd, Sink sink) {
      this.tokens = tokens;
      this.lineEnd = lineEnd;
      this.sink = sink;
    }

    void line(long start) throws IOException {
      if (begun) {
        add(lineEnd);
      }
      begun = true;
      for (long position = start; position < tokens.size(); position++) {
        int token = tokens.at(position);
        if (token == lineEnd) {
          return;
        }
        add(token);
      }
    }

    private void add(int token) throws IOException {
      if (size == chunk.length) {
        flush();
      }
      chunk[size++] = token;
    }

    private void flush() throws IOException {
      sink.append(chunk, size);
      size = 0;
    }

    void end() throws IOException {
      if (tokens.size() > 0 && tokens.at(tokens.size() - 1) == lineEnd) {
        add(lineEnd);
      }
      flush();
    }
  }
}
