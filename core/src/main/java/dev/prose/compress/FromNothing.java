package dev.prose.compress;

import dev.prose.mixture.EmptyMixture;
import dev.prose.mixture.MixtureOptions;
import dev.prose.mixture.MixtureShape;
import dev.prose.model.LanguageModel;
import dev.prose.text.CodePoints;
import dev.prose.text.RawBytes;
import dev.prose.token.OnUnknown;
import dev.prose.token.chars.CharTokenizer;
import dev.prose.token.chars.Vocabulary;
import java.util.BitSet;

/**
 * The model of a side that has none: an empty mixture of the file's own characters, which learns
 * all it knows on the way. What it looks at and how fast it learns is part of the file format.
 *
 * @param method whether the file is taken for text or for bytes
 * @param vocabulary its characters, or bytes as characters
 * @param alphabet what they stand for
 */
record FromNothing(Method method, Vocabulary vocabulary, Alphabet alphabet) {
  private static final double RATE =
      0.08; // as where a mixture is trained, which has to learn everything too
  private static final long SEED = 0;

  /** What suits a file, which is not empty. */
  static FromNothing of(byte[] content) {
    BitSet characters = new BitSet();
    long malformed = 0;
    long wide = 0;
    CodePoints codePoints = new CodePoints(TokenAlphabet.text(content));
    for (int count = codePoints.next(); count > 0; count = codePoints.next()) {
      for (int i = 0; i < count; i++) {
        int codePoint = codePoints.chunk()[i];
        if (RawBytes.is(codePoint)) {
          malformed++;
        } else {
          characters.set(codePoint);
          wide += codePoint >= 0x80 ? 1 : 0;
        }
      }
    }
    // ASCII alone is in every encoding.
    boolean text = malformed <= wide;
    return new FromNothing(
        text ? Method.FROM_CHARACTERS : Method.FROM_BYTES,
        text
            ? Vocabulary.ofCodePoints(characters.stream().toArray())
            : ByteAlphabet.of(content).vocabulary());
  }

  FromNothing(Method method, Vocabulary vocabulary) {
    this(
        method,
        vocabulary,
        method == Method.FROM_BYTES
            ? new ByteAlphabet(vocabulary)
            : new TokenAlphabet(new CharTokenizer(vocabulary, OnUnknown.SKIP)));
  }

  /** The model, which knows nothing yet. */
  LanguageModel model() {
    MixtureShape shape =
        MixtureOptions.of(MixtureShape.DEFAULT_CONTEXTS, false, Integer.MAX_VALUE, SEED).shape();
    return EmptyMixture.of(vocabulary, shape, SEED).adaptive(RATE);
  }
}
