package dev.prose.compress;

import dev.prose.text.InvalidDataException;
import dev.prose.token.chars.Vocabulary;
import java.util.Arrays;

/**
 * Codes a vocabulary: the distance from each character to the next as a number of bits, which is
 * counted as it comes, and the bits behind the first one. A script's letters lie side by side, and
 * take less than a bit each.
 */
final class VocabularyCode {
  private static final int MOST_BITS = 21; // of a distance between code points
  private static final int END = MOST_BITS; // in the place of a number of bits less 1
  private static final long[] BIT = {0, SymbolCoder.TOTAL / 2, SymbolCoder.TOTAL};

  private final SymbolCoder coder;
  private final AdaptiveFrequencies lengths = AdaptiveFrequencies.even(END + 1);

  VocabularyCode(SymbolCoder coder) {
    this.coder = coder;
  }

  void write(Vocabulary vocabulary) {
    int before = -1;
    for (int id = 0; id < vocabulary.size(); id++) {
      distance(vocabulary.itos(id) - before);
      before = vocabulary.itos(id);
    }
    lengths.code(coder, END);
  }

  /**
   * Reads a vocabulary.
   *
   * @throws BrokenCodeException if there is none
   */
  Vocabulary read() {
    int[] codePoints = new int[1 << Byte.SIZE];
    int size = 0;
    int before = -1;
    for (int next = distance(0); next != 0; next = distance(0)) {
      before += next;
      if (before > Character.MAX_CODE_POINT) {
        throw new BrokenCodeException("its characters go beyond Unicode");
      }
      if (size == codePoints.length) {
        codePoints = Arrays.copyOf(codePoints, 2 * size);
      }
      codePoints[size++] = before;
    }
    try {
      return Vocabulary.ofCodePoints(Arrays.copyOf(codePoints, size));
    } catch (InvalidDataException e) {
      throw new BrokenCodeException("it has characters that are none");
    }
  }

  /** Codes a distance; reads 0 at the end. */
  private int distance(int distance) {
    int more = lengths.code(coder, Integer.SIZE - 1 - Integer.numberOfLeadingZeros(distance));
    if (more == END) {
      return 0;
    }
    int came = 1;
    for (int bit = more - 1; bit >= 0; bit--) {
      came = 2 * came + coder.code(BIT, distance >>> bit & 1);
    }
    return came;
  }
}
