package dev.prose.compress;

import java.util.List;
import java.util.stream.Stream;

/**
 * Codes where bytes are that no symbol covers, and which. They are counted as they come, so that a
 * file without any costs less than a byte for all of its units.
 */
final class Escapes {
  private static final int SYMBOL = 0;
  private static final int RAW = 1;
  private static final int BYTES = 1 << Byte.SIZE;

  // What was before tells most about a byte, where it is part of a character.
  private static final int A_SYMBOL = 0;
  private static final int ASCII = 1;
  private static final int CONTINUING_BYTE = 2;
  private static final int FIRST_BYTE = 3;

  private final AdaptiveFrequencies afterSymbol = new AdaptiveFrequencies(31, 1);
  private final AdaptiveFrequencies afterRaw = new AdaptiveFrequencies(1, 1);
  private final List<AdaptiveFrequencies> bytes = // [what was before]
      Stream.generate(() -> AdaptiveFrequencies.even(BYTES)).limit(FIRST_BYTE + 1).toList();
  private int before = A_SYMBOL;

  /** Codes whether the next unit is a byte that no symbol covers. */
  boolean codeIsRaw(SymbolCoder coder, boolean raw) {
    AdaptiveFrequencies frequencies = before == A_SYMBOL ? afterSymbol : afterRaw;
    boolean came = frequencies.code(coder, raw ? RAW : SYMBOL) == RAW;
    if (!came) {
      before = A_SYMBOL;
    }
    return came;
  }

  /** Codes such a byte. */
  int codeByte(SymbolCoder coder, int raw) {
    int came = bytes.get(before).code(coder, raw);
    before = came < 0x80 ? ASCII : came < 0xC0 ? CONTINUING_BYTE : FIRST_BYTE;
    return came;
  }
}
