package dev.prose.neural;

import dev.prose.model.SequenceScorer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The shape of a network and its equations, without its weights. Immutable and safe for use by
 * several threads.
 */
public interface Network {
  /** The {@code model_type} of its models in config.json. */
  String type();

  /** Number of different tokens, V. */
  int vocabularySize();

  /**
   * The most tokens that a window of a batch can have, where positions are numbered; empty where it
   * can have any number.
   */
  OptionalInt mostPositions();

  /**
   * Refuses windows that are too long.
   *
   * @throws IllegalArgumentException if they have more tokens than there are positions
   */
  default void requirePositions(int blockSize) {
    if (mostPositions().isPresent() && blockSize > mostPositions().getAsInt()) {
      throw new IllegalArgumentException(
          "block size must be at most the network's %,d positions, but is %,d"
              .formatted(mostPositions().getAsInt(), blockSize));
    }
  }

  /**
   * How many numbers a window hands on to the window after it: a recurrent network's state. 0 for a
   * network that sees nothing but the window.
   */
  int stateSize();

  /** How many numbers its weights have, known without making them. */
  long parameterCount();

  /** The name of the weights that have a row for each token, with which a token comes in. */
  String tokenTable();

  /** Weights to begin with. */
  Weights initial(long seed);

  /** Weights whose numbers are to be taken from elsewhere: large ones take seconds to draw. */
  Weights blank();

  /** What config.json tells of it besides its type and the vocabulary's size, by key. */
  Map<String, Object> config();

  /**
   * The passes through the network for windows of one number and length, with room of their own.
   *
   * @param weights used as they are whenever a pass is made
   * @param windows at most so many per pass
   * @param length of each, in tokens
   */
  Pass pass(Weights weights, int windows, int length);

  /** As {@link #pass}, without a backward pass, which may need far less room. */
  default Pass forwardPass(Weights weights, int windows, int length) {
    return pass(weights, windows, length);
  }

  /** A reader before the first token of a sequence. */
  Reader reader(Weights weights);

  /**
   * A scorer before the first token of a sequence, which gives what the reader does and is faster;
   * empty if there is none.
   *
   * @param length number of tokens that it will read
   */
  default Optional<SequenceScorer> scorer(Weights weights, LineStarts lines, long length) {
    return Optional.empty();
  }
}
