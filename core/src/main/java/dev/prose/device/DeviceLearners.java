package dev.prose.device;

import dev.prose.model.BigramModel;
import dev.prose.neural.NeuralModel;
import dev.prose.neural.NeuralTraining;
import dev.prose.train.AdamW;
import dev.prose.train.Learner;
import dev.prose.train.LearnerState;
import dev.prose.train.TrainingOptions;
import java.util.Optional;
import java.util.Set;

/**
 * Learners on devices that plain Java does not reach, from outside the library: found by {@link
 * java.util.ServiceLoader}.
 *
 * <p>They begin with the same weights as the library's own, take the same batches, and hand the
 * weights back as the same models. A state of theirs is one of the library's too, and the other way
 * round, so that a run may go on elsewhere. Sums may be made in another order than in plain Java:
 * losses are close, not equal.
 */
public interface DeviceLearners {
  /** What computes, with its version: {@code libtorch 2.10.0}. */
  String engine();

  /** The types of models that it trains. */
  Set<String> types();

  /** Why a device cannot be used here; empty if it can. May take seconds. */
  Optional<String> whyNot(Device device);

  /**
   * A learner that goes on from a network, with a fresh optimizer or from the state that belongs to
   * it.
   *
   * @throws UnsupportedOperationException if networks of this type are not trained
   * @throws IllegalArgumentException if windows are longer than the network takes
   * @throws dev.prose.text.InvalidDataException if it is not a state of such a learner
   */
  Learner learner(
      NeuralModel start,
      TrainingOptions options,
      NeuralTraining training,
      Optional<LearnerState> state,
      Place place);

  /**
   * A learner that goes on from a table, with a fresh optimizer or from the state that belongs to
   * it.
   *
   * @throws dev.prose.text.InvalidDataException if it is not a state of such a learner
   */
  Learner learner(
      BigramModel start, AdamW.Options options, Optional<LearnerState> state, Place place);
}
