package dev.prose.expert;

import dev.prose.mixture.MixtureTrainer;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.IntPredicate;

/**
 * What a mixture expects at positions of the text that it has counted, without having counted what
 * is near them. A network that learned beside what the mixture knows by heart would find nothing
 * left to learn. Kept in half precision, because there is a number for each position and token.
 */
final class OutOfFold {
  private static final int BYTES_PER_ROW = 24; // beside its numbers

  private final short[][] rows; // [position][token], null where nobody wanted to know

  private OutOfFold(int positions) {
    this.rows = new short[positions][];
  }

  /**
   * Asks a mixture.
   *
   * @param positions how many tokens the text has
   * @param wanted at which of them it is asked
   * @param progress told the share of the text that is done
   * @param stop asked after each position
   * @return nothing if it was stopped
   */
  static Optional<OutOfFold> of(
      MixtureTrainer mixture,
      int positions,
      IntPredicate wanted,
      DoubleConsumer progress,
      BooleanSupplier stop) {
    OutOfFold all = new OutOfFold(positions);
    boolean whole =
        mixture.expectOutOfFold(
            wanted,
            (position, logs) -> {
              all.rows[position] = half(logs);
              progress.accept((double) position / positions);
            },
            stop);
    return whole ? Optional.of(all) : Optional.empty();
  }

  /** How many bytes it takes to know that of some positions. */
  static double bytes(long positions, int vocabularySize) {
    return positions * (Short.BYTES * (double) vocabularySize + BYTES_PER_ROW);
  }

  private static short[] half(float[] logs) {
    short[] row = new short[logs.length];
    for (int token = 0; token < row.length; token++) {
      row[token] = Float.floatToFloat16(logs[token]);
    }
    return row;
  }

  /**
   * The mixture's log-probabilities at a position that was wanted, in nats.
   *
   * @return [token], a copy
   */
  float[] logProbabilities(int position) {
    short[] row = rows[position];
    float[] logs = new float[row.length];
    for (int token = 0; token < logs.length; token++) {
      logs[token] = Float.float16ToFloat(row[token]);
    }
    return logs;
  }
}
