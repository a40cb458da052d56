package dev.prose.compress;

import dev.prose.model.Cursor;
import dev.prose.model.LanguageModel;

/**
 * Goes along a file with a model, unit by unit, on either side. The model does not see the bytes
 * that no symbol covers.
 */
final class UnitCoder {
  private final SymbolCoder coder;
  private final Cursor cursor;
  private final PredictedFrequencies predicted;
  private final Escapes escapes = new Escapes();
  private double nats;
  private long symbols;

  UnitCoder(SymbolCoder coder, LanguageModel model) {
    this.coder = coder;
    this.cursor = model.cursor();
    this.predicted = new PredictedFrequencies(model.vocabularySize());
  }

  /**
   * Codes a unit.
   *
   * @param unit the unit that comes; a decoder does not look at it
   * @return the unit that came
   */
  int code(int unit) {
    if (escapes.codeIsRaw(coder, Alphabet.isRaw(unit))) {
      return Alphabet.raw((byte) escapes.codeByte(coder, Alphabet.rawByte(unit)));
    }
    int came = predicted.code(coder, cursor, unit);
    nats -= cursor.logProbability(came);
    symbols++;
    cursor.advance(came);
    return came;
  }

  /** The surprisal of all symbols so far, as the model tells it, in nats. */
  double nats() {
    return nats;
  }

  /** Number of symbols so far. */
  long symbols() {
    return symbols;
  }
}
