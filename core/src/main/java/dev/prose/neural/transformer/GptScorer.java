package dev.prose.neural.transformer;

import dev.prose.model.SequenceScorer;
import dev.prose.neural.LineStarts;
import dev.prose.neural.Weights;
import java.util.Objects;
import java.util.stream.IntStream;

/** Scores with {@link Gpt} as {@link GptReader} reads, but many tokens at once. */
final class GptScorer implements SequenceScorer {
  private static final int MOST_COLUMNS = 256;

  private final GptPass pass;
  private final Columns columns;
  private final int vocabularySize;
  private final int positions;
  private final LineStarts lines;
  private int last; // the token before the next one; -1 at a text's beginning
  private long count; // of tokens that were read
  private long lineStart; // how many were read before the line
  private int used; // columns
  private final int[] all; // [column], its number

  /**
   * @param length number of tokens that it will read
   */
  GptScorer(Gpt shape, Weights weights, LineStarts lines, long length) {
    this.vocabularySize = shape.vocabularySize();
    this.positions = shape.positions();
    int most = Math.clamp(length, 1, MOST_COLUMNS);
    int past = (int) Math.min(positions - 1L, Math.max(0, length));
    this.pass = GptPass.of(shape, weights, 1, most, past, false);
    this.columns = pass.columns;
    this.all = IntStream.range(0, most).toArray();
    this.lines = lines;
    this.last = lines.lineEnd().orElse(-1);
  }

  @Override
  public void score(int[] tokens, int number, double[] surprisals) {
    for (int i = 0; i < number; i++) {
      Objects.checkIndex(tokens[i], vocabularySize);
    }
    for (int i = 0; i < number; i++) {
      if (last < 0) {
        surprisals[i] = Math.log(vocabularySize);
      } else {
        put(last, tokens[i]);
      }
      last = tokens[i];
      if (used == all.length || i == number - 1) {
        flush(surprisals, i + 1 - used);
      }
    }
  }

  private void put(int token, int target) {
    if (lines.begins(token)) {
      lineStart = count;
    }
    long begun = count - used; // how many were read before the columns
    columns.tokens[used] = token;
    columns.targets[used] = target;
    columns.positions[used] = count - lineStart;
    columns.first[used] = (int) (Math.max(lineStart, count - positions + 1) - begun);
    used++;
    count++;
  }

  private void flush(double[] surprisals, int from) {
    if (used == 0) {
      return;
    }
    columns.windows = 1;
    columns.length = used;
    columns.n = used;
    columns.see();
    pass.run(all, used);
    for (int i = 0; i < used; i++) {
      surprisals[from + i] = pass.surprisal(i);
    }
    used = 0;
  }
}
