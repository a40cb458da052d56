package dev.prose.expert;

import dev.prose.mixture.MixtureTrainer;
import dev.prose.text.InvalidDataException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;

/**
 * What a mixture expects at positions of the text that it has counted, without having counted what
 * is near them. A network that learned beside what the mixture knows by heart would find nothing
 * left to learn. Kept in half precision, because there is a number for each position and token.
 */
final class OutOfFold {
  private static final int BYTES_PER_ROW = 24; // beside its numbers
  private static final double MOST_OF_MEMORY = 0.6;

  private final short[][] rows; // [position][token], null where nobody wanted to know

  private OutOfFold(int positions) {
    this.rows = new short[positions][];
  }

  /**
   * Asks a mixture.
   *
   * @param positions how many tokens the text has
   * @param wanted at which of them it is asked
   * @param stop asked after each position
   * @return nothing if it was stopped
   */
  static Optional<OutOfFold> of(
      MixtureTrainer mixture, int positions, IntPredicate wanted, BooleanSupplier stop) {
    OutOfFold all = new OutOfFold(positions);
    boolean whole =
        mixture.expectOutOfFold(wanted, (position, logs) -> all.rows[position] = half(logs), stop);
    return whole ? Optional.of(all) : Optional.empty();
  }

  /**
   * Refuses what would not fit into memory.
   *
   * @param positions at how many the mixture is to be asked
   * @throws InvalidDataException if there is too little
   */
  static void requireMemory(long positions, int vocabularySize, long memory) {
    double bytes = (double) positions * (Short.BYTES * (double) vocabularySize + BYTES_PER_ROW);
    if (bytes > MOST_OF_MEMORY * memory) {
      throw new InvalidDataException(
          "an expert needs what the mixture expects at %,d places, for each of %,d characters: %,.0f MB, and the JVM has %,d. Give it more memory, or let the expert learn in fewer steps"
              .formatted(positions, vocabularySize, bytes / (1 << 20), memory >> 20));
    }
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
